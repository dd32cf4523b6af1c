"""Groups of tickets by coded fields, for tickets whose words say nothing or are not there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from groundswell.analysis.discovery.options import CodedFields, CodedGroup, DiscoveryOptions
from groundswell.analysis.discovery.reasons import name_dominant
from groundswell.analysis.discovery.source import Codes, Tickets

Rows = npt.NDArray[np.int64]


# What a program would call something: no word among it, such as PROD542 or 164.
_CODE = re.compile(r"[A-Z]{0,5}[-_ .]?\d[\d_.-]*[A-Z]?\Z")

# What makes no other value of a value: "Category 53", "category_53".
_SPELT = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class CodedSet:
    """Tickets with the same values in some fields."""

    members: Rows
    group: CodedGroup
    values: tuple[str, ...]
    #: how many times as many as the values' own frequencies would give
    lift: float
    #: whether others with these values are troubles of their own, told apart by another field
    elsewhere: bool = False


def group_by_codes(
    tickets: Tickets, rows: Rows, options: DiscoveryOptions, *, record: str = "ticket"
) -> list[CodedSet]:
    """Return groups among some tickets by the values of their coded fields, most telling first.

    What is left of a value once finer groups are taken out joins the finer group if there is only
    one: a trouble does not stand there twice.

    Args:
        tickets: all tickets.
        rows: those that are still in no group, as row numbers.
        options: which fields are tried, and from when a group counts.
        record: what the tickets are; a problem record has groups of its own.
    """
    found: list[CodedSet] = []
    for each in _list_sets(tickets, rows, options, record):
        finer = [at for at, other in enumerate(found) if _holds(each, other)]
        if len(finer) == 1:
            members = np.sort(np.concatenate((found[finer[0]].members, each.members)))
            lift = each.lift * len(members) / len(each.members)
            found[finer[0]] = replace(each, members=members, lift=lift)
        else:
            found.append(replace(each, elsewhere=bool(finer)))
    return found


def _holds(coarse: CodedSet, fine: CodedSet) -> bool:
    """Tell whether every value of one group is among those of another, which has more."""
    ours = set(zip(coarse.group.fields, coarse.values, strict=True))
    return ours < set(zip(fine.group.fields, fine.values, strict=True))


def _list_sets(
    tickets: Tickets, rows: Rows, options: DiscoveryOptions, record: str
) -> Iterator[CodedSet]:
    """Yield groups by the fields in their order; a ticket is in the first one that it fits."""
    least = max(options.least_tickets, options.coded.least_share_root * len(rows) ** 0.5)
    free = np.ones(len(tickets), dtype=np.bool_)
    for group in options.coded.groups:
        if group.only not in {"", record}:
            continue
        left = rows[free[rows]]
        for found in _group(tickets, left, group, options.coded.empty_values):
            share = len(found.members) / max(1, len(rows))
            telling = len(group.fields) == 1 or found.lift >= options.coded.least_lift
            if len(found.members) >= least and share <= options.coded.most_share and telling:
                free[found.members] = False
                yield found


def write_title(
    found: CodedSet, tickets: Tickets, coded: CodedFields, *, record: str = "ticket"
) -> str:
    """Return what a desk would call such a group.

    Where only codes name it, the category that nearly all of it is filed under says what it is.
    """
    fields = dict(zip(found.group.fields, found.values, strict=True))
    said = {name: write_value(name, value, coded) for name, value in fields.items()}
    title = found.group.title.format(**said, records=coded.records[record])
    if "category" not in fields and all(_CODE.match(value) for value in fields.values()):
        kind = name_dominant(tickets.codes["category"], found.members, coded.kind_share)
        title += f" ({kind})" if kind and not _CODE.match(kind) else ""
    title += f" {coded.elsewhere}" if found.elsewhere else ""
    return title[:1].upper() + title[1:]


def write_value(field: str, value: str, coded: CodedFields) -> str:
    """Return a coded value as words: a number or a code needs the name of its field before it."""
    if field in coded.called and _CODE.match(value):
        return f"{coded.called[field]} {value}"
    bare = not any(letter.isalpha() for letter in value)
    return f"{field.replace('_', ' ')} {value}" if bare else value


def _group(
    tickets: Tickets, rows: Rows, group: CodedGroup, empty: frozenset[str]
) -> Iterator[CodedSet]:
    """Yield every set of rows that agree in all fields, the largest first."""
    columns = [tickets.codes[field] for field in group.fields]
    filled = np.all(
        [_says_something(codes, empty)[codes.numbers[rows]] for codes in columns], axis=0
    )
    rows = rows[filled]
    if rows.size == 0:
        return
    held = np.stack([_as_one(codes)[codes.numbers[rows]] for codes in columns], axis=1)
    values, which, counts = np.unique(held, axis=0, return_inverse=True, return_counts=True)
    order = np.argsort(which.ravel(), kind="stable")
    starts = np.concatenate(([0], np.cumsum(counts)))
    shares = [np.bincount(column) / len(rows) for column in held.T]
    for at in np.argsort(-counts, kind="stable"):
        expected = float(
            np.prod([share[value] for share, value in zip(shares, values[at], strict=True)])
        )
        yield CodedSet(
            rows[order[starts[at] : starts[at + 1]]],
            group,
            tuple(codes.values[value] for codes, value in zip(columns, values[at], strict=True)),
            float(counts[at] / len(rows) / expected),
        )


def _says_something(codes: Codes, empty: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Tell for each value whether it means anything; the last place is that of no value, -1."""
    return np.array([*(value.casefold() not in empty for value in codes.values), False])


def _as_one(codes: Codes) -> npt.NDArray[np.int64]:
    """Return for each value the commonest that is spelt the same but for case, gaps and marks."""
    keys = [_SPELT.sub("", value).casefold() or value for value in codes.values]
    usual: dict[str, int] = {}
    for at in np.argsort(-codes.counts, kind="stable").tolist():
        usual.setdefault(keys[at], at)
    return np.array([usual[key] for key in keys], dtype=np.int64)
