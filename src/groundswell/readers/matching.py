"""Which column fills which field: by a person's mapping, by the product, by name, by content."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from groundswell.kernel.errors import BadInput
from groundswell.readers.fields import CANONICAL
from groundswell.readers.headers import key
from groundswell.readers.limits import limits
from groundswell.readers.recognising import Recognised
from groundswell.readers.times import TimePlan, Unreadable, time_reader
from groundswell.readers.vocabulary import says_nothing


@dataclass(slots=True)
class Match:
    """Places of columns by canonical field, and what was concluded from content alone."""

    places: dict[str, int] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)

    def columns(self, header: Sequence[str]) -> dict[str, str]:
        """Return canonical field by column name, in the order of the file."""
        by_place = {place: name for name, place in self.places.items()}
        return {header[place]: by_place[place] for place in sorted(by_place)}

    def unused(self, header: Sequence[str]) -> tuple[str, ...]:
        """Return the names of the columns that fill no field."""
        taken = set(self.places.values())
        return tuple(name for place, name in enumerate(header) if place not in taken)


def load_mapping(path: Path) -> dict[str, str]:
    """Read a mapping from a TOML file: one line per field, `title = "Kurzbeschreibung"`.

    Raises:
        BadInput: the file cannot be read or is no such list.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"The mapping {path} cannot be read: {error}.") from error
    wrong = [name for name, header in document.items() if not isinstance(header, str)]
    if wrong:
        raise BadInput(
            f"The mapping {path} gives no column name for {', '.join(wrong)}. "
            'Write one line per field, such as: title = "Short description".'
        )
    return {str(name): str(header) for name, header in document.items()}


def match(
    header: Sequence[str],
    sample: Mapping[str, Sequence[str]],
    recognised: Recognised,
    by_hand: Mapping[str, str] | None = None,
) -> Match:
    """Return which column fills which field of this kind.

    A person's mapping goes first, then the product's own names, then common names, then content.
    Where a product offers several columns for a field, an empty one is passed over.

    Raises:
        BadInput: the mapping names a field or a column that does not exist.
    """
    kind, product = recognised.kind, recognised.product
    found = Match(places=_by_hand(header, kind, by_hand or {}))
    own = product.fields.get(kind, {})
    if kind == "events":
        own = {**product.fields.get("tickets", {}), **own}
    _by_names(found, header, sample, own)
    closed_off = frozenset(product.unused) | {name for names in own.values() for name in names}
    common = {name: one.names for name, one in CANONICAL[kind].items() if name not in own}
    common |= {
        name: CANONICAL[kind][name].names
        for name, names in own.items()
        if names and name in CANONICAL[kind]
    }
    _by_names(found, header, sample, common, closed_off=closed_off)
    if kind != "messages" and not product.fingerprints:
        _by_content(found, header, sample, kind)
    return found


def _by_hand(header: Sequence[str], kind: str, mapping: Mapping[str, str]) -> dict[str, int]:
    if not mapping:
        return {}
    unknown = [name for name in mapping if name not in CANONICAL[kind]]
    if unknown:
        raise BadInput(
            f"The mapping names the field {', '.join(unknown)}, which {kind} do not have. "
            f"They have: {', '.join(CANONICAL[kind])}."
        )
    keys = [key(name) for name in header]
    places = {
        name: list(header).index(column) if column in header else keys.index(key(column))
        for name, column in mapping.items()
        if column in header or key(column) in keys
    }
    missing = [column for name, column in mapping.items() if name not in places]
    if missing:
        raise BadInput(
            f"The mapping names the column {', '.join(missing)}, which the file does not have. "
            f"It has: {', '.join(header)}."
        )
    return places


def _by_names(
    found: Match,
    header: Sequence[str],
    sample: Mapping[str, Sequence[str]],
    names: Mapping[str, Sequence[str]],
    *,
    closed_off: frozenset[str] = frozenset(),
) -> None:
    places: dict[str, list[int]] = {}
    for place, name in enumerate(header):
        for spelling in {key(name), key(name).removeprefix("customfield")}:
            if spelling not in closed_off:
                places.setdefault(spelling, []).append(place)
    for name, wanted in names.items():
        if name in found.places:
            continue
        taken = set(found.places.values())
        fitting = [p for word in wanted for p in places.get(word, ()) if p not in taken]
        if fitting:
            holding = (p for p in fitting if any(_holds(cell) for cell in sample[header[p]]))
            found.places[name] = next(holding, fitting[0])


def _holds(cell: str) -> bool:
    return not says_nothing(cell)


def _by_content(
    found: Match, header: Sequence[str], sample: Mapping[str, Sequence[str]], kind: str
) -> None:
    """Look for number, words and opening time among the columns that no name explains."""
    taken = set(found.places.values())
    free = [place for place in range(len(header)) if place not in taken]
    opening = "at" if kind == "events" else "opened_at"
    tests = (
        ("id", _looks_like_ids, "its values are all different"),
        (opening, _looks_like_times, "its values are times"),
    )
    for name, test, why in tests:
        if name in found.places or name not in CANONICAL[kind]:
            continue
        place = next((p for p in free if test([c for c in sample[header[p]] if _holds(c)])), None)
        if place is not None:
            free.remove(place)
            found.places[name] = place
            found.guessed[name] = why
    if "title" in CANONICAL[kind] and not {"title", "description"} & set(found.places):
        _words_by_content(found, header, sample, free)


def _words_by_content(
    found: Match, header: Sequence[str], sample: Mapping[str, Sequence[str]], free: list[int]
) -> None:
    cells = {place: [cell for cell in sample[header[place]] if _holds(cell)] for place in free}
    lengths = {place: _mean_words(held) for place, held in cells.items()}
    enough: int = limits("content")["cells"]
    varied = (
        place
        for place in free
        if len(cells[place]) >= enough
        and len(set(cells[place])) * 2 > len(cells[place])
        and lengths[place] >= limits("content")["mean_words"]
    )
    wordy = sorted(varied, key=lambda place: lengths[place])
    for name, place in zip(("description", "title"), reversed(wordy[-2:]), strict=False):
        found.places["title" if len(wordy) == 1 else name] = place
        found.guessed["title" if len(wordy) == 1 else name] = "it holds sentences"


def _looks_like_ids(cells: Sequence[str]) -> bool:
    longest: int = limits("content")["id_characters"]
    return (
        len(cells) > 1
        and len(set(cells)) == len(cells)
        and all(len(cell) <= longest and " " not in cell for cell in cells)
        and sum(any(sign.isdigit() for sign in cell) for cell in cells) > len(cells) * 0.9
        and not _looks_like_times(cells)
        and not any("." in cell or "," in cell or "@" in cell for cell in cells)
    )


def _looks_like_times(cells: Sequence[str]) -> bool:
    readers = [time_reader(TimePlan(order)) for order in ("day", "month")]
    texts = [cell for cell in cells[:200] if not cell.isdigit()]
    readable = sum(
        any(not isinstance(read(cell), Unreadable) for read in readers) for cell in texts
    )
    return (
        len(texts) >= limits("content")["cells"]
        and len(texts) > len(cells[:200]) / 2
        and readable > 0.95 * len(texts)
    )


def _mean_words(cells: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0
