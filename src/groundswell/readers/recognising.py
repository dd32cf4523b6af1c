"""Which product an export comes from and what kind of record it holds."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from groundswell.readers.fields import known_names
from groundswell.readers.headers import key
from groundswell.readers.limits import load
from groundswell.readers.vocabulary import plain


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
    rank: Mapping[str, int]
    kind_words: Mapping[str, str]
    read: Mapping[str, str]
    unused: Mapping[str, str]
    same: Mapping[str, str]


UNKNOWN = Product("unknown", "an unknown product", (), (), {}, {}, {}, {}, {}, {}, {})


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
    return known_names().union(own)


def _product(one: Mapping[str, Any]) -> Product:
    kinds = ("tickets", "events", "problems", "changes", "alerts", "messages")
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
        state={plain(word): meaning for word, meaning in one.get("state", {}).items()},
        rank={plain(word): rank for word, rank in one.get("rank", {}).items()},
        kind_words={plain(word): meaning for word, meaning in one.get("kind", {}).items()},
        read={key(header): way for header, way in one.get("read", {}).items()},
        unused={key(header): reason for header, reason in one.get("unused", {}).items()},
        same=one.get("same", {}),
    )


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
    keys = frozenset(map(key, header))
    fitting = [
        (mark, product)
        for product in products()
        for mark in product.fingerprints
        if mark.all <= keys and mark.exact <= frozenset(header)
    ]
    if not fitting:
        return None
    mark, product = max(fitting, key=lambda one: (len(one[0].exact), len(one[0].all)))
    kind = mark.kind or _kind_by_marks(product, keys) or kind_by_numbers(sample) or "tickets"
    named = " and ".join(name for name in header if key(name) in mark.all)
    return Recognised(product, kind, f"the header holds {named} ({mark.words})")


def _kind_by_marks(product: Product, keys: frozenset[str]) -> str | None:
    return next((kind for kind, marks in product.kinds if marks & keys), None)


@cache
def _kinds() -> Mapping[str, Any]:
    return load(__package__, "kinds.toml")


def kind_by_numbers(sample: Mapping[str, Sequence[str]]) -> str | None:
    """Return the kind that the numbers of records give away by their first letters (PRB, CHG)."""
    prefixes: Mapping[str, str] = _kinds()["prefixes"]
    for name in list(sample)[:3]:
        cells = [cell for cell in sample[name] if cell]
        starts = {cell.rstrip("0123456789").strip("-_ #").upper() for cell in cells}
        if len(starts) == 1 and (found := prefixes.get(starts.pop())):
            return found
    return None


def guess_kind(header: Sequence[str], sample: Mapping[str, Sequence[str]]) -> str:
    """Return the kind of record that the header of an unknown product speaks of most.

    A kind that can be recognised but not read yet is returned as well; `tickets` if nothing speaks
    for another kind.
    """
    keys = frozenset(map(key, header))
    for kind, marks in _kinds()["kinds"].items():
        if any(frozenset(map(key, together)) <= keys for together in marks["signs"]):
            return str(kind)
    return kind_by_numbers(sample) or "tickets"


def why_not_yet(kind: str) -> str | None:
    """Return the sentence for a kind that is recognised and not read yet, None for the others."""
    sentence = _kinds()["not_yet"].get(kind)
    return str(sentence) if sentence else None
