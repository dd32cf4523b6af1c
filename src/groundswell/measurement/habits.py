"""Workarounds that one person knows, as far as nobody has written them down yet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from groundswell.analysis.documents import read_habit
from groundswell.analysis.habits import is_written
from groundswell.analysis.results import Habit
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.queries import name_people
from groundswell.measurement.models import AnalysisRun
from groundswell.problems.models import Workaround
from groundswell.servicedesk.models import Ticket

#: so many are shown at once; the others are folded
SHOWN = 3
_SAYINGS = 3


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A habit that can be written down."""

    habit: Habit
    #: empty for those who may not read who works on tickets
    person: str
    #: what callers said on its tickets, as far as they are seen
    symptom: str

    @property
    def by_others(self) -> int:
        """Return how many tickets others ended like that."""
        return self.habit.of - len(self.habit.tickets)

    @property
    def seconds_with(self) -> float:
        """Return how long the trouble lasts where this person ends it, in the middle."""
        return 60 * (self.habit.minutes_with or 0)

    @property
    def seconds_without(self) -> float:
        """Return how long it lasts on its other tickets, in the middle."""
        return 60 * (self.habit.minutes_without or 0)


@dataclass(frozen=True, slots=True)
class Habits:
    """What one person alone knows, and why that is not known where it is not."""

    first: Sequence[Unwritten]
    others: Sequence[Unwritten]
    not_known: str = ""


def list_unwritten(run: AnalysisRun, *, seen_by: User) -> Habits | None:
    """Return the habits of a run that no workaround holds, those with most tickets first.

    None where the run was made before habits were looked for.
    """
    document: Mapping[str, Any] = run.findings or {}
    if "habits" not in document:
        return None
    if document["habits"] is None:
        reason = document.get("not_known", {}).get("habits", "the source does not say")
        return Habits((), (), reason)
    steps = list(_list_steps())
    habits = [read_habit(part) for part in document["habits"]]
    open_ones = [habit for habit in habits if not is_written(habit.words, steps)]
    names = name_people((habit.person for habit in open_ones), seen_by=seen_by)
    found = [
        Unwritten(habit, names.get(habit.person, ""), _symptom(habit, seen_by))
        for habit in open_ones
    ]
    return Habits(found[:SHOWN], found[SHOWN:])


def _list_steps() -> Iterable[str]:
    """Return the steps of every workaround that is offered."""
    offered = Workaround.objects.filter(withdrawn_at=None, known_error__retired_at=None)
    return offered.values_list("steps", flat=True)


def _symptom(habit: Habit, seen_by: User) -> str:
    """Return what callers most often said, one saying a line."""
    tickets = Ticket.objects.visible_to(seen_by).filter(number__in=habit.tickets[-200:])
    said = Counter(tickets.order_by("-id").values_list("summary", flat=True))
    return "\n".join(words for words, _ in said.most_common(_SAYINGS))
