"""Names of columns: how they are compared, and in which row of a sheet they stand."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from groundswell.readers.limits import load
from groundswell.readers.mojibake import repair
from groundswell.readers.vocabulary import CUSTOM, FILLERS, plain

_JSON = load(__package__, "records.toml")
_AROUND = re.compile(
    rf"(?:{'|'.join(_JSON['around'])})\.(?=.)|dv_|(?:{'|'.join(CUSTOM)}) ?(?=\()|.+ - (?=.)",
    re.IGNORECASE,
)
_READABLE = re.compile(rf"(?<=.)\.(?:{'|'.join(_JSON['readable'])})", re.IGNORECASE)

_FIGURES = re.compile(r"\d[\d.,:/ T+-]*")


def key(name: str) -> str:
    """Return what two spellings of one column name share: letters and digits, no case, no accents.

    `Short description`, `short_description` and `ShortDescription` are one name. A name made of
    signs alone, such as `#`, stays as it is.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if sign.isalnum())
    return letters or name.strip()


def spellings(name: str) -> tuple[str, ...]:
    """Return the keys that a column answers to, the exact one first.

    `fields.status.name` is also a `status`, `Custom field (Impact)` an `impact`, and
    `Assigned to - Technician` a `technician`.
    """
    bare = _AROUND.sub("", name, count=1) if _AROUND.match(name) else name
    ended = _READABLE.search(bare)
    short = bare[: ended.start()] if ended and ended.end() == len(bare) else bare
    return tuple(dict.fromkeys(map(key, (name, bare, short))))


def core(name: str) -> str:
    """Return the words of a column's name that say what it holds: `Date Raised` gives `raised`."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(word for word in plain(apart).split() if word not in FILLERS)


def tidy(name: str | None) -> str:
    """Return a header cell as people read it: no byte order mark, line breaks or double blanks."""
    return " ".join(repair((name or "").replace("\ufeff", "").replace("_x000D_", " ")).split())


def name_apart(names: Sequence[str]) -> list[str]:
    """Return the names with empty ones called by their place and repeated ones numbered.

    A header may repeat a name, as Jira does with `Comment`; every column keeps a name of its own.
    """
    seen: Counter[str] = Counter()
    apart = []
    for place, name in enumerate(names, start=1):
        called = name or f"column {place}"
        seen[called] += 1
        apart.append(called if seen[called] == 1 else f"{called} ({seen[called]})")
    return apart


def find_header(rows: Sequence[Sequence[str]], known: frozenset[str]) -> int:
    """Return the place of the row that names the columns, among the first rows of a sheet.

    It is the row with the most names that exports are known to use; failing these, the first row
    that is as wide as the table. Titles, dates of the report and blank rows stand above it.
    """
    if not rows:
        return 0
    scores = [_score(row, known) for row in rows]
    best = max(range(len(rows)), key=lambda place: (scores[place], -place))
    if scores[best] > 1:
        return best
    width = max(_filled(row) for row in rows)
    return next(place for place, row in enumerate(rows) if _filled(row) * 2 > width or width == 0)


def _score(row: Sequence[str], known: frozenset[str]) -> int:
    if any(cell and _FIGURES.fullmatch(cell.strip()) for cell in row):
        return 0  # a row of the table, whatever words it holds
    return len({key(cell) for cell in row if cell and len(cell) < 100} & known)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell and cell.strip())
