"""Titles for groups of tickets, no two alike; groups that say the same become one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from groundswell.analysis.discovery.bursts import Burst
from groundswell.analysis.discovery.grouping import TextGroups
from groundswell.analysis.discovery.options import DiscoveryOptions
from groundswell.analysis.discovery.reasons import name_dominant
from groundswell.analysis.discovery.source import Tickets
from groundswell.analysis.results import Family
from groundswell.analysis.text.titles import Namer, Title, Told
from groundswell.analysis.text.wording import find_course, find_second

# People say what is wrong in the first lines.
_MOST_CHARACTERS = 400
# Groups whose titles are read together.
_AT_ONCE = 200

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Named:
    """Tickets with their title, and how many of those read say it in these or other words."""

    rows: Rows
    title: str
    said: int
    read: int
    machine_made: bool
    family: Family | None = None
    #: the wave that these tickets are, and the title that the others keep
    burst: Burst | None = None
    within: str = ""
    #: whether the title says too little by itself
    vague: bool = False


@dataclass(slots=True)
class _Names:
    """The groups named so far."""

    named: list[Named]
    labels: list[int]
    taken: set[str]
    #: place of the group by what its title says
    sayings: dict[frozenset[int], int]


def name_groups(
    tickets: Tickets,
    texts: TextGroups,
    groups: Sequence[tuple[int, Rows]],
    options: DiscoveryOptions,
) -> list[Named]:
    """Return the groups with their titles.

    Two groups whose best titles say the same, in whatever words or language, and whose centres are
    not far apart, are one: the communities of a graph split large groups.

    Args:
        tickets: all tickets.
        texts: what the groups were made from.
        groups: number and members of each group; the first has first choice of a title.
        options: how many members are read, and how near centres must be.
    """
    names = _Names([], [], set(), {})
    read = _read_titles(tickets, texts, groups, options)
    for (label, rows), (told, offered) in zip(groups, read, strict=True):
        members, made = told.members, told.machine_made
        twin = names.sayings.get(offered[0].terms)
        if twin is not None and names.named[twin].machine_made != made:
            twin = None
        if twin is not None and _near(texts, names.labels[twin], label) >= options.same_saying:
            names.named[twin] = _join(names.named[twin], rows, offered[0], len(members))
            continue
        titles = offered if made else _say_more(offered, members)
        title = _first_free(titles, names.taken, _find_place(tickets, rows, options))
        names.sayings.setdefault(title.terms, len(names.named))
        names.taken.add(title.title.casefold())
        names.named.append(
            Named(rows, title.title, title.said, len(members), made, vague=title.vague)
        )
        names.labels.append(label)
    return names.named


def _read_titles(
    tickets: Tickets,
    texts: TextGroups,
    groups: Sequence[tuple[int, Rows]],
    options: DiscoveryOptions,
) -> Iterator[tuple[Told, list[Title]]]:
    """Yield what some members of each group told, and the titles for it; many read at once."""
    namer = Namer(texts.reader, texts.vocabulary, texts.people)
    for at in range(0, len(groups), _AT_ONCE):
        asked = [rows for _, rows in groups[at : at + _AT_ONCE]]
        typical = [_most_typical(rows, texts, options.read_for_title) for rows in asked]
        held = tickets.texts_of(np.concatenate(typical))
        told = [
            Told(
                [_begin(*held[row], texts) for row in some.tolist()],
                float(texts.made[rows].mean()) >= options.machine.share,
            )
            for rows, some in zip(asked, typical, strict=True)
        ]
        yield from zip(told, namer.name_all(told), strict=True)


def _say_more(titles: list[Title], members: Sequence[tuple[str, str]]) -> list[Title]:
    """Return the titles, a fuller one before a best one that says too little.

    Behind a vague one stands the specific word that many hold beside it; behind one that only
    names a thing, that it is wanted or fails, if most say so.
    """
    best = titles[0]
    second = find_second(best.title, members) if best.vague else None
    course = None if best.vague else find_course(best.title, members)
    fuller = f"{best.title}: {second}" if second else f"{best.title} {course}" if course else ""
    return [replace(best, title=fuller, vague=False), *titles] if fuller else titles


def _begin(title: str, body: str, texts: TextGroups) -> tuple[str, str]:
    return title, texts.stripper.strip(title, body)[:_MOST_CHARACTERS]


def _join(named: Named, rows: Rows, title: Title, read: int) -> Named:
    both = np.sort(np.concatenate((named.rows, rows)))
    return replace(named, rows=both, said=named.said + title.said, read=named.read + read)


def _near(texts: TextGroups, one: int, other: int) -> float:
    return float((texts.centres[one] @ texts.centres[other].T).toarray()[0, 0])


def _first_free(titles: Sequence[Title], taken: set[str], place: str | None) -> Title:
    """Return the first title that no other group has.

    Where no title names a thing ("not reachable"), or the best is taken, the place where most of
    the tickets are filed says which; a number is the last resort.
    """
    best = titles[0]
    offered = [title.title for title in titles]
    if place:
        placed = f"{best.title}: {place}"
        if best.vague or not best.has_thing:
            titles = [replace(best, title=placed, vague=False), *titles]
        offered.insert(0 if best.vague or not best.has_thing else 1, placed)
    number = 2
    while (found := next((said for said in offered if said.casefold() not in taken), None)) is None:
        offered.append(f"{best.title} ({number})")
        number += 1
    known = {title.title: title for title in titles}
    return replace(known.get(found, best), title=found)


def _find_place(tickets: Tickets, rows: Rows, options: DiscoveryOptions) -> str | None:
    """Return the item, else the service, that most of these tickets name in words."""
    for field in ("ci", "service"):
        place = name_dominant(tickets.codes[field], rows, options.reasons.share)
        if place and any(letter.isalpha() for letter in place):
            return place
    return None


def _most_typical(rows: Rows, texts: TextGroups, most: int) -> Rows:
    order = np.argsort(-texts.near[rows], kind="stable")
    if len(rows) <= most:
        return rows[order]
    # The nearest alone would all be copies of one another: half nearest, half spread over the rest.
    half = most // 2
    spread = order[half:][np.linspace(0, len(rows) - half - 1, most - half).astype(np.int64)]
    return rows[np.concatenate((order[:half], spread))]
