"""What a condition can ask of a ticket: each field with its words, its column and its operators.

A field is said once. `column` is its path in a query and, with dots, its path on a ticket in
memory, so that a list and a routing rule cannot read two different things.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.states import Kind, State

Choices = Sequence[tuple[str, str]]


class Sort(StrEnum):
    """What the values of a field are."""

    CHOICE = "choice"
    RANK = "rank"
    RECORD = "record"
    TEXT = "text"
    HOURS = "hours"
    #: hours from now on
    AHEAD = "ahead"
    NUMBER = "number"

    @property
    def is_hours(self) -> bool:
        """Tell whether a value is so many hours from now, back or ahead."""
        return self in {Sort.HOURS, Sort.AHEAD}

    @property
    def is_counted(self) -> bool:
        """Tell whether a value is one whole number."""
        return self.is_hours or self is Sort.NUMBER

    @property
    def is_written(self) -> bool:
        """Tell whether a value is written, where all others are chosen or looked up."""
        return self.is_counted or self is Sort.TEXT


#: operator → its words
OPERATORS: Mapping[str, str] = {
    "is": "is",
    "is_not": "is not",
    "contains": "contains",
    "lacks": "does not contain",
    "empty": "is empty",
    "filled": "is filled in",
    "there": "is there",
    "none": "is not there",
    "older": "is longer ago than",
    "younger": "is not longer ago than",
    "within": "is over, or will be within",
    "late": "is over",
    "at_least": "is at least",
    "at_most": "is at most",
}
#: operators that take no value
BARE = frozenset({"empty", "filled", "there", "none", "late"})

_OF_SORT: Mapping[Sort, tuple[str, ...]] = {
    Sort.CHOICE: ("is", "is_not"),
    Sort.RANK: ("is", "is_not", "at_least", "at_most"),
    Sort.RECORD: ("is", "is_not", "empty", "filled"),
    Sort.TEXT: ("is", "is_not", "contains", "lacks", "empty", "filled"),
    Sort.HOURS: ("older", "younger"),
    Sort.AHEAD: ("within", "late"),
    Sort.NUMBER: ("at_least", "at_most"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a condition can ask.

    Attributes:
        name: in the data.
        label: on the page.
        sort: what its values are.
        columns: paths in a query; several are read as one text.
        choices: what can be chosen, where that can be listed: key and words.
        only: operators, where they are fewer than those of its sort.
        special: words that stand for whoever looks: "me", "mine".
        indexed: whether the database finds it without reading every ticket.
        help_text: what is written into it.
    """

    name: str
    label: str
    sort: Sort
    columns: tuple[str, ...]
    choices: Callable[[], Choices] | None = None
    only: tuple[str, ...] = ()
    special: tuple[str, ...] = ()
    indexed: bool = False
    help_text: str = ""

    @property
    def operators(self) -> tuple[str, ...]:
        """Return the names of its operators."""
        return self.only or _OF_SORT[self.sort]


def _states() -> Choices:
    return [(str(value), str(label)) for value, label in State.choices]


def _kinds() -> Choices:
    return [(str(value), str(label)) for value, label in Kind.choices]


def _ranks(part: str) -> Callable[[], Choices]:
    def choices() -> Choices:
        return [(str(rank), word) for rank, word in sorted(getattr(current_matrix(), part).items())]

    return choices


def _services() -> Choices:
    return _names(Service)


def _departments() -> Choices:
    return _names(OrgUnit)


def _groups() -> Choices:
    return _names(SupportGroup)


def _names(kind: type[Service] | type[OrgUnit] | type[SupportGroup]) -> Choices:
    found = kind._default_manager.order_by("name").values_list("pk", "name")
    return [(str(key), name) for key, name in found]


def _agents() -> Choices:
    found = User.objects.people().filter(roles__role="agent").distinct().order_by("name")
    return [(str(key), name) for key, name in found.values_list("pk", "name")]


_MANY = "Several with commas between them."
_ALL: Sequence[Field] = (
    Field("kind", "Kind", Sort.CHOICE, ("kind",), _kinds),
    Field("state", "State", Sort.CHOICE, ("state",), _states, indexed=True),
    Field("priority", "Priority", Sort.RANK, ("priority",), _ranks("priorities")),
    Field("impact", "Who is affected", Sort.RANK, ("impact",), _ranks("impacts")),
    Field("urgency", "How bad it is", Sort.RANK, ("urgency",), _ranks("urgencies")),
    Field("service", "Service", Sort.RECORD, ("service_id",), _services, indexed=True),
    Field("department", "Department of the caller", Sort.RECORD, ("caller__department_id",),
          _departments),
    Field("caller", "Caller", Sort.RECORD, ("caller_id",), special=("me",), indexed=True,
          help_text="A name or an e-mail address."),
    Field("group", "Group", Sort.RECORD, ("group_id",), _groups, special=("mine",), indexed=True),
    Field("assignee", "Works on it", Sort.RECORD, ("assignee_id",), _agents, special=("me",),
          indexed=True),
    Field("channel", "Came by", Sort.TEXT, ("channel",), help_text=_MANY),
    Field("category", "Category", Sort.TEXT, ("category",), help_text=_MANY),
    Field("words", "Words", Sort.TEXT, ("summary", "description"), only=("contains", "lacks"),
          help_text="One of these, with commas between them."),
    Field("hold_reason", "Waits for", Sort.TEXT, ("hold_reason",), help_text=_MANY),
    Field("age", "Opened", Sort.HOURS, ("opened_at",), indexed=True, help_text="In hours."),
    Field("untouched", "Last change", Sort.HOURS, ("updated_at",), indexed=True,
          help_text="In hours."),
    Field("due", "Promised time", Sort.AHEAD, ("due__due_at",), help_text="In hours."),
    Field("unanswered", "Unanswered word of the caller", Sort.HOURS, ("unanswered_since",),
          only=("there", "none", "older", "younger"), indexed=True, help_text="In hours."),
    Field("answers", "Answers", Sort.TEXT, ("fact_words",), only=("contains", "lacks"),
          help_text="Words of what was answered to your own fields or to a form."),
    Field("reassignments", "Passed on", Sort.NUMBER, ("reassignments",), help_text="So often."),
    Field("reopens", "Came back", Sort.NUMBER, ("reopens",), help_text="So often."),
)  # fmt: skip

FIELDS: Mapping[str, Field] = {field.name: field for field in _ALL}
