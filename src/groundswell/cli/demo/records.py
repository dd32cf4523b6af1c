"""What the invented company is made of: plain frozen records, ready to be loaded or analysed.

All times are UTC. States are those of docs/reference/words.md: an incident is new, assigned,
in_progress, on_hold, resolved, closed or cancelled; a request is submitted, approved, fulfilling,
fulfilled, closed or rejected.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Kind = Literal["incident", "request"]
Channel = Literal["mail", "portal", "phone", "walk-up", "monitoring"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a login; `role` is staff, head, director, agent, supplier or system."""

    login: str
    name: str
    mail: str
    department: str
    location: str
    title: str
    role: str
    agent: bool
    language: str
    extension: str
    group: str | None = None

    @property
    def first(self) -> str:
        """Return the first name."""
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Department:
    """A part of the company; `head` is a login."""

    name: str
    parent: str | None
    head: str
    users: int


@dataclass(frozen=True, slots=True)
class Service:
    """What IT offers, with its business facts; `owner` is a login, money is euro an hour."""

    name: str
    state: str
    owner: str
    users: int
    critical_hours: str
    revenue_per_hour: float | None
    purpose: str


@dataclass(frozen=True, slots=True)
class Ci:
    """A configuration item."""

    name: str
    type: str
    vendor: str
    model: str
    version: str
    location: str
    state: str
    owner: str
    support_ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` depends on, runs on, connects to, is part of or consumes `target`.

    A source may be a service. `note` says how much and when, where somebody wrote it down.
    """

    source: str
    kind: str
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One update: `activity` is the state after it, `actor` a login."""

    at: datetime
    activity: str
    group: str
    actor: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote on a ticket; a private one is not for the caller."""

    at: datetime
    author: str
    author_role: Literal["caller", "agent", "system"]
    private: bool
    text: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """An incident or a service request.

    `description` is the text as it came in, greeting, signature and quoted mail included;
    `plain` is what remains without them. Impact and urgency run from 1 (high) to 3 (low),
    priority from 1 (most pressing) to 5.
    """

    number: str
    kind: Kind
    title: str
    description: str
    plain: str
    language: str
    caller: str
    opened_by: str
    department: str
    location: str
    channel: Channel
    category: str
    service: str | None
    ci: str | None
    impact: int
    urgency: int
    priority: int
    group: str
    assignee: str | None
    state: str
    opened_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    resolution: str
    closure_code: str | None
    effort_minutes: float | None
    satisfaction: int | None
    events: tuple[TicketEvent, ...]
    messages: tuple[Message, ...]
    caused_by_change: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An alteration that could touch a service; people are logins."""

    number: str
    title: str
    description: str
    type: str
    risk: str
    state: str
    service: str
    ci: str
    group: str
    requested_by: str
    approved_by: str | None
    opened_at: datetime
    approved_at: datetime | None
    planned_start_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    closed_at: datetime | None
    succeeded: bool | None
    backed_out: bool
    backout_plan: str


@dataclass(frozen=True, slots=True)
class StakeholderNote:
    """What a person whose support matters said; `rating` is 1 to 5 where it was a poll."""

    at: datetime
    person: str
    kind: Literal["poll", "message", "meeting"]
    text: str
    rating: float | None = None


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted trouble: what is true, and the records that show it."""

    name: str
    title: str
    explanation: str
    tickets: tuple[str, ...]
    cis: tuple[str, ...] = ()
    change: str | None = None
    agent: str | None = None
    department: str | None = None
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that was planted, by name."""

    stories: Mapping[str, Planted]


@dataclass(frozen=True, slots=True)
class Story:
    """One year at an invented company."""

    company: str
    mail_domain: str
    currency: str
    starts_on: date
    ends_on: date
    now: datetime
    people: tuple[Person, ...]
    departments: tuple[Department, ...]
    services: tuple[Service, ...]
    cis: tuple[Ci, ...]
    relations: tuple[Relation, ...]
    tickets: tuple[Ticket, ...]
    changes: tuple[Change, ...]
    notes: tuple[StakeholderNote, ...]
    truth: Truth
