"""What one person achieved, to be taken along: nothing in it names anybody or tells of the house.

Only words of this product and numbers without a unit of money stand in it: titles, departments,
services, names and amounts belong to the house and stay there.
"""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from statistics import median

from django.db.models import Count, Max, Min, QuerySet

from groundswell.analysis.maturity import load_practices
from groundswell.analysis.papers import Paper, Sheet
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.improvement.models import Improvement, Practice, Skill
from groundswell.improvement.processes import PROCESSES
from groundswell.improvement.queries.ledger import LedgerLine, list_ledger
from groundswell.improvement.queries.underway import judge_outcome
from groundswell.improvement.states import (
    AdoptionState,
    ImprovementState,
    PracticeState,
    SkillLevel,
)
from groundswell.kernel.sequences import batched
from groundswell.measurement.levels.models import LevelMark, Snapshot
from groundswell.problems.models import Problem

#: fewer acts than this are no practice of a skill
_PRACTISED = 5
_MONTH = 30.44


@cache
def _deeds() -> Sequence[tuple[tuple[str, ...], str]]:
    raw = Path(__file__).with_name("deeds.toml").read_text(encoding="utf-8")
    return tuple((tuple(one["acts"]), one["says"]) for one in tomllib.loads(raw)["deed"])


def write_achievements(*, of: User, on: date) -> Paper:
    """Return what a person did, what was measured of it, and what they practised.

    Args:
        of: whose acts are counted; nobody else's record can be asked for.
        on: the day on the paper.
    """
    acts = _count_acts(of)
    return Paper(
        title="What I achieved",
        lead=_lead(of),
        written_on=on,
        sheets=(
            _done(acts),
            Sheet("What was measured of it", tuple(_measured(of)) or (_NOT_MEASURED,)),
            _grown(of),
            _skills(of, acts),
        ),
        foot="Counted from the trail of an installation of Groundswell. Names, departments, "
        "services, titles and amounts of money are left out.",
    )


_NOT_MEASURED = "Nothing that was finished has been measured yet."


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"


def _acts_of(person: User) -> QuerySet[AuditEntry]:
    """Return what somebody did here; a ticket that they brought from another tool is no deed."""
    return AuditEntry.objects.filter(actor=person, source="")


def _entries(person: User) -> tuple[datetime | None, datetime | None]:
    found = _acts_of(person).aggregate(Min("acted_at"), Max("acted_at"))
    return found["acted_at__min"], found["acted_at__max"]


def _lead(person: User) -> str:
    first, last = _entries(person)
    if first is None or last is None:
        return "Nothing is on record yet."
    months = _many(max(1, round((last - first).days / _MONTH)), "month")
    span = f"{first:%B %Y} to {last:%B %Y}"
    return f"Improving a service desk, {span}: {months}."


def _count_acts(person: User) -> dict[str, int]:
    return dict(_acts_of(person).values_list("act").annotate(Count("number", distinct=True)))


def _done(acts: dict[str, int]) -> Sheet:
    counted = ((says, sum(acts.get(act, 0) for act in kinds)) for kinds, says in _deeds())
    rows = tuple((says, f"{number:,}") for says, number in counted if number)
    return Sheet("What I did", header=("What", "How often"), rows=rows, empty="Nothing yet.")


def _measured(person: User) -> Iterator[str]:
    yield from _fixes(person)
    yield from _improvements(person)
    yield from _practices(person)


def _fixes(person: User) -> Iterator[str]:
    mine = _own_problems(person)
    lines = [line for line in list_ledger(seen_by=person) if line.problem.pk in mine]
    checked = [line for line in lines if line.check is not None]
    if checked:
        held = sum(line.check.verdict == "confirmed" for line in checked if line.check)
        back = sum(line.result == "missed" for line in checked)
        yield (
            f"Of {_many(len(checked), 'cause')} ended and checked afterwards {held} stayed ended; "
            f"{back} came back or fell short."
        )
    ratios = [line.check.ratio for line in checked if line.check and line.check.ratio is not None]
    if ratios:
        less = round(100 * (1 - median(ratios)))
        yield (
            f"Half of the fixes took at least {less} % of the same trouble away, "
            f"by the tickets before and after ({_many(len(ratios), 'fix', 'fixes')})."
            if less > 0
            else "Half of the fixes changed nothing, by the tickets before and after "
            f"({_many(len(ratios), 'fix', 'fixes')})."
        )
    yield from _promises(lines)


