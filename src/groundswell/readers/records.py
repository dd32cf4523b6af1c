"""JSON and JSON lines: lists of records, nested or not."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from groundswell.kernel.errors import BadInput
from groundswell.readers.encodings import detect_encoding
from groundswell.readers.headers import tidy
from groundswell.readers.rawtables import RawTable, Row

_CHUNK = 1 << 20
_LONGEST = 1 << 27
_BLANK = re.compile(r"[\s,]*")
_LISTS = re.compile(
    r'"(?:result|results|records|issues|tickets|items|data|value|rows|hits)"\s*:\s*\['
)
_SHOWN = ("display_value", "displayName", "display_name", "name", "value", "title")
_SURROGATE = re.compile("[\ud800-\udfff]")


def open_records(path: Path, name: str) -> RawTable:
    """Open a file of JSON records as a table whose columns are their keys.

    The records are a list, the list under a key such as `result` or `issues`, or stand one under
    another. Keys inside a record inside a record are joined with a full stop.

    Raises:
        BadInput: it is no JSON, or no list of records.
    """
    encoding = detect_encoding(path, name)
    names: dict[str, None] = {}
    remarks = [encoding.remark] if encoding.remark else []

    def records() -> Iterator[Mapping[str, str]]:
        with path.open(encoding=encoding.name, errors=encoding.errors) as stream:
            for record in _records(iter(lambda: stream.read(_CHUNK), ""), name):
                yield dict(_flat(record, ""))

    for record in records():
        names.update(dict.fromkeys(record))
    if not names:
        raise BadInput(f"{name} holds no records. Export it again; it should be a list of them.")

    def rows() -> Iterable[Row]:
        for number, record in enumerate(records(), start=1):
            yield number, [record.get(key, "") for key in names]

    header = [tidy(key) for key in names]
    return RawTable("JSON records", header, rows, exact_width=False, remarks=remarks)


def _records(chunks: Iterator[str], name: str) -> Iterator[Mapping[str, Any]]:
    """Yield the records one by one, holding only what is not read yet."""
    decoder = json.JSONDecoder()
    held = next(chunks, "").lstrip("\ufeff \t\r\n")
    place = _start(held)
    while True:
        blank = _BLANK.match(held, place)
        place = blank.end() if blank else place
        if held[place : place + 1] in ("]", "}"):
            return
        try:
            record, place = decoder.raw_decode(held, place)
        except json.JSONDecodeError as error:
            more = next(chunks, "")
            held, place = held[place:] + more, 0
            if not more:
                if held.strip(" \t\r\n,"):
                    raise BadInput(_broken(name, error)) from error
                return
            if len(held) > _LONGEST:
                raise BadInput(f"{name} holds a record beyond all measure.") from error
            continue
        except RecursionError as error:
            raise BadInput(f"{name} is nested too deeply to be a list of records.") from error
        if not isinstance(record, dict):
            raise BadInput(f"{name} is JSON, but not a list of records with named values.")
        yield record


def _start(held: str) -> int:
    """Return where the first record begins."""
    if held.startswith("["):
        return 1
    if held.startswith("{") and (found := _LISTS.search(held[:4096])):
        first_value = held[1 : found.start()]
        return found.end() if "{" not in first_value else 0
    return 0


def _broken(name: str, error: json.JSONDecodeError) -> str:
    return f"{name} is no complete JSON ({error.msg}). It may be cut off; copy or export it again."


def _flat(value: Any, prefix: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        shown = next((value[key] for key in _SHOWN if key in value), None)
        if prefix and isinstance(shown, str | int | float) and not isinstance(shown, bool):
            yield prefix, _text(shown)
        for key, inner in value.items():
            name = f"{prefix}.{key}" if prefix else str(key)
            yield from _flat(inner, name)
    elif isinstance(value, list):
        texts = [_text(one) for one in value if not isinstance(one, dict | list)]
        shown_ones = [dict(_flat(one, "x")).get("x", "") for one in value if isinstance(one, dict)]
        yield prefix, ", ".join(filter(None, texts + shown_ones))
    else:
        yield prefix, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _SURROGATE.sub("", str(value))
