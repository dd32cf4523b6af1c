"""The thresholds and weights of discovery, as the data files set them."""

from dataclasses import dataclass
from functools import cache

from groundswell.analysis.text.clusters import Grouping
from groundswell.analysis.text.features import Weights
from groundswell.analysis.text.lines import Habit
from groundswell.analysis.text.wordlists import read_data


@dataclass(frozen=True, slots=True)
class MachineMade:
    """When titles count as written by a machine."""

    least: int
    shortest: int
    share: float


@dataclass(frozen=True, slots=True)
class Belief:
    """How nearness of members becomes confidence in a group."""

    none: float
    full: float
    z: float
    coded: float


@dataclass(frozen=True, slots=True)
class Reasons:
    """When a value that members share is worth saying."""

    share: float
    lift: float
    hours: int
    hours_share: float
    burst_days: int
    burst_share: float


@dataclass(frozen=True, slots=True)
class CodedGroup:
    """Fields whose values together may be a trouble, and how it is called."""

    fields: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class CodedFields:
    """Which combinations of fields are tried, and from when a group counts."""

    least_share_root: float
    least_lift: float
    most_share: float
    groups: tuple[CodedGroup, ...]


@dataclass(frozen=True, slots=True)
class DiscoveryOptions:
    """Everything that can be set about discovery; see `data/text_options.toml`."""

    least_tickets: int
    least_confidence: float
    sample: int
    read_for_title: int
    learn_from: int
    weights: Weights
    grouping: Grouping
    growth: float
    machine: MachineMade
    boilerplate: Habit
    belief: Belief
    reasons: Reasons
    coded: CodedFields


@cache
def default_options() -> DiscoveryOptions:
    """Return the options as the data files hold them."""
    held = read_data("text_options.toml")
    fields = read_data("text_fields.toml")
    grouping = dict(held["grouping"])
    growth = grouping.pop("growth")
    groups = tuple(CodedGroup(tuple(part["fields"]), part["title"]) for part in fields.pop("group"))
    plain = ("least_tickets", "least_confidence", "sample", "read_for_title", "learn_from")
    return DiscoveryOptions(
        **{name: held[name] for name in plain},
        weights=Weights(**held["weights"]),
        grouping=Grouping(**grouping),
        growth=growth,
        machine=MachineMade(**held["machine"]),
        boilerplate=Habit(**held["boilerplate"]),
        belief=Belief(**held["confidence"]),
        reasons=Reasons(**held["reasons"]),
        coded=CodedFields(**fields, groups=groups),
    )
