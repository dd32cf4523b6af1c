"""Families of machine-made tickets: within one sentence, the name that returns is the problem."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from groundswell.analysis.discovery.grouping import TextGroups
from groundswell.analysis.discovery.naming import Named
from groundswell.analysis.discovery.options import DiscoveryOptions
from groundswell.analysis.discovery.source import Tickets
from groundswell.analysis.results import Family
from groundswell.analysis.text.masks import trim
from groundswell.analysis.text.phrases import EDGES, drop_loose
from groundswell.analysis.text.wordlists import word_lists

Rows = npt.NDArray[np.int64]
Name = tuple[str, ...]

# A sentence of fewer words stands in too many others.
_LEAST_FRAME = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """A title of the family: the tokens that name what it is about, as typed."""

    row: int
    title: str
    tokens: tuple[str, ...]

    @property
    def key(self) -> Name:
        return tuple(trim(token) for token in self.tokens)


def split_families(
    tickets: Tickets, texts: TextGroups, named: Iterable[Named], options: DiscoveryOptions
) -> Iterator[Named]:
    """Yield the groups, machine-made ones by the name that returns within them.

    A name that fewer tickets hold than make a problem stays with the family: `Family.tickets`
    counts it; where the names are of things that may fail for one cause (servers, and not jobs),
    these tickets are a problem too. A family in which no name returns is one problem as a whole.

    Args:
        tickets: all tickets.
        texts: what the groups were made from.
        named: the groups with their titles.
        options: from how many tickets on a name is a problem.
    """
    for group in _gather(texts, named):
        if not group.machine_made or is_form(tickets, texts, group.rows, options):
            yield replace(group, machine_made=False)
            continue
        told = _list_told(tickets, texts, group.rows)
        by_name: dict[Name, list[_Told]] = defaultdict(list)
        for each in told:
            by_name[each.key].append(each)
        unnamed = by_name.pop((), [])
        returning = {key: held for key, held in by_name.items() if _returns(held, options)}
        if not returning:
            yield group
            continue
        title = group.title
        key = sha256(f"family {title.casefold()}".encode()).hexdigest()[:12]
        family = Family(key, title, len(group.rows), len(by_name))
        people = _attach(returning, unnamed)
        yield from (_problem(held, family) for held in returning.values())
        if len(people) >= options.least_tickets:
            yield _rest(group, people, machine_made=False)
        others = [each for held in by_name.values() if not _returns(held, options) for each in held]
        if len(others) >= options.least_tickets and not _holds_namer(texts, group.rows, options):
            yield replace(_rest(group, others, machine_made=True), family=family)


def _gather(texts: TextGroups, named: Iterable[Named]) -> list[Named]:
    """Return the groups, a machine's group with the larger one whose sentence it holds whole.

    A name of several words makes a longer sentence, which may have become a group of its own.
    """
    groups: list[Named] = []
    frames: list[tuple[int, frozenset[int]]] = []
    for group in named:
        frame = _find_frame(texts, group.rows) if group.machine_made else frozenset()
        home = next((at for at, other in frames if other <= frame), None)
        if home is None:
            if len(frame) >= _LEAST_FRAME:
                frames.append((len(groups), frame))
            groups.append(group)
        else:
            rows = np.sort(np.concatenate((groups[home].rows, group.rows)))
            said, read = groups[home].said + group.said, groups[home].read + group.read
            groups[home] = replace(groups[home], rows=rows, said=said, read=read)
    return groups


def _find_frame(texts: TextGroups, rows: Rows) -> frozenset[int]:
    """Return the words of the commonest shape of these titles."""
    titles = texts.titles.take(rows[texts.made[rows]])
    ends = zip(titles.bounds[:-1], titles.bounds[1:], strict=True)
    frames = Counter(frozenset(titles.terms[start:end].tolist()) for start, end in ends)
    return max(frames, key=lambda frame: (frames[frame], sorted(frame)))


def _rest(group: Named, told: list[_Told], *, machine_made: bool) -> Named:
    rows = np.sort(np.array([each.row for each in told], dtype=np.int64))
    said = len(rows)
    return replace(group, rows=rows, said=said, read=said, machine_made=machine_made)


def _holds_namer(texts: TextGroups, rows: Rows, options: DiscoveryOptions) -> bool:
    """Tell whether these titles are about jobs or the like: no two of them are one trouble."""
    namers = texts.reader.read(options.machine.named_by).terms
    return bool(np.isin(texts.titles.take(rows[:1]).terms, namers).any())


def _returns(held: list[_Told], options: DiscoveryOptions) -> bool:
    return len(held) >= options.least_tickets


def is_form(tickets: Tickets, texts: TextGroups, rows: Rows, options: DiscoveryOptions) -> bool:
    """Tell whether many people wrote titles of one shape: a form that they filled in."""
    if _holds_namer(texts, rows, options):
        return False
    callers = tickets.codes["caller"].numbers[rows]
    known = callers[callers >= 0]
    return len(np.unique(known)) > options.machine.callers * len(rows)


def _list_told(tickets: Tickets, texts: TextGroups, rows: Rows) -> list[_Told]:
    """Return what each title names.

    A title that was not recognised as machine-made, because its name is several words or somebody
    answered, names what it holds beside the words of the family.
    """
    frames = _list_frames(texts, rows)
    held = tickets.texts_of(rows)
    names, titles = texts.names.take(rows), texts.titles.take(rows)
    told = []
    for at, row in enumerate(rows.tolist()):
        terms = set(names.terms[names.bounds[at] : names.bounds[at + 1]].tolist())
        if not terms:
            said = set(titles.terms[titles.bounds[at] : titles.bounds[at + 1]].tolist())
            frame = next((frame for frame in frames if frame <= said), None)
            terms = said - frame if frame else set()
        title = " ".join(held[row][0].split())
        told.append(_Told(row, title, _list_tokens(texts, title, terms)))
    return told


def _list_frames(texts: TextGroups, rows: Rows) -> list[frozenset[int]]:
    """Return the words that titles of one shape share, where no other shape is part of them."""
    made = rows[texts.made[rows]]
    titles = texts.titles.take(made)
    frames = {
        frozenset(titles.terms[start:end].tolist())
        for start, end in zip(titles.bounds[:-1], titles.bounds[1:], strict=True)
    }
    smallest = [frame for frame in frames if not any(other < frame for other in frames)]
    return sorted(smallest, key=lambda frame: (-len(frame), sorted(frame)))


def _list_tokens(texts: TextGroups, title: str, terms: set[int]) -> tuple[str, ...]:
    if not terms:
        return ()
    tokens = title.split()
    read = texts.reader.list_terms
    said = zip(["", *tokens], tokens, strict=False)
    found = (token for before, token in said if terms.intersection(read(token, before)))
    return tuple(dict.fromkeys(found))


def _attach(returning: dict[Name, list[_Told]], others: list[_Told]) -> list[_Told]:
    """Add the titles that hold one of the returning names among other words; return the rest."""
    singles = {key[0]: held for key, held in returning.items() if len(key) == 1}
    left = []
    for each in others:
        said = [singles[word] for word in map(trim, each.title.split()) if word in singles]
        if len(said) == 1:
            said[0].append(each)
        else:
            left.append(each)
    return left


def _problem(held: list[_Told], family: Family) -> Named:
    rows = np.sort(np.array([each.row for each in held], dtype=np.int64))
    fixed = {trim(word) for word in family.title.split()}
    fullest = max(held, key=lambda each: len(fixed.intersection(map(trim, each.title.split()))))
    title = _write_title(fullest, fixed, family)
    return Named(rows, title, len(held), len(held), machine_made=True, family=family)


def _write_title(told: _Told, fixed: set[str], family: Family) -> str:
    """Return the title of the family with the name where the machine puts it."""
    small = word_lists().dangling
    words: list[str] = []
    for token in told.title.split():
        if token in told.tokens or trim(token) in fixed or trim(token) in small:
            words.append(token.strip(EDGES))
        else:
            drop_loose(words)
    drop_loose(words)
    while words and trim(words[0]) in small:
        words.pop(0)
    if not fixed <= {trim(word) for word in words}:
        return f"{family.title}: {' '.join(told.key)}"
    title = " ".join(word for word in words if word)
    return title[:1].upper() + title[1:]


def name_apart(groups: Iterable[Named]) -> list[Named]:
    """Return the groups so that no two titles are alike."""
    taken: set[str] = set()
    apart = []
    for group in groups:
        title, number = group.title, 2
        while title.casefold() in taken:
            title, number = f"{group.title} ({number})", number + 1
        taken.add(title.casefold())
        apart.append(replace(group, title=title))
    return apart
