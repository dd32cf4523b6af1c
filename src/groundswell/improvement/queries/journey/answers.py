"""Moments of what people decided and where they stand: asks, support, situation, briefs, levels."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from groundswell.analysis.charts.amounts import price
from groundswell.analysis.journey import Moment, Tone
from groundswell.analysis.maturity import load_practices
from groundswell.analysis.support import Move, load_book
from groundswell.foundation.accounts.models import User
from groundswell.improvement.briefs.models import HANDED_OVER, BriefContact
from groundswell.improvement.mode.models import ModeChange
from groundswell.improvement.models import Ask, AskAnswer
from groundswell.improvement.queries.journey.cells import is_sure
from groundswell.improvement.queries.journey.deeds import day_of
from groundswell.improvement.queries.people import StakeholderLine
from groundswell.measurement.levels.models import LevelMark, Snapshot

_TONES: dict[str, Tone] = {
    AskAnswer.GRANTED: "gain", AskAnswer.PARTLY: "gain", AskAnswer.REFUSED: "loss",
    AskAnswer.DEFERRED: "loss", AskAnswer.NO_ANSWER: "loss",
}  # fmt: skip


def list_asked(user: User) -> Iterator[Moment]:
    """Yield what was asked for and what was decided."""
    asks = Ask.objects.visible_to(user).select_related("problem", "option")
    for ask in asks.order_by("id"):
        title = ask.option.title if ask.option else ask.problem.title
        about = {"page": "improvement:case", "number": ask.problem.number}
        amount = price(float(ask.amount), ask.currency)
        asked = f"Asked {ask.asked_of} for {amount}"
        yield Moment(day_of(ask.asked_at), "ask", "step", asked, title, **about)
        if ask.answer:
            what = f"{ask.get_answer_display()}: {amount}"
            who = f"{ask.answered_by}: " if ask.answered_by and ask.reason else ask.answered_by
            yield Moment(
                day_of(ask.answered_at), "ask", _TONES[ask.answer], what, title,
                f"{who}{ask.reason}", **about,
            )  # fmt: skip


def list_moved(people: Sequence[StakeholderLine]) -> Iterator[Moment]:
    """Yield each step on the ladder of support with the evidence that it rests on."""
    stages = load_book().stages
    for person in people:
        for move in person.place.moves:
            up = move.after > move.before
            what = f"{stages[move.before].name} → {stages[move.after].name}"
            yield Moment(
                move.on, "support", "gain" if up else "loss", what, person.record.name,
                _say_because(move), page="improvement:stakeholder", number=person.record.number,
            )  # fmt: skip


def _say_because(move: Move) -> str:
    if move.because is None:
        return "Nothing was heard for a long time."
    kinds = load_book().kinds
    kind = kinds.get(move.because.kind)
    words = kind.says if kind else "our second contact"
    return f"{words}: {move.because.source}" if move.because.source else words


def list_changed() -> Iterator[Moment]:
    """Yield the days on which the house was seen to be in another situation."""
    for one in ModeChange.objects.order_by("seen_at", "id"):
        title = one.mode.replace("_", " ").capitalize()
        what = "Another situation" if one.before else "The situation was read"
        yield Moment(day_of(one.seen_at), "mode", "step", what, title, one.why,
                     page="improvement:mode")  # fmt: skip


def list_given(user: User) -> Iterator[Moment]:
    """Yield the pages that were shown or sent; to whom is told to those who keep the register."""
    kept = BriefContact.objects.visible_to(user).filter(kind__in=HANDED_OVER)
    for one in kept.select_related("brief", "stakeholder").order_by("happened_on", "id"):
        yield Moment(
            one.happened_on, "brief", "step", f"Brief to {one.stakeholder.name}",
            one.brief.headline, f"numbers {one.brief.content_hash}",
            page="improvement:briefs:kept", number=one.brief.number,
        )  # fmt: skip


def list_levelled() -> Iterator[Moment]:
    """Yield the first snapshot, and each level that the next ones showed otherwise."""
    snapshots = list(Snapshot.objects.defer("content").order_by("as_of", "id"))
    if not snapshots:
        return
    levels: dict[int, dict[str, LevelMark]] = {one.pk: {} for one in snapshots}
    for mark in LevelMark.objects.filter(level__isnull=False):
        levels[mark.snapshot_id][mark.practice] = mark
    first = snapshots[0]
    page = "measurement:levels:profile"
    seen = len(levels[first.pk])
    yield Moment(
        day_of(first.as_of),
        "level",
        "step",
        "First snapshot",
        f"{seen} practices judged",
        page=page,
    )
    names = load_practices()
    held = dict(levels[first.pk])
    for _, snapshot in pairwise(snapshots):
        for practice, mark in levels[snapshot.pk].items():
            before = held.get(practice)
            if before is not None and before.level != mark.level:
                yield _levelled(
                    names[practice].name, before, mark, day_of(snapshot.as_of), practice
                )
            held[practice] = mark


def _levelled(name: str, before: LevelMark, after: LevelMark, day: date, practice: str) -> Moment:
    up, sure = (after.level or 0) > (before.level or 0), is_sure(before, after)
    tone: Tone = ("gain" if up else "loss") if sure else "step"
    said = "" if sure else "not sure yet: the ranges of the two overlap"
    return Moment(
        day, "level", tone, f"Level {before.level} → {after.level}", name, said,
        page="measurement:levels:practice", number=practice,
    )  # fmt: skip
