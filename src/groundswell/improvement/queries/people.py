"""People who decide: where each stands by the evidence, and all of them over time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.analysis.charts import Figure, support_curve
from groundswell.analysis.support import (
    TOUCH,
    Follower,
    Place,
    QuarterIndex,
    SharePoint,
    Stage,
    SupportEvidence,
    climb,
    curve_of,
    index_by_quarter,
    load_book,
    mendelow,
)
from groundswell.foundation.accounts.models import User
from groundswell.improvement.models import (
    Ask,
    AskAnswer,
    PrivateNote,
    Question,
    Signal,
    Stakeholder,
)


@dataclass(frozen=True, slots=True)
class StakeholderLine:
    """One person who decides, as reckoned for a day."""

    record: Stakeholder
    place: Place
    evidence: tuple[SupportEvidence, ...]

    @property
    def stage(self) -> Stage:
        """Return where they stand."""
        return load_book().stages[self.place.stage]

    @property
    def desired(self) -> Stage:
        """Return where they should get to."""
        return load_book().stages[self.record.desired]

    @property
    def is_there(self) -> bool:
        """Tell whether they stand where they should."""
        return self.place.stage >= self.record.desired

    @property
    def next_move(self) -> str:
        """Return what to do next: at the stage that is wanted, no more than keeping it."""
        return "Keep it warm; nothing more is wanted." if self.is_there else self.stage.next

    @property
    def grid(self) -> str:
        """Return what power and interest together advise."""
        return mendelow(power=self.record.power, stage=self.place.stage)

    @property
    def because(self) -> SupportEvidence | None:
        """Return the item that led to the stage; None where it was silence or nothing."""
        return self.place.moves[-1].because if self.place.moves else None

    @property
    def commitments(self) -> str:
        """Return what is on record, in words."""
        return ", ".join(sorted(self.place.commitments))


def get_stakeholder(number: str, *, seen_by: User) -> Stakeholder:
    """Return somebody of the register, if this person may see it.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    found = Stakeholder.objects.visible_to(seen_by).select_related("department", "account")
    return get_object_or_404(found, number=number)


def list_stakeholders(*, seen_by: User, on: date) -> list[StakeholderLine]:
    """Return everybody of the register as they stand on a day, who decides most first."""
    found = Stakeholder.objects.visible_to(seen_by).select_related("department")
    people = list(
        found.prefetch_related("signals", "touches", "questions", "asks").order_by(
            "-power", "name", "id"
        )
    )
    return [stand(person, on=on) for person in people]


def stand(person: Stakeholder, *, on: date) -> StakeholderLine:
    """Return where somebody stands on a day, reckoned from everything that was seen."""
    evidence = tuple(sorted(_evidence_of(person)))
    return StakeholderLine(person, climb(evidence, on=on), evidence)


def _evidence_of(person: Stakeholder) -> list[SupportEvidence]:
    """Return signals and touches; a question is interest, a granted ask with money is money."""
    signals = [SupportEvidence(one.seen_on, one.kind, one.source) for one in person.signals.all()]
    touches = [SupportEvidence(one.touched_on, TOUCH, one.about) for one in person.touches.all()]
    asked = [SupportEvidence(one.asked_on, "asked", one.text) for one in person.questions.all()]
    return [
        *signals,
        *touches,
        *asked,
        *(_money(ask) for ask in person.asks.all() if _is_money(ask)),
    ]


def _is_money(ask: Ask) -> bool:
    granted = ask.answer in {AskAnswer.GRANTED, AskAnswer.PARTLY}
    return granted and ask.amount > 0 and ask.answered_at is not None


def _money(ask: Ask) -> SupportEvidence:
    answered = ask.answered_at or ask.asked_at
    return SupportEvidence(answered.date(), "gave_money", f"{ask.number}, {ask.amount:f}")


def follow_curve(
    lines: list[StakeholderLine], *, until: date
) -> tuple[tuple[SharePoint, ...], tuple[QuarterIndex, ...]]:
    """Return the curve of middle management, and the index of everybody by quarter."""
    followers = [
        (line.record.is_middle, Follower(
            power=line.record.power,
            desired=line.record.desired,
            moves=line.place.moves,
            since=_since(line),
        ))
        for line in lines
    ]  # fmt: skip
    middle = [follower for is_middle, follower in followers if is_middle]
    return (
        curve_of(middle, until=until),
        index_by_quarter([follower for _, follower in followers], until=until),
    )


def _since(line: StakeholderLine) -> date:
    """Return from when somebody is counted: the first that was seen, or the register."""
    opened = line.record.opened_at.date()
    return min([opened, *(item.on for item in line.evidence)])


def draw_curve(points: tuple[SharePoint, ...]) -> Figure | None:
    """Draw the curve of middle management, None before there is a second month."""
    rows = [(point.on, point.median, point.interested, point.of) for point in points]
    return support_curve(rows) if len(rows) > 1 else None


def list_approvers(amount: Decimal, *, seen_by: User) -> list[Stakeholder]:
    """Return who may approve this much, the lowest limit first."""
    found = Stakeholder.objects.visible_to(seen_by).filter(limit__gte=amount)
    return list(found.order_by("limit", "name", "id"))


def list_limits(*, seen_by: User) -> QuerySet[Stakeholder]:
    """Return everybody whose limit is known, the lowest first."""
    found = Stakeholder.objects.visible_to(seen_by).filter(Q(limit__isnull=False) | ~Q(approves=""))
    return found.order_by("limit", "name", "id")


def list_private_notes(person: Stakeholder, *, of: User) -> QuerySet[PrivateNote]:
    """Return the notes that this person wrote for themselves; of others nothing is ever shown."""
    return PrivateNote.objects.filter(stakeholder=person, writer=of).order_by("-written_at", "-id")


def get_private_note(pk: int, *, of: User) -> PrivateNote:
    """Return a note of one's own.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(PrivateNote, pk=pk, writer=of)


def get_signal(pk: int, *, of: Stakeholder) -> Signal:
    """Return a signal of this person.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Signal.objects.select_related("stakeholder"), pk=pk, stakeholder=of)


def get_question(pk: int, *, of: Stakeholder) -> Question:
    """Return a question of this person.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Question.objects.select_related("stakeholder"), pk=pk, stakeholder=of)
