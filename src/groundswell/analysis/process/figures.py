"""The figures of the process, each with its sample, its definition and examples."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from scipy.stats import norm


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
    low, high = wilson(cases, of, confidence=confidence)
    return Share(cases, of, definition, low, high, examples)


def wilson(hits: int, of: int, *, confidence: float) -> tuple[float, float]:
    """Return the interval of a share.

    Source:
        E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
        Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if of == 0:
        return 0.0, 1.0
    z = float(norm.ppf(0.5 + confidence / 2))
    observed = hits / of
    centre = observed + z * z / (2 * of)
    half = z * (observed * (1 - observed) / of + z * z / (4 * of * of)) ** 0.5
    scale = 1 + z * z / of
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)
