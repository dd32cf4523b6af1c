"""What a file holds: product, kind, and how each of its columns is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from groundswell.kernel.errors import BadInput
from groundswell.readers.arrow import Moment
from groundswell.readers.fields import CANONICAL
from groundswell.readers.guessing import Match
from groundswell.readers.headers import spellings
from groundswell.readers.matching import match, part_of_mapping
from groundswell.readers.opening import open_table
from groundswell.readers.recognising import UNKNOWN, Recognised, guess_kind, recognise, why_not_yet
from groundswell.readers.rejects import Rejects
from groundswell.readers.report import Tally
from groundswell.readers.settling import Settled, settle
from groundswell.readers.spooling import Progress, Spool, spool
from groundswell.readers.unpacking import PlainFile, explained

# At least one of these must be found, or the rows say nothing.
_TELLING = {
    "tickets": ("title", "description", "opened_at", "status", "category", "service", "ci"),
    "events": ("at", "updated_at"),
    "problems": ("title", "description", "opened_at", "status", "root_cause"),
    "changes": (
        "title",
        "description",
        "opened_at",
        "started_at",
        "ended_at",
        "planned_start_at",
        "status",
    ),
    "alerts": ("at", "signal", "severity", "text"),
    "messages": ("text",),
    "relations": ("caused_by_change", "change_id", "problem_id", "parent_id", "article_id"),
    "cis": ("type", "status", "vendor", "model", "version", "location", "owner"),
    "dependencies": ("target",),
}
_NEED_ID = ("events", "relations", "cis", "dependencies")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person who starts the reading asks for.

    `partly` says that the mapping is for several files: each takes from it what it has.
    """

    kind: str | None = None
    mapping: Mapping[str, str] | None = None
    partly: bool = False
    since: Moment | None = None
    until: Moment | None = None
    progress: Progress | None = None
    name_person: Callable[[str], str] = str


def take_in(
    file: PlainFile,
    folder: Path,
    tally: Tally,
    *,
    progress: Progress | None = None,
    most: int | None = None,
) -> tuple[Spool, Rejects]:
    """Put the raw rows of a file on disk.

    Raises:
        BadInput: it cannot be read, or has no rows below its header.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table = open_table(file)
    rejects = Rejects(folder / "rejects.csv", table.header)
    with explained(file.name):
        spooled = spool(table, folder / "raw.parquet", rejects, tally, progress=progress, most=most)
    if not spooled.rows and not tally.rows:
        header = ", ".join(name[:40] for name in table.header[:8])
        raise BadInput(
            f"{file.name} holds a header and no rows ({header}). "
            "Export it again with records in it."
        )
    return spooled, rejects


def understand(
    spooled: Spool, wishes: Wishes, tally: Tally, name: str
) -> tuple[Recognised, Settled]:
    """Decide product, kind, columns and how each of them is read.

    Raises:
        BadInput: the kind is not read yet, or the columns say nothing.
    """
    sample = spooled.sample()
    recognised = _recognised(spooled, sample, wishes, name)
    asked = wishes.mapping or {}
    if wishes.partly:
        asked = part_of_mapping(asked, recognised.kind, spooled.header)
    found = match(spooled.header, sample, recognised, asked)
    settled = settle(
        spooled,
        found,
        recognised,
        name_person=wishes.name_person,
        tally=tally,
    )
    told = any(field in found.places for field in _TELLING[recognised.kind])
    if not told or (recognised.kind in _NEED_ID and "id" not in found.places):
        _refuse_unread(recognised.kind, wishes, name)
        raise BadInput(_what_is_missing(name, spooled.header, recognised.kind, found))
    return recognised, settled


def _recognised(
    spooled: Spool, sample: Mapping[str, list[str]], wishes: Wishes, name: str
) -> Recognised:
    found = recognise(spooled.header, sample)
    kind = wishes.kind or (found.kind if found else guess_kind(spooled.header, sample))
    if kind == "relations" and _tells_dependencies(spooled.header):
        kind = "dependencies"
    if kind not in CANONICAL:
        _refuse_unread(kind, wishes, name)
        raise BadInput(f"{kind} is no kind of record; it is one of {', '.join(CANONICAL)}.")
    if found is None:
        return Recognised(UNKNOWN, kind, "no known product; columns were taken by their names")
    return Recognised(found.product, kind, found.because)


def _tells_dependencies(header: Sequence[str]) -> bool:
    """Tell whether relations are between configuration items rather than from tickets."""
    keys = frozenset(spelling for name in header for spelling in spellings(name))
    items, links = CANONICAL["dependencies"], CANONICAL["relations"]
    both = all(keys.intersection(items[name].names) for name in ("id", "target"))
    return both and not keys.intersection(links["id"].names)


def _refuse_unread(kind: str, wishes: Wishes, name: str) -> None:
    """Refuse a kind of record that is known and not read from files yet.

    Raises:
        BadInput: it is one.
    """
    asked = wishes.kind is not None
    if sentence := why_not_yet(kind, asked=asked):
        raise BadInput(f"{name}: {sentence}" if asked else f"{name} {sentence}")


def _what_is_missing(name: str, header: list[str], kind: str, found: Match) -> str:
    known = ", ".join(f"{column} as {field}" for column, field in found.columns(header).items())
    wanted = ", ".join(_TELLING[kind])
    return (
        f"{name}: the columns of this file say too little to read {kind} from it. It has: "
        f"{', '.join(header[:20])}. Understood: {known or 'nothing'}. Say with --map which column "
        f"holds one of: {wanted}; or with --as what kind of records these are."
    )
