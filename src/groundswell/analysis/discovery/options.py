"""The thresholds and weights of discovery, as the data files set them."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from functools import cache

import numpy as np

from groundswell.analysis.text.clusters import Grouping
from groundswell.analysis.text.features import Weights
from groundswell.analysis.text.lines import Habit
from groundswell.analysis.text.wordlists import read_data


@dataclass(frozen=True, slots=True)
class Scale:
    """What depends on the number of tickets."""

    tickets: float
    rarity: float
    similar: float
    fields: float
    assign: float
    merge: float
    resolution: float


@dataclass(frozen=True, slots=True)
class FieldView:
    """How coded fields count beside the words."""

    most_share: float
    #: weight by name of the field
    fields: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class MachineMade:
    """When titles count as written by a machine."""

    least: int
    shortest: int
    share: float
    named_by: tuple[str, ...]
    callers: float


@dataclass(frozen=True, slots=True)
class Parting:
    """When a group by words holds several troubles, and how it is taken apart."""

    cohesion: float
    one_word: float
    second_word: float
    one_word_cohesion: float
    title_words: int
    speak: float
    agree: float
    said: float
    believed: float
    vague: float
    lift: float
    most_tickets: int
    supported_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownAgain:
    """How much a group must share with a known problem to be it."""

    members: float
    terms: float


@dataclass(frozen=True, slots=True)
class Belief:
    """How nearness of members becomes confidence in a group."""

    none: float
    full: float
    worth: float
    z: float
    coded: float


@dataclass(frozen=True, slots=True)
class Reasons:
    """When a value that members share is worth saying."""

    least: int
    share: float
    lift: float
    hours: int
    hours_share: float
    burst_days: int
    burst_share: float
    burst_most_days: int
    burst_lift: float
    burst_chance: float
    wave_tickets: int
    wave_share: float


@dataclass(frozen=True, slots=True)
class CodedGroup:
    """Fields whose values together may be a trouble, and how it is called."""

    fields: tuple[str, ...]
    title: str
    #: the only kind of record that it says something about, "" for every kind
    only: str = ""


@dataclass(frozen=True, slots=True)
class CodedFields:
    """Which combinations of fields are tried, and from when a group counts."""

    least_share_root: float
    least_lift: float
    most_share: float
    #: what a desk picks when nothing fits, casefolded
    empty_values: frozenset[str]
    #: what a value that is a mere number or code needs before it, by field
    called: Mapping[str, str]
    #: what records are called, by kind: in a title, and where they are counted
    records: Mapping[str, str]
    counted: Mapping[str, str]
    #: share of members in one category, for the category to say what an item is
    kind_share: float
    #: what stands behind the title of a group whose finer parts are groups of their own
    elsewhere: str
    groups: tuple[CodedGroup, ...]


@dataclass(frozen=True, slots=True)
class DiscoveryOptions:
    """Everything that can be set about discovery; see `data/text_options.toml`."""

    least_tickets: int
    least_confidence: float
    sample: int
    read_for_title: int
    same_saying: float
    learn_from: int
    weights: Weights
    neighbours: int
    prototype_terms: int
    scales: tuple[Scale, ...]
    fields: FieldView
    machine: MachineMade
    parting: Parting
    known: KnownAgain
    boilerplate: Habit
    belief: Belief
    reasons: Reasons
    coded: CodedFields

    def at_scale(self, tickets: int) -> Scale:
        """Return what holds for so many tickets, between the given scales by their logarithm."""
        at = np.log(max(1, tickets))
        given = [np.log(scale.tickets) for scale in self.scales]
        names = [part.name for part in dataclass_fields(Scale)]
        columns = [[getattr(scale, name) for scale in self.scales] for name in names]
        return Scale(*(float(np.interp(at, given, column)) for column in columns))

    def grouping(self, scale: Scale) -> Grouping:
        """Return the thresholds of grouping at a scale."""
        return Grouping(
            neighbours=self.neighbours,
            similar=scale.similar,
            resolution=scale.resolution,
            merge=scale.merge,
            assign=scale.assign,
            prototype_terms=self.prototype_terms,
        )


@cache
def default_options() -> DiscoveryOptions:
    """Return the options as the data files hold them."""
    held = read_data("text_options.toml")
    coded = dict(read_data("text_fields.toml"))
    groups = tuple(
        CodedGroup(tuple(part["fields"]), part["title"], part.get("only", ""))
        for part in coded.pop("group")
    )
    view = dict(held["fields"])
    machine = held["machine"] | {"named_by": tuple(held["machine"]["named_by"])}
    most_share = view.pop("most_share")
    parting = held["parting"] | {"supported_by": tuple(held["parting"]["supported_by"])}
    plain = ("least_tickets", "least_confidence", "sample", "learn_from", "read_for_title")
    coded["empty_values"] = frozenset(coded["empty_values"])
    return DiscoveryOptions(
        **{name: held[name] for name in plain},
        same_saying=held["same_saying"],
        weights=Weights(**held["weights"]),
        **held["grouping"],
        scales=tuple(Scale(**scale) for scale in held["scale"]),
        fields=FieldView(most_share, view),
        machine=MachineMade(**machine),
        parting=Parting(**parting),
        known=KnownAgain(**held["known"]),
        boilerplate=Habit(**held["boilerplate"]),
        belief=Belief(**held["confidence"]),
        reasons=Reasons(**held["reasons"]),
        coded=CodedFields(**coded, groups=groups),
    )
