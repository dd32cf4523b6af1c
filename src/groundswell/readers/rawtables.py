"""A file opened as a table of strings, whatever its format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Row = tuple[int, list[str]]
"""The row as a spreadsheet program numbers it, and its cells."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A header and rows of strings.

    Attributes:
        format: what the file is, in words, such as "CSV separated by ;".
        header: the names of the columns as found, repeated ones apart.
        rows: a function that starts reading from the first row below the header.
        exact_width: whether a row with more cells than the header is damaged (CSV), or cannot be.
        remarks: what people should know about how the file was read; complete when it was read.
    """

    format: str
    header: list[str]
    rows: Callable[[], Iterable[Row]]
    exact_width: bool = True
    remarks: list[str] = field(default_factory=list)
