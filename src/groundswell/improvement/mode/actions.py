"""Asking people how they see it, and keeping the day on which the situation changed."""

from datetime import datetime, timedelta

from django.db import transaction
from django_q.models import Schedule

from groundswell.analysis.mode import load_modes
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.improvement.mode.models import ModeChange, PollAnswer
from groundswell.improvement.mode.queries import find_reading, latest_change
from groundswell.improvement.models import Ask
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.measurement.queries import latest_run

WATCH = "groundswell.improvement.mode.tasks.watch"

#: the ends of the scale
LEAST, MOST = 1, 5


def record_answer(*, by: User, at: datetime, poll: str, who: str, value: int) -> PollAnswer:
    """Keep what somebody answered, as the person who asked heard it, or gave it themselves.

    Raises:
        NotAllowed: the person neither asks nor decides.
        Refusal: nobody is named.
        BadInput: there is no such question, or the answer is not 1 to 5.
    """
    decides = may(by, "problems.decide")
    if not decides and not may(by, "findings.make"):
        raise NotAllowed(f"{by} may not record answers; a champion or somebody who decides can.")
    name = who.strip() or (str(by) if decides and not may(by, "findings.make") else "")
    _check(poll, name)
    _check_value(value)
    answer = PollAnswer(poll=poll, who=name[:150], asked_at=at, value=value, answered_at=at)
    with transaction.atomic():
        kept = trail.begin(answer, "poll.heard", by=by, at=at)
        watch_mode(by=by, at=at)
    return kept


@needs("findings.make")
def ask_person(*, by: User, at: datetime, poll: str, who: str) -> PollAnswer:
    """Make a question that one person can answer by a link, without an account.

    Raises:
        Refusal: nobody is named.
        BadInput: there is no such question.
    """
    _check(poll, who.strip())
    question = PollAnswer(poll=poll, who=who.strip()[:150], asked_at=at, by_link=True)
    return trail.begin(question, "poll.put", by=by, at=at)


def answer_by_link(
    question: PollAnswer, *, by: User | None, at: datetime, value: int
) -> PollAnswer:
    """Keep what the person answered who holds the link; each link answers once.

    Raises:
        Refusal: it is answered already.
        BadInput: the answer is not 1 to 5.
    """
    _check_value(value)
    with transaction.atomic():
        with trail.change(question, "poll.heard", by=by, at=at) as fresh:
            if fresh.value is not None:
                raise Refusal("This question is answered already; thank you.")
            fresh.value, fresh.answered_at = value, at
        watch_mode(by=by, at=at)
    return fresh


def watch_mode(*, by: User | None, at: datetime) -> ModeChange | None:
    """Look whether the situation is another than when it was last seen; if so, keep the day.

    Asks that were turned down before are put on the table again: what was refused in one situation
    may be welcome in the next.

    Returns:
        The change, None where nothing changed. An assumption is never kept as a change.
    """
    reading = find_reading(latest_run(), as_of=at)
    if reading.assumed:
        return None
    with transaction.atomic():
        last = latest_change()
        default = load_modes().rules.default
        assumed = default if reading.name != default else ""
        before = last.mode if last else assumed
        if reading.name == before:
            return None
        change = ModeChange(
            mode=reading.name,
            before=before,
            seen_at=at,
            why=_say(before, reading.why)[:250],
            reading=reading.as_json(),
        )
        kept = trail.begin(change, "mode.changed", by=by, at=at)
        if before:
            reopen_asks(kept, by=by, at=at)
    return kept


def plan_watch(*, at: datetime) -> None:
    """Have the situation looked at every morning; harmless when said again."""
    Schedule.objects.get_or_create(
        func=WATCH,
        defaults={"schedule_type": Schedule.DAILY, "next_run": at + timedelta(hours=1)},
    )


def reopen_asks(change: ModeChange, *, by: User | None, at: datetime) -> list[Ask]:
    """Put the asks that were turned down on the table again; their answers stay as they were."""
    refused = [
        ask
        for ask in Ask.objects.turned_down().select_related("problem").order_by("id")
        if ask.problem.resolved_at is None
    ]
    change.asks.set(refused)
    for ask in refused:
        trail.note(ask.number, "fix.worth_asking_again", by=by, at=at)
    return refused


def _check(poll: str, who: str) -> None:
    if poll not in load_modes().polls:
        raise BadInput(f'There is no question "{poll}"; choose one of the list.')
    if not who:
        raise Refusal("Say who answers; an answer without a name speaks for nobody.")


def _check_value(value: int) -> None:
    if not LEAST <= value <= MOST:
        raise BadInput(f"The answer is {value}; give {LEAST}, not at all, to {MOST}, fully.")


def _say(before: str, why: str) -> str:
    return f"From {before}: {why}" if before else f"First seen: {why}"
