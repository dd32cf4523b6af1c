"""The unwritten workaround: a resolution that one person repeats and hardly anybody else uses."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from statistics import median

import ibis
import numpy as np
import pyarrow as pa

from groundswell.analysis.cost.members import TicketFacts
from groundswell.analysis.discovery import Cluster, discover
from groundswell.analysis.results import Habit, RecurringProblem
from groundswell.analysis.text.tokens import read_words
from groundswell.analysis.text.wordlists import read_data, word_lists
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown

_WHO = ("resolved_by", "assignee")


@dataclass(frozen=True, slots=True)
class HabitOptions:
    """Everything that can be set; see `data/habits.toml`."""

    least_tickets: int
    least_share: float
    least_words: int
    trouble_share: float
    newest: int
    compared: int
    same_words: float
    shown: int
    written_share: float


@dataclass(frozen=True, slots=True)
class _Ended:
    """A ticket that somebody ended, in words."""

    ticket: str
    title: str
    words: str
    person: str


@cache
def default_options() -> HabitOptions:
    """Return the options of the data file."""
    return HabitOptions(**read_data("habits.toml"))


def find_habits(
    evidence: Evidence,
    problems: Sequence[RecurringProblem],
    facts: TicketFacts,
    *,
    seed: int = 20260101,
    options: HabitOptions | None = None,
) -> tuple[Habit, ...]:
    """Return the resolutions that one person repeats, those with most tickets first.

    Resolutions that say the same are found as recurring troubles are: by their words. Requests
    are left out, and so are tickets that name a known error or an article: that is written.

    Args:
        evidence: with the tickets.
        problems: the recurring problems of the same tickets; they name what is ended.
        facts: of the same tickets.
        seed: the same evidence and seed give the same habits.
        options: thresholds, by default those of the data file.

    Raises:
        NotKnown: the tickets do not say what was done, or who did it; the message is the reason.
    """
    options = options or default_options()
    ended = _read(evidence, options)
    alike = _join_alike(discover(_as_evidence(ended.values()), seed=seed), ended, options)
    by_ticket = {ticket: problem for problem in problems for ticket in problem.tickets}
    found = [
        habit
        for key, members in alike
        for habit in _habits_of(key, members, by_ticket, facts, options)
    ]
    found.sort(key=lambda habit: (-len(habit.tickets), habit.id))
    return tuple(found[: options.shown])


def is_written(words: str, texts: Iterable[str], options: HabitOptions | None = None) -> bool:
    """Tell whether one of the texts holds a workaround already, by the share of its words."""
    options = options or default_options()
    said = telling_words(words)
    if not said:
        return False
    return any(
        len(said & telling_words(text)) >= options.written_share * len(said) for text in texts
    )


def telling_words(text: str) -> frozenset[str]:
    """Return the folded words of a text that say something."""
    lists = word_lists()
    words = (word for word in read_words(text) if any(letter.isalpha() for letter in word))
    return frozenset(word for word in words if word not in lists.stop)


def _read(evidence: Evidence, options: HabitOptions) -> Mapping[str, _Ended]:
    """Return what was done on the newest tickets, oldest first."""
    table = evidence.table("tickets")
    if not evidence.has("tickets", "resolution"):
        raise NotKnown("the tickets do not say what was done to end them")
    who = next((name for name in _WHO if evidence.has("tickets", name)), None)
    if who is None:
        raise NotKnown("the tickets do not say who ended them")
    table = table.select(
        "ticket_id", "kind", "opened_at", "title", "known_error_id", "article_id",
        words=table.resolution.strip(), person=ibis.coalesce(*(table[name] for name in _WHO)),
    )  # fmt: skip
    kept = table.filter(
        table.words.length() > 0,
        table.person.notnull(),
        table.kind.fill_null("") != "request",
        table.known_error_id.isnull(),
        table.article_id.isnull(),
    )
    newest = kept.order_by(ibis.desc("opened_at"), "ticket_id").limit(options.newest)
    rows = newest.select("ticket_id", "title", "words", "person").to_pyarrow().to_pylist()
    return {
        row["ticket_id"]: _Ended(row["ticket_id"], row["title"] or "", row["words"], row["person"])
        for row in reversed(rows)
    }


def _as_evidence(ended: Iterable[_Ended]) -> Evidence:
    """Return the resolutions as if each were the title of a ticket, so that the like are found."""
    rows = [{"ticket_id": one.ticket, "title": one.words} for one in ended]
    schema = pa.schema([("ticket_id", pa.string()), ("title", pa.string())])
    return Evidence({"tickets": pa.Table.from_pylist(rows, schema=schema)})


def _join_alike(
    clusters: Sequence[Cluster], ended: Mapping[str, _Ended], options: HabitOptions
) -> list[tuple[str, list[_Ended]]]:
    """Return resolutions of one kind together, each kind with its key.

    What comes again letter for letter is told apart more finely than people mean it: kinds whose
    most central words are mostly the same are one.
    """
    kinds: list[tuple[str, list[_Ended], frozenset[str]]] = []
    for cluster in clusters:
        members = [ended[ticket] for ticket in cluster.tickets]
        words = telling_words(_most_central(members, options.compared).words)
        twin = next(
            (kind for kind in kinds if _likeness(kind[2], words) >= options.same_words), None
        )
        if twin is None:
            kinds.append((cluster.id, members, words))
        else:
            twin[1].extend(members)
    return [(key, members) for key, members, _ in kinds]


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words that two texts have in common, by Jaccard."""
    return len(one & other) / max(1, len(one | other))


