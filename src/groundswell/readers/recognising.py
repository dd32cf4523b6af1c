"""Which product an export comes from and what kind of record it holds."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from groundswell.readers.fields import CANONICAL, known_names
from groundswell.readers.headers import key, spellings
from groundswell.readers.limits import load
from groundswell.readers.vocabulary import kind_of, plain, says_nothing

_NEARLY_ALL = 0.95


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Headers that, found together, give a product away."""

    all: frozenset[str]
    exact: frozenset[str]
    kind: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Product:
    """What is known of one product's exports. Headers are compared by `headers.key`."""

    name: str
    label: str
    fingerprints: tuple[Fingerprint, ...]
    kinds: tuple[tuple[str, frozenset[str]], ...]
    fields: Mapping[str, Mapping[str, tuple[str, ...]]]
    state: Mapping[str, str]
    state_of_kind: Mapping[str, Mapping[str, str]]
    rank: Mapping[str, int]
    kind_words: Mapping[str, str]
    read: Mapping[str, str]
    unused: Mapping[str, str]
    same: Mapping[str, str]

    def states(self, kind: str) -> Mapping[str, str]:
        """Return what its words for states mean on records of this kind."""
        return {**self.state, **self.state_of_kind.get(kind, {})}


UNKNOWN = Product("unknown", "an unknown product", (), (), {}, {}, {}, {}, {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Recognised:
    """The product and kind of a file, and the sentence that says why."""

    product: Product
    kind: str
    because: str


@cache
def products() -> tuple[Product, ...]:
    """Return every product, in the order of their file names."""
    folder = files("groundswell.readers.products")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    texts = (folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    return tuple(_product(tomllib.loads(text)) for text in texts)


@cache
def known_header() -> frozenset[str]:
    """Return every header word that a field or a product goes by, as `headers.key` compares."""
    own = (
        name
        for product in products()
        for fields in product.fields.values()
        for names in fields.values()
        for name in names
    )
    return frozenset(name for name in known_names().union(own) if not name.isdigit())


def _product(one: Mapping[str, Any]) -> Product:
    kinds = ("tickets", "events", "problems", "changes", "alerts", "messages")
    states = one.get("state", {})
    return Product(
        name=one["name"],
        label=one["label"],
        fingerprints=tuple(_fingerprint(mark) for mark in one["recognise"]),
        kinds=tuple(
            (mark["kind"], frozenset(map(key, mark["any"]))) for mark in one.get("kinds", ())
        ),
        fields={
            kind: {name: tuple(map(key, names)) for name, names in one.get(kind, {}).items()}
            for kind in kinds
        },
        state=_words({k: v for k, v in states.items() if isinstance(v, str)}),
        state_of_kind={k: _words(v) for k, v in states.items() if isinstance(v, dict)},
        rank={plain(word): rank for word, rank in one.get("rank", {}).items()},
        kind_words=_words(one.get("kind", {})),
        read={key(header): way for header, way in one.get("read", {}).items()},
        unused={key(header): reason for header, reason in one.get("unused", {}).items()},
        same=one.get("same", {}),
    )


def _words(section: Mapping[str, str]) -> dict[str, str]:
    return {plain(word): meaning for word, meaning in section.items()}


def _fingerprint(mark: Mapping[str, Any]) -> Fingerprint:
    exact = mark.get("exact", [])
    return Fingerprint(
        all=frozenset(map(key, mark.get("all", exact))),
        exact=frozenset(exact),
        kind=mark.get("kind"),
        words=mark["words"],
    )


def recognise(header: Sequence[str], sample: Mapping[str, Sequence[str]]) -> Recognised | None:
    """Return the product and kind that the header gives away, or None.

    Where several fingerprints fit, the one with the most headers wins.

    Args:
        header: the names of the columns as found.
        sample: some cells of each column, to tell kinds apart by the form of the numbers.
    """
    keys = frozenset(spelling for name in header for spelling in spellings(name))
    fitting = [
        (mark, product)
        for product in products()
        for mark in product.fingerprints
        if mark.all <= keys and mark.exact <= frozenset(header)
    ]
    if not fitting:
        return None
    mark, product = max(fitting, key=lambda one: (len(one[0].exact), len(one[0].all)))
    kind = (
        mark.kind
        or kind_by_types(header, sample)
        or _kind_by_marks(product, header, sample)
        or kind_by_numbers(sample)
    )
    named = " and ".join(name for name in header if mark.all.intersection(spellings(name)))
    return Recognised(product, kind or "tickets", f"the header holds {named} ({mark.words})")


def _kind_by_marks(
    product: Product, header: Sequence[str], sample: Mapping[str, Sequence[str]]
) -> str | None:
    """Return the kind that columns speak for which only it has, if most rows fill them."""
    held = {
        spelling
        for name in header
        for spelling in spellings(name)
        if 2 * sum(not says_nothing(cell) for cell in sample[name]) >= len(sample[name]) > 0
    }
    return next((kind for kind, marks in product.kinds if marks & held), None)


def kind_by_types(header: Sequence[str], sample: Mapping[str, Sequence[str]]) -> str | None:
    """Return the kind that a column with the type of each record gives away, if there is one.

    Changes and problems are told only where nearly all of the records are of that type; a file of
    several types is one of tickets.
    """
    names = set(CANONICAL["tickets"]["kind"].names)
    for name in header:
        words = [plain(cell) for cell in sample[name] if not says_nothing(cell)]
        if not words or names.isdisjoint(spellings(name)):
            continue
        told = {kind: sum(word in meant for word in words) for kind, meant in _types().items()}
        for kind, many in told.items():
            if many > _NEARLY_ALL * len(words):
                return kind
        if 2 * (sum(told.values()) + sum(kind_of(word) is not None for word in words)) > len(words):
            return "tickets"
    return None


def _types() -> Mapping[str, Sequence[str]]:
    types: Mapping[str, Sequence[str]] = _kinds()["types"]
    return types


@cache
def _kinds() -> Mapping[str, Any]:
    return load(__package__, "kinds.toml")


def kind_by_numbers(sample: Mapping[str, Sequence[str]]) -> str | None:
    """Return the kind that the numbers of records give away by their first letters (PRB, CHG)."""
    prefixes: Mapping[str, str] = _kinds()["prefixes"]
    for cells in sample.values():
        starts = {cell.rstrip("0123456789").strip("-_ #").upper() for cell in cells}
        found = prefixes.get(starts.pop()) if len(starts) == 1 else None
        if found and len(set(cells)) * 2 > len(cells):  # its own number, not that of another record
            return found
    return None


def guess_kind(header: Sequence[str], sample: Mapping[str, Sequence[str]]) -> str:
    """Return the kind of record that the header of an unknown product speaks of most.

    A kind that can be recognised but not read yet is returned as well; `tickets` if nothing speaks
    for another kind.
    """
    keys = frozenset(spelling for name in header for spelling in spellings(name))
    for kind, marks in _kinds()["kinds"].items():
        if keys.intersection(map(key, marks.get("unless", ()))):
            continue
        if any(frozenset(map(key, together)) <= keys for together in marks["signs"]):
            return str(kind)
    return kind_by_types(header, sample) or kind_by_numbers(sample) or "tickets"


def kind_label(kind: str) -> str:
    """Return what a kind of record is called where people choose one."""
    labels: Mapping[str, str] = _kinds()["labels"]
    return labels[kind]


def why_not_yet(kind: str, *, asked: bool) -> str | None:
    """Return why a kind is recognised and not read yet, as the end of a sentence; else None.

    Args:
        kind: the kind of records.
        asked: whether a person named it, rather than the header of the file.
    """
    what = _kinds()["not_yet"].get(kind)
    if what is None:
        return None
    reads = (
        "groundswell reads tickets, events, problems, changes, alerts, configuration items and "
        "their relations from files"
    )
    if asked:
        return f"{what} cannot be read from files yet. So far {reads}."
    return (
        f"looks like a list of {what}, which cannot be read from files yet. So far {reads}; if it "
        "holds one of these, say so with --as."
    )
