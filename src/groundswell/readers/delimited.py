"""CSV and its relatives: any separator, encoding and line end."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from groundswell.kernel.errors import BadInput
from groundswell.readers.dialects import Dialect, detect_dialect
from groundswell.readers.encodings import Encoding, detect_encoding
from groundswell.readers.headers import find_header, key, name_apart, tidy
from groundswell.readers.limits import limits
from groundswell.readers.rawtables import RawTable, Row
from groundswell.readers.recognising import known_header

csv.field_size_limit(sys.maxsize)

_SAMPLE_LINES = 400
_TOP_ROWS = 20
_RUN_TOGETHER = 4  # so many names of columns in one are a header that was not taken apart


def open_delimited(path: Path, name: str) -> RawTable:
    """Open a text file as a table.

    Raises:
        BadInput: it is empty, no text, or has no row under the header.
    """
    encoding = detect_encoding(path, name)
    remarks = [encoding.remark] if encoding.remark else []
    with _lines(path, encoding) as stream:
        sample = list(islice(_fed(stream, name, []), _SAMPLE_LINES))
    if not any(line.strip() for line in sample):
        raise BadInput(f"{name} is empty. Export it again; it should hold a header and rows.")
    skipped = 1 if sample[0].lower().startswith("sep=") else 0
    cut = len(sample) == _SAMPLE_LINES
    dialect = detect_dialect(sample[skipped:], known_header(), cut=cut)
    all_rows = partial(_rows, _Source(path, name, encoding, dialect))
    top = list(islice(all_rows(None), _TOP_ROWS + skipped))[skipped:]
    place = find_header([cells for _, cells in top], known_header())
    number, header = top[place]
    if not dialect.separator:
        _check_one_column(header[0], name)

    def rows() -> Iterable[Row]:
        return (row for row in all_rows(remarks) if row[0] > number)

    return RawTable(
        format=f"{dialect.in_words}, {encoding.name}",
        header=name_apart([tidy(cell) for cell in header]),
        rows=rows,
        remarks=remarks,
    )


def _check_one_column(title: str, name: str) -> None:
    """Refuse a file whose only column is named by several names of columns.

    Raises:
        BadInput: it has no separator that this can find.
    """
    if len(known_header().intersection(map(key, title.split()))) >= _RUN_TOGETHER:
        raise BadInput(
            f"The columns of {name} are not separated by one sign; its first line is "
            f"“{title[:80]}”. Export it again with a comma, a semicolon or a tab between them."
        )


@dataclass(frozen=True, slots=True)
class _Source:
    path: Path
    name: str
    encoding: Encoding
    dialect: Dialect


def _lines(path: Path, encoding: Encoding) -> io.TextIOWrapper:
    return path.open(encoding=encoding.name, errors=encoding.errors, newline="")


def _rows(source: _Source, remarks: list[str] | None) -> Iterator[Row]:
    """Yield the rows that hold anything, numbered as a spreadsheet program shows them.

    Args:
        source: what to read.
        remarks: where to note what was left out; None for a look at the first rows.
    """
    name = source.name
    with _lines(source.path, source.encoding) as stream:
        feed = _Feed(_fed(stream, name, remarks if remarks is not None else []), name)
        reader = source.dialect.reader(feed)
        try:
            for number, cells in enumerate(reader, start=1):
                feed.begin_record(number)
                if cells and (len(cells) > 1 or cells[0].strip()) and any(cells):
                    yield number, cells
            feed.check_end()
        except csv.Error as error:
            raise BadInput(
                f"{name} cannot be read from line {reader.line_num} on: {error}."
            ) from error


class _Feed:
    """Hands lines to the csv reader and stops a quoted cell that never ends."""

    def __init__(self, lines: Iterator[str], name: str) -> None:
        self._lines = lines
        self._name = name
        self._most: int = limits("cells")["record_characters"]
        self._ended = False
        self.begin_record(0)

    def begin_record(self, number: int) -> None:
        self._row = number
        self._held = 0

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = next(self._lines, "")
        if not line:
            self._ended = self._ended or self._held > 0
            raise StopIteration
        self._held += len(line)
        if self._held > self._most:
            raise BadInput(
                f"{self._name}: row {self._row + 1} opens a quoted cell that does not end within "
                f"{self._most:,} characters. Put the missing quotation mark in, or export it again."
            )
        return line

    def check_end(self) -> None:
        """Refuse a file that ends within a quoted cell: the rows behind the mark lie in that cell.

        Raises:
            BadInput: it does.
        """
        if self._ended:
            raise BadInput(
                f"{self._name} ends within a quoted cell of row {self._row}: it was cut off, or a "
                "quotation mark is missing there. Put it in, or export it again."
            )


def _fed(stream: io.TextIOWrapper, name: str, remarks: list[str]) -> Iterator[str]:
    """Yield lines without zero bytes; a line beyond all measure is no line of a table."""
    zeros = 0
    longest: int = limits("cells")["record_characters"]
    while line := stream.readline(longest):
        if len(line) >= longest and not line.endswith(("\n", "\r")):
            raise BadInput(
                f"{name} has a line of more than {longest:,} characters; that is no table."
            )
        if "\0" in line:
            zeros += line.count("\0")
            line = line.replace("\0", "")
        yield line
    if zeros:
        remarks.append(f"{zeros} zero bytes were left out.")
