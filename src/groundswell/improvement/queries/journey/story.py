"""Every moment of the journey that a person may see, the newest first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from groundswell.analysis.journey import Kind, Moment, Timeline, draw_timeline, load_journey
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.improvement.queries.journey import answers, deeds
from groundswell.improvement.queries.people import list_stakeholders


@dataclass(frozen=True, slots=True)
class KindCount:
    """A kind that has moments, and how many."""

    kind: Kind
    count: int


def list_moments(*, seen_by: User, on: date) -> list[Moment]:
    """Return what was done, decided, seen and measured up to a day, the newest first.

    Who moved on the ladder of support is told only to those who keep the register of people; of
    problems on the security path nobody else hears either.
    """
    moments = [*deeds.list_begun(seen_by), *answers.list_levelled(), *answers.list_changed()]
    if may(seen_by, "improvements.see"):
        moments += [*deeds.list_improved(seen_by), *deeds.list_practised(seen_by)]
    if may(seen_by, "problems.see"):
        moments += [*deeds.list_fixed(seen_by), *answers.list_asked(seen_by)]
    moments += [*deeds.list_joined(seen_by), *answers.list_given(seen_by)]
    people = list_stakeholders(seen_by=seen_by, on=on)
    moments += answers.list_moved(people)
    kept = [moment for moment in moments if moment.day <= on]
    return sorted(kept, key=lambda one: (one.day, one.kind, one.title, one.what), reverse=True)


def count_kinds(moments: Sequence[Moment]) -> list[KindCount]:
    """Return the kinds that have a moment, in the order of the drawing."""
    counts = Counter(moment.kind for moment in moments)
    kinds = load_journey().kinds.values()
    return [KindCount(kind, counts[kind.id]) for kind in kinds if counts[kind.id]]


def show_line(moments: Sequence[Moment], *, until: date) -> Timeline | None:
    """Return the drawing of these moments; None where there are none."""
    return draw_timeline(moments, until=until)
