"""Which column fills which field: by a person's mapping, by the product, by name, by content."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from groundswell.kernel.errors import BadInput
from groundswell.readers.fields import CANONICAL
from groundswell.readers.guessing import Match, guess, looks_like_moments
from groundswell.readers.headers import key, spellings
from groundswell.readers.pairing import find_clocks
from groundswell.readers.recognising import Recognised
from groundswell.readers.vocabulary import says_nothing

# Looked for by their meaning and content even in exports of a known product: its headers come in
# more languages than anybody lists. What else a known product does not name stays unused.
_MAIN = ("id", "at", "title", "opened_at")


def load_mapping(path: Path) -> dict[str, str]:
    """Read a mapping from a TOML file: one line per field, `title = "Kurzbeschreibung"`.

    Raises:
        BadInput: the file cannot be read or is no such list.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(
            f"The mapping {path} cannot be read: {error.strerror}. Give the path of a TOML file."
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(
            f"The mapping {path} is not TOML: {error}. Write lines such as "
            'title = "Short description".'
        ) from error
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
    Where a product offers several columns for a field, an empty one is passed over. A field for
    which the person names no column ("") stays empty, whatever the names suggest.

    Raises:
        BadInput: the mapping names a field or a column that does not exist.
    """
    kind, product = recognised.kind, recognised.product
    found = Match(places=_places(by_hand or {}, header, kind))
    own = dict(product.fields.get(kind, {}))
    for name, names in product.fields.get("tickets", {}).items() if kind == "events" else ():
        own.setdefault(name, names)
    columns = _Columns(header, sample)
    columns.by_names(found, own, kind)
    closed_off = frozenset(product.unused) | {name for names in own.values() for name in names}
    common = {name: one.names for name, one in CANONICAL[kind].items() if name not in own}
    common |= {
        name: CANONICAL[kind][name].names
        for name, names in own.items()
        if names and name in CANONICAL[kind]
    }
    columns.by_names(found, common, kind, closed_off=closed_off)
    if kind != "messages":
        fields = {
            name: field
            for name, field in CANONICAL[kind].items()
            if name in _MAIN or not product.fingerprints
        }
        guess(found, header, sample, kind, fields)
    for name in {name for name, column in (by_hand or {}).items() if not column}:
        found.places.pop(name, None)
        found.guessed.pop(name, None)
    days = {name: p for name, p in found.places.items() if CANONICAL[kind][name].type == "time"}
    free = [p for p in range(len(header)) if p not in found.places.values()]
    found.clocks = find_clocks(header, sample, days, free)
    return found


def part_of_mapping(mapping: Mapping[str, str], kind: str, header: Sequence[str]) -> dict[str, str]:
    """Return the lines of a mapping for several files that this one can follow."""
    keys = {key(name) for name in header}
    return {
        name: column
        for name, column in mapping.items()
        if name in CANONICAL[kind] and (not column or column in header or key(column) in keys)
    }


def check_mapping(mapping: Mapping[str, str], files: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Refuse a mapping of which a line helps none of the files.

    Args:
        mapping: column name by canonical field.
        files: the kind and the header of each file.

    Raises:
        BadInput: it names a field or a column that no file has.
    """
    lines = [part_of_mapping(mapping, kind, header) for kind, header in files]
    lost = [name for name in mapping if not any(name in taken for taken in lines)]
    if lost:
        kind, header = files[0]
        _places({name: mapping[name] for name in lost}, header, kind)


def _places(mapping: Mapping[str, str], header: Sequence[str], kind: str) -> dict[str, int]:
    """Return the places of the columns that a person named.

    Raises:
        BadInput: there is no such field or column.
    """
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
        if column and (column in header or key(column) in keys)
    }
    missing = [column for name, column in mapping.items() if column and name not in places]
    if missing:
        raise BadInput(
            f"The mapping names the column {', '.join(missing)}, which the file does not have. "
            f"It has: {', '.join(header)}."
        )
    return places


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a file with some of their cells."""

    header: Sequence[str]
    sample: Mapping[str, Sequence[str]]

    def by_names(
        self,
        found: Match,
        names: Mapping[str, Sequence[str]],
        kind: str,
        *,
        closed_off: frozenset[str] = frozenset(),
    ) -> None:
        """Add to a match the columns that go by one of the names of a field."""
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self.header):
            for spelling in spellings(name):
                if spelling not in closed_off:
                    places.setdefault(spelling, []).append(place)
        for name, wanted in names.items():
            if name in found.places:
                continue
            taken = set(found.places.values())
            fitting = [p for word in wanted for p in places.get(word, ()) if p not in taken]
            if fitting:
                found.places[name] = self._best(fitting, CANONICAL[kind][name].type)

    def _best(self, fitting: Sequence[int], type_: str) -> int:
        """Return the first column that holds what it promises, else the first that holds anything.

        Where a product offers several times, some hold a word or a time of day without its day.
        """
        holding = [p for p in fitting if any(not says_nothing(cell) for cell in self._cells(p))]
        times = (p for p in holding if type_ == "time" and looks_like_moments(self._cells(p)))
        return next(times, next(iter(holding), fitting[0]))

    def _cells(self, place: int) -> Sequence[str]:
        return self.sample[self.header[place]]
