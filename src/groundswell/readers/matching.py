"""Which column fills which field: by a person's mapping, by the product, by name, by content."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from groundswell.kernel.errors import BadInput
from groundswell.readers.fields import CANONICAL
from groundswell.readers.guessing import Match, guess
from groundswell.readers.headers import key
from groundswell.readers.recognising import Recognised
from groundswell.readers.vocabulary import says_nothing


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
    Where a product offers several columns for a field, an empty one is passed over. A field for
    which the person names no column ("") stays empty, whatever the names suggest.

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
        guess(found, header, sample, kind)
    for name in {name for name, column in (by_hand or {}).items() if not column}:
        found.places.pop(name, None)
        found.guessed.pop(name, None)
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
        if column and (column in header or key(column) in keys)
    }
    missing = [column for name, column in mapping.items() if column and name not in places]
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
            holding = (
                p for p in fitting if any(not says_nothing(cell) for cell in sample[header[p]])
            )
            found.places[name] = next(holding, fitting[0])