def _own_problems(person: User) -> set[int]:
    """Return the problems of which this person says or did the end."""
    ended = _acts_of(person).filter(act="problem.resolved")
    found = set(Problem.objects.filter(owner=person).values_list("pk", flat=True))
    for numbers in batched(ended.values_list("number", flat=True).distinct(), 500):
        found |= set(Problem.objects.filter(number__in=numbers).values_list("pk", flat=True))
    return found


def _promises(lines: Sequence[LedgerLine]) -> Iterator[str]:
    told = [
        (line.promise.forecast, line.delivered.likely)
        for line in lines
        if line.promise.forecast and line.delivered
    ]
    if told:
        share = sum(came for _, came in told) / sum(promised for promised, _ in told)
        yield (
            f"Of what was forecast to be saved {100 * share:.0f} % came true, "
            f"measured ({_many(len(told), 'forecast')})."
        )


def _improvements(person: User) -> Iterator[str]:
    measured = Improvement.objects.filter(owner=person, state=ImprovementState.MEASURED)
    results = [judge_outcome(one) for one in measured.order_by("id")]
    if results:
        kept, partly, missed = (results.count(name) for name in ("kept", "partly", "missed"))
        yield (
            f"Of {_many(len(results), 'improvement')} measured {kept} brought what was hoped "
            f"for, {partly} a part, {missed} not."
        )


def _practices(person: User) -> Iterator[str]:
    mine = Practice.objects.filter(owner=person)
    proven = [one for one in mine.order_by("id") if one.has_effect]
    if proven:
        wide = sum(one.state == PracticeState.GLOBAL for one in proven)
        taken = {
            (adoption.practice_id, adoption.department_id)
            for one in proven
            for adoption in one.adoptions.filter(state=AdoptionState.ADOPTED)
        }
        yield (
            f"{_many(len(proven), 'way', 'ways')} of working with a measured effect: "
            f"{wide} made one for the whole house, taken up {len(taken)} times by departments."
        )


def _grown(person: User) -> Sheet:
    """Say by how many steps practices rose while this person was at work, and never to which."""
    first, last = _entries(person)
    shown = Snapshot.objects.order_by("as_of", "id").defer("content")
    if first is not None and last is not None:
        shown = shown.filter(as_of__date__gte=first.date(), as_of__date__lte=last.date())
    ends = (shown.first(), shown.last())
    empty = "No practice was seen to rise between two snapshots yet."
    if first is None or ends[0] is None or ends[1] is None:
        return Sheet("What grew meanwhile", empty=empty)
    before, after = _levels(ends[0]), _levels(ends[1])
    names = load_practices()
    rows = tuple(
        (names[key].name, f"{level - before[key]} up")
        for key, level in sorted(after.items())
        if key in names and level > before.get(key, level)
    )
    return Sheet("What grew meanwhile", header=("Practice", "Levels of evidence"), rows=rows,
                 empty=empty)  # fmt: skip


def _levels(snapshot: Snapshot) -> dict[str, int]:
    marks = LevelMark.objects.filter(snapshot=snapshot, level__isnull=False)
    return {mark.practice: mark.level for mark in marks if mark.level is not None}


def _skills(person: User, acts: dict[str, int]) -> Sheet:
    practised = (
        (process.label, sum(times for act, times in acts.items() if act.startswith(process.acts)))
        for process in PROCESSES.values()
    )
    rows = tuple(
        (label, f"{times:,} records worked on") for label, times in practised if times >= _PRACTISED
    )
    held = Skill.objects.filter(person=person)
    alone = held.filter(level__gte=SkillLevel.ALONE).count()
    shows = held.filter(level=SkillLevel.TEACHES).count()
    mastered = _many(alone, "way of working or tool", "ways of working or tools")
    text = (f"{mastered} mastered alone, {shows} of them shown to others.",) if alone else ()
    return Sheet("What I practised", text, ("Field", "How much"), rows,
                 f"Fewer than {_PRACTISED} records in each field yet.")  # fmt: skip
