"""What an analysis returns: plain frozen records, and their JSON as docs/reference/json.md says.

Every figure carries its range, its sample and the ids of the records behind it. What the evidence
cannot answer is None here and null in JSON, with the reason in `Findings.not_known`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, Literal

from groundswell.analysis.process.figures import Share
from groundswell.analysis.spending import Spent

RecordKind = Literal["ticket", "problem"]


@dataclass(frozen=True, slots=True)
class Span:
    """A quantity with its honesty: the 10 % and 90 % points and the middle of what is believed."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class Why:
    """One reason to believe that these tickets are one trouble."""

    evidence: Literal["text", "ci", "service", "closure", "time", "people"]
    detail: str


@dataclass(frozen=True, slots=True)
class Family:
    """Troubles of one kind: a machine's one sentence about another job, server or interface."""

    id: str
    title: str
    #: in all, those included that are too few of a name to be a problem
    tickets: int
    #: different names that the tickets are about
    names: int


@dataclass(frozen=True, slots=True)
class Assumption:
    """An input that the records do not hold, with where it came from."""

    name: str
    value: float
    unit: str
    source: str
    low: float | None = None
    high: float | None = None
    #: the day on which it was said, ISO 8601, where that is known
    on: str | None = None
    #: for whom it holds, such as "service Payroll"; None for everyone
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long something lasts, elapsed seconds: half are shorter than the median."""

    median: float
    p90: float
    of: int


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """What the tickets of one trouble are like; None where the source does not say."""

    restore: Lasting | None
    targets_missed: Share | None
    reassigned: Share | None
    #: those hit most, with their tickets
    departments: tuple[tuple[str, int], ...] | None
    not_known: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecurringProblem:
    """Tickets that look like one trouble."""

    id: str
    title: str
    tickets: tuple[str, ...]
    confidence: float
    why: tuple[Why, ...]
    callers: int | None = None
    first: datetime | None = None
    last: datetime | None = None
    per_year: Span | None = None
    cost_per_year: Span | None = None
    #: what the tickets in these records cost, known without any date
    cost_of_tickets: Span | None = None
    minutes_per_year: Span | None = None
    #: tickets a month, oldest first, for the small trend: ("2026-01", 4)
    trend: tuple[tuple[str, int], ...] = ()
    department: str | None = None
    service: str | None = None
    #: reported by monitoring or a scheduler, not by people
    machine_made: bool = False
    #: most of its tickets ask for something: work that comes again, and no trouble
    asked_for: bool = False
    #: the kind that it is one of, where a machine reports several of a kind
    family: Family | None = None
    #: the share of the tickets that belong to it, 0 to 1
    precision: Span | None = None
    #: twenty tickets that a person can look at to narrow it
    to_check: tuple[str, ...] = ()
    #: how the cost was reached: one line each, in words, for the formula behind the number
    formula: tuple[str, ...] = ()
    figures: ThemeFigures | None = None
    #: None where nothing is written down, which is not the same as nothing spent
    spent: Spent | None = None
    #: what `tickets` are: problem records where the source holds nothing else
    record_kind: RecordKind = "ticket"
    not_known: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return its part of the document of all findings."""
        plain: dict[str, Any] = _plain(self)
        return plain

    @property
    def order(self) -> tuple[bool, float, int, str]:
        """Return the key that puts trouble before requests, and the dearest first in each."""
        cost = self.cost_per_year or self.cost_of_tickets
        return (self.asked_for, -(cost.likely if cost else 0.0), -len(self.tickets), self.id)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do first."""

    role: Literal["relieves", "shows", "builds"]
    title: str
    reason: str
    minutes: int
    mandate: int
    effect: Mapping[str, Any]
    records: tuple[str, ...]
    score: float
    #: the terms of the benefit (pain, value, gap, enable, visible, risk), each 0 to 1, and what the
    #: benefit is multiplied with (ease, reach, proof, ready)
    terms: Mapping[str, float]
    id: str = ""
    practice: str = ""
    how_to: tuple[str, ...] = ()
    #: when it is done, as a test that somebody else can make
    done: str = ""
    #: in what share of draws it is among the first three when every weight is shaken
    holds: float | None = None
    #: what would change the order, a sentence each
    would_change: tuple[str, ...] = ()
    #: the step that waits for this one and lends it part of its benefit; empty where none does
    inherits: str = ""
    #: what there is afterwards, in words
    builds: str = ""
    #: the indicator that shows it done, with `least` or `most`
    measure: Mapping[str, Any] | None = None
    #: how its value was found: cost of delay, or judgement where the cost is not known narrowly
    value_by: str = ""


@dataclass(frozen=True, slots=True)
class FieldQuality:
    """How much of a field is filled, and which conclusions its gaps weaken."""

    field: str
    filled: float
    costs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Habit:
    """A way to end a trouble that one person repeats and hardly anybody else uses."""

    id: str
    #: who repeats it (pseudonym)
    person: str
    #: a resolution as that person wrote it, the one most like the others
    words: str
    #: that person's tickets, and how many were ended like that by anybody
    tickets: tuple[str, ...]
    of: int
    #: what it ends: the title of the recurring problem, else of a ticket
    trouble: str
    #: id of that problem, None where its tickets are in none
    problem: str | None
    last_used: datetime | None
    #: median elapsed minutes until the trouble was over, with it and for its other tickets
    minutes_with: float | None
    minutes_without: float | None
    #: how many other tickets that is
    others: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything one run of the analysis says; `as_json` gives the documented shape."""

    groundswell: str
    as_of: datetime | None
    currency: str
    sources: tuple[Mapping[str, Any], ...]
    quality: tuple[FieldQuality, ...]
    problems: tuple[RecurringProblem, ...] | None
    process: Mapping[str, Any] | None
    first_steps: tuple[Step, ...]
    assumptions: tuple[Assumption, ...]
    not_known: Mapping[str, str]
    #: tickets, callers, first and last day, and the long tail as one yearly figure
    summary: Mapping[str, Any]
    changes: tuple[Mapping[str, Any], ...] | None = None
    surges: tuple[Mapping[str, Any], ...] | None = None
    maturity: tuple[Mapping[str, Any], ...] | None = None
    mode: Mapping[str, Any] | None = None
    habits: tuple[Habit, ...] | None = None
    #: what was proposed besides the first steps, so that the order can be found again when the
    #: house moves; and what its records show as reached
    candidates: tuple[Mapping[str, Any], ...] = ()
    reached: tuple[str, ...] = ()
    #: by id of a problem, what the next run needs to know it again; no part of the document
    memory: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return plain dicts, lists, strings and numbers; times as ISO 8601 with offset."""
        plain: dict[str, Any] = _plain(replace(self, memory={}))
        del plain["memory"]
        return plain


def _plain(value: Any) -> Any:
    # Nearly all of it are ids and numbers: they are let through before anything else is asked.
    if value is None or isinstance(value, (str, int, float)):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
