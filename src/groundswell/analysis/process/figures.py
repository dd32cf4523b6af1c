"""The figures of the process, each with its sample, its definition and examples."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from groundswell.kernel.statistics import wilson, z_of

#: what an unknown comparison counts as where a yes is counted
NO = False


@dataclass(frozen=True, slots=True)
class Share:
    """So many cases of so many, with the interval of the share and some of the cases."""

    cases: int
    of: int
    definition: str
    #: the share's 95 % interval after Wilson
    low: float
    high: float
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One path through the process and the cases that took it."""

    path: tuple[str, ...]
    cases: int
    share: float
    example: str


@dataclass(frozen=True, slots=True)
class Flow:
    """How often one step follows another, and how long that takes (elapsed seconds)."""

    source: str
    target: str
    count: int
    median: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Where the time goes: elapsed seconds of the cases that were in this segment at all."""

    segment: str
    median: float
    #: part of all time of all cases, 0 to 1
    share: float
    cases: int


@dataclass(frozen=True, slots=True)
class ChannelWaiting:
    """How long people waited who came in one way: elapsed seconds, the median with its range."""

    #: as most tickets write it; None where they do not say
    channel: str | None
    median: float
    low: float
    high: float
    cases: int


@dataclass(frozen=True, slots=True)
class Rule:
    """How many cases kept a rule; only cases to which it applies are counted."""

    id: str
    says: str
    kept: int
    broken: int
    of: int
    low: float
    high: float
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bounce:
    """Two groups between which tickets go to and fro."""

    groups: tuple[str, str]
    cases: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcessFacts:
    """What the records say about how tickets travel; None where they cannot say it."""

    cases: int
    record_kind: str = "ticket"
    events: int | None = None
    variants: int | None = None
    top_variants: tuple[Variant, ...] | None = None
    flows: tuple[Flow, ...] | None = None
    reassigned: Share | None = None
    ping_pong: Share | None = None
    bounces: tuple[Bounce, ...] | None = None
    reopened: Share | None = None
    targets_missed: Share | None = None
    waiting: tuple[Waiting, ...] | None = None
    waiting_by_channel: tuple[ChannelWaiting, ...] | None = None
    rules: tuple[Rule, ...] | None = None
    #: why a rule is not among them, by its id
    rules_unjudged: Mapping[str, str] = field(default_factory=dict)
    #: why a figure is None, by its name
    not_known: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return plain dicts and lists, without the reasons: those stand beside the process."""
        plain = asdict(self)
        del plain["not_known"]
        return plain


def share(
    cases: int,
    of: int,
    definition: str,
    *,
    examples: tuple[str, ...] = (),
    confidence: float = 0.95,
) -> Share:
    """Return the share with its interval."""
    low, high = wilson(cases, of, z=z_of(confidence))
    return Share(cases, of, definition, low, high, examples)
