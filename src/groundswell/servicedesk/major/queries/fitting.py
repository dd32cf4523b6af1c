"""Whether a trouble, as it is told, is one of those that go on already: one call for every door."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa
from django.db.models import Count, Q

from groundswell.analysis.match import MatchIndex, TicketMatch
from groundswell.analysis.match.options import default_options
from groundswell.analysis.match.telling import Telling
from groundswell.evidence import Evidence
from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.major.models import MajorIncident
from groundswell.servicedesk.major.news import load_news
from groundswell.servicedesk.major.queries.usual import list_usual
from groundswell.servicedesk.models import Ticket

_SHOWN = 2

#: a ticket that stands for others, what it says, and how often their number has doubled
_Stamp = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class _Index:
    """The tickets of some troubles: to which each belongs, how like it something is, and why."""

    owner: Mapping[str, int]
    matches: MatchIndex
    telling: Telling

    def list_fitting(
        self, summary: str, description: str, fields: Mapping[str, str | None]
    ) -> Iterator[tuple[TicketMatch, tuple[str, ...]]]:
        """Yield the tickets that something told is like, best first, with the reasons."""
        found = self.matches.best(summary, description, fields, top=_SHOWN * 10)
        told = self.telling.fit(f"{summary} \n {description}")
        for match in found:
            same = tuple(one for one in match.why if one.startswith("same "))
            words = told.get(self.owner[match.id])
            if match.score < default_options().worth_showing or not (words or same):
                continue
            yield match, (f"shared words: {', '.join(words)}", *same) if words else match.why


@dataclass(frozen=True, slots=True)
class Fitting:
    """A trouble that goes on and that this may be, too.

    Attributes:
        head: the ticket that stands for all.
        major: the major incident that it heads, None where it was not declared one.
        score: 0 to 1, how like it is told.
        why: what the two have in common, in words.
    """

    head: Ticket
    major: MajorIncident | None
    score: float
    why: tuple[str, ...]

    @property
    def number(self) -> str:
        """Return the number people call it by."""
        return self.major.number if self.major else self.head.number

    @property
    def title(self) -> str:
        """Return what people call it."""
        return self.major.title if self.major else self.head.summary


def fit_open_troubles(
    summary: str,
    description: str = "",
    *,
    service: str | None = None,
    ci: str | None = None,
    seen_by: User | None,
    besides: Ticket | None = None,
) -> list[Fitting]:
    """Return the open troubles of many that this may be one more case of, best first; at most two.

    Compared are the words of the tickets of each, as any of their callers told them. What is on
    another service has to be told by words that are telling of the trouble (see `Telling`).

    Args:
        summary: in the words of whoever has it.
        description: more of them.
        service: its name, as far as it is known.
        ci: name of the thing, likewise.
        seen_by: who works at the desk; None for a caller: only what everybody may read of.
        besides: the ticket asked about, and the one it is joined to, are left out.
    """
    if not summary.strip():
        return []
    stamps = _list_stamps()
    if not stamps:
        return []
    index = _index(stamps)
    if index is None:
        return []
    best: dict[int, tuple[float, tuple[str, ...]]] = {}
    fitting_ones = list(index.list_fitting(summary, description, {"service": service, "ci": ci}))
    known = _list_known([match.id for match, _ in fitting_ones])
    for match, why in fitting_ones:
        if match.id in known:
            best.setdefault(index.owner[match.id], (match.score, why))
    left_out = {besides.pk, besides.parent_id} if besides else set()
    found = _read([head for head in best if head not in left_out], seen_by)
    fitting = [Fitting(head, major, *best[head.pk]) for head, major in found]
    return sorted(fitting, key=lambda one: (-one.score, one.number))[:_SHOWN]


def _list_stamps() -> tuple[_Stamp, ...]:
    """Return the tickets that stand for others or head a major incident.

    The words of a trouble are read anew when its tickets have doubled, not at each of them: while
    many write, every page asks.
    """
    running = MajorIncident.objects.running().values("parent")
    leading = Ticket.objects.open().filter(parent__isnull=False).values("parent")
    # By one list of keys, and nothing else that an index knows: else every open ticket is read.
    # Only incidents are joined (the database holds it) and announced.
    found = Ticket.objects.open().filter(parent=None, pk__in=running.union(leading))
    newest = found.order_by("-opened_at", "-id")[: load_news().fitting]
    counted = newest.annotate(joined=Count("children")).values_list("pk", "summary", "joined")
    return tuple((key, title, joined.bit_length()) for key, title, joined in counted)


@lru_cache(maxsize=2)
def _index(stamps: tuple[_Stamp, ...]) -> _Index | None:
    """Return the index over these troubles; None where only members of a group see any of them."""
    keys = [key for key, *_ in stamps]
    rows: list[dict[str, str | None]] = []
    owner: dict[str, int] = {}
    texts: dict[int, list[str]] = {}
    seen: set[int] = set()
    held: dict[int, int] = dict.fromkeys(keys, 0)
    told = Ticket.objects.known_to_all().filter(Q(pk__in=keys) | Q(parent__in=keys))
    fields = ("number", "pk", "parent_id", "summary", "description", "service__name", "ci__name")
    for number, key, parent, title, words, service, ci in told.order_by("-id").values_list(*fields):
        head = parent or key
        if key != head and held[head] >= load_news().told_alike:
            continue
        held[head] += 1
        owner[number] = head
        seen.add(key)
        texts.setdefault(head, []).append(f"{title} \n {words}")
        rows.append(
            {
                "ticket_id": number,
                "title": title,
                "description": words,
                "service": service,
                "ci": ci,
            }
        )
    if not rows:
        return None
    return _Index(
        owner,
        MatchIndex(Evidence({"tickets": pa.Table.from_pylist(rows)})),
        Telling(texts, list_usual(besides=seen)),
    )


def _list_known(numbers: Sequence[str]) -> set[str]:
    """Return the tickets that everybody at the desk sees still: the index may be older."""
    if not numbers:
        return set()
    found = Ticket.objects.known_to_all().filter(number__in=numbers)
    return set(found.values_list("number", flat=True))


def _read(keys: Sequence[int], seen_by: User | None) -> list[tuple[Ticket, MajorIncident | None]]:
    """Return the tickets that this person may see, or for None those that are announced."""
    if not keys:
        return []
    running = MajorIncident.objects.running().filter(parent__in=keys)
    majors = {major.parent_id: major for major in running}
    if seen_by is None:
        announced = [key for key, major in majors.items() if major.announced_at is not None]
        heads = Ticket.objects.known_to_all().filter(pk__in=announced)
    else:
        heads = Ticket.objects.visible_to(seen_by).filter(pk__in=keys)
    return [(head, majors.get(head.pk)) for head in heads.select_related("service")]