def _habits_of(
    key: str,
    members: Sequence[_Ended],
    by_ticket: Mapping[str, RecurringProblem],
    facts: TicketFacts,
    options: HabitOptions,
) -> Iterator[Habit]:
    """Yield the habit that resolutions of one kind show, if they do."""
    person, times = Counter(one.person for one in members).most_common(1)[0]
    if times < options.least_tickets or times < options.least_share * len(members):
        return
    own = [one for one in members if one.person == person]
    central = _most_central(own, options.compared)
    if len(telling_words(central.words)) < options.least_words:
        return
    problem = _what_it_ends(own, by_ticket, options.trouble_share)
    tickets = tuple(one.ticket for one in own)
    like_this = {one.ticket for one in members}
    others = set(problem.tickets) - like_this if problem else set()
    yield Habit(
        id=key,
        person=person,
        words=central.words,
        tickets=tickets,
        of=len(members),
        trouble=problem.title if problem else central.title,
        problem=problem.id if problem else None,
        last_used=_latest(facts, tickets),
        minutes_with=_middle(facts, tickets),
        minutes_without=_middle(facts, sorted(others)),
        others=len(others),
    )


def _most_central(own: Sequence[_Ended], most: int) -> _Ended:
    """Return the one whose words are most like those of the others; the newest wins."""
    some = own[-most:]
    said = [telling_words(one.words) for one in some]
    counted = Counter(said)

    def likeness(place: int) -> tuple[float, int]:
        mine = said[place]
        return sum(times * _likeness(mine, other) for other, times in counted.items()), place

    return some[max(range(len(some)), key=likeness)]


def _what_it_ends(
    own: Sequence[_Ended], by_ticket: Mapping[str, RecurringProblem], share: float
) -> RecurringProblem | None:
    """Return the recurring problem to which most of the tickets belong, None without one."""
    hit = [by_ticket[one.ticket] for one in own if one.ticket in by_ticket]
    counted = Counter(problem.id for problem in hit)
    if not counted:
        return None
    key, times = counted.most_common(1)[0]
    if times < share * len(own):
        return None
    return next(problem for problem in hit if problem.id == key)


def _latest(facts: TicketFacts, tickets: Sequence[str]) -> datetime | None:
    opened = facts.opened[facts.rows(tickets)]
    known = opened[~np.isnat(opened)]
    if not known.size:
        return None
    return datetime.fromtimestamp(int(known.max().astype("datetime64[us]").astype(int)) / 1e6, UTC)


def _middle(facts: TicketFacts, tickets: Sequence[str]) -> float | None:
    """Return the median of the elapsed minutes until service was back, None where not known."""
    minutes = facts.open_minutes[facts.rows(tickets)]
    known = minutes[~np.isnan(minutes)]
    return round(float(median(known)), 1) if known.size else None
