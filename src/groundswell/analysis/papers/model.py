"""A paper as a document, before it is a file."""

import re
from dataclasses import dataclass, replace
from datetime import date

from groundswell.kernel.days import say_day

#: an address by which somebody can be written to
_ADDRESS = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")

#: a day is told to people, and stands in a file as it sorts
Rows = tuple[tuple[str | date, ...], ...]

#: rows of a table that people still read; the others are in the file beside the paper
READ = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """One part of a paper: what it says, then its table; `empty` is said where it has no rows."""

    heading: str
    text: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: Rows = ()
    empty: str = ""
    #: name of the file with the same rows in a pack; empty where there is none
    file: str = ""

    @property
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows that the paper itself holds: all, where no file holds the others."""
        rows = self.rows[:READ] if self.file else self.rows
        return tuple(
            tuple(say_day(cell) if isinstance(cell, date) else cell for cell in row) for row in rows
        )

    @property
    def said(self) -> tuple[str, ...]:
        """Return the texts, with where the rows are that the paper leaves out."""
        if len(self.shown) == len(self.rows):
            return self.text
        return (*self.text, f"The first {READ} of {len(self.rows):,}; all are in {self.file}.")


@dataclass(frozen=True, slots=True)
class Paper:
    """A title, what it is for, its parts, and what stands at its foot."""

    title: str
    lead: str
    written_on: date
    sheets: tuple[Sheet, ...]
    foot: str = ""

    def without_addresses(self) -> "Paper":
        """Return the same paper with every e-mail address taken out of its words."""
        return replace(
            self,
            title=_hide(self.title),
            lead=_hide(self.lead),
            foot=_hide(self.foot),
            sheets=tuple(_without_addresses(sheet) for sheet in self.sheets),
        )


def _without_addresses(sheet: Sheet) -> Sheet:
    return replace(
        sheet,
        text=tuple(_hide(text) for text in sheet.text),
        rows=tuple(
            tuple(_hide(cell) if isinstance(cell, str) else cell for cell in row)
            for row in sheet.rows
        ),
    )


def _hide(text: str) -> str:
    return _ADDRESS.sub("[address left out]", text)
