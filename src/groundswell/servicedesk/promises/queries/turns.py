"""The clocks of a ticket from its trail: what began them, made them stand still, and ended them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.clocks import Run, Turn
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.promises.queries.goals import Goal
from groundswell.servicedesk.promises.queries.moments import Moment, list_moments
from groundswell.servicedesk.promises.queries.rules import Rules
from groundswell.servicedesk.promises.words import Measure


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock with all its turns. `is_called_off`: it ended without anybody having to keep it."""

    measure: str
    goal: Goal
    round: int
    turns: tuple[Turn, ...]
    group_id: int | None = None
    is_called_off: bool = False

    @property
    def key(self) -> tuple[str, int, int | None]:
        """Return what tells it from the others of its ticket."""
        return self.measure, self.round, self.group_id

    @property
    def minutes(self) -> int:
        """Return the working minutes that were promised."""
        own = self.measure in (Measure.GROUP, Measure.SUPPLIER)
        return self.goal.minutes[Measure.RESOLUTION if own else self.measure]


def list_clocks(ticket: Ticket, entries: Iterable[AuditEntry], rules: Rules) -> list[Clock]:
    """Return every clock of a ticket.

    Of one that came from another tool nobody knows what was promised there, nor what stopped its
    clocks: since somebody here took it on its caller is promised the next word, and nothing else.

    Args:
        ticket: as it is now; which promise holds follows from it.
        entries: its trail in order of time, with the people who acted.
        rules: the promises that hold.
    """
    moments = list_moments(ticket, entries)
    if not moments:
        return []
    goals = rules.of_measures(ticket)
    clocks: list[Clock] = []
    resolution, update = goals.get(Measure.RESOLUTION), goals.get(Measure.UPDATE)
    if ticket.source_name:
        return _from_word_to_word(moments, update, is_begun=True) if update else []
    if response := goals.get(Measure.RESPONSE):
        clocks.append(_until_answered(moments, response))
    if resolution:
        clocks += _until_solved(moments, resolution)
    if update:
        clocks += _from_word_to_word(moments, update)
    for group_id, goal in rules.of_groups(ticket).items():
        clocks += _cumulative(moments, goal, Measure.GROUP, group_id)
    if supplier := rules.of_supplier(ticket):
        clocks += _cumulative(moments, supplier, Measure.SUPPLIER, None)
    return clocks


def _turn(moment: Moment, clock: str = "caller") -> Turn:
    """Return what the clock towards the caller does from a moment on."""
    if moment.is_elsewhere:
        return Turn(moment.at, Run.STANDS, "Together with another ticket", moment.who)
    if not moment.is_open:
        return Turn(moment.at, Run.OVER, moment.words, moment.who)
    stops, _ = moment.clocks()
    run = Run.STANDS if clock in stops else Run.RUNS
    return Turn(moment.at, run, moment.words, moment.who)


def _until_answered(moments: Sequence[Moment], goal: Goal) -> Clock:
    """Return the clock of the first answer: a word of a person, or the end."""
    turns: list[Turn] = []
    for moment in moments:
        if moment.is_word:
            first = "Taken down by an agent" if not turns else "Answered"
            turns.append(Turn(moment.at, Run.OVER, first, moment.who))
        else:
            turns.append(_turn(moment))
        if turns[-1].run == Run.OVER:
            off = moment.is_called_off and not moment.is_word
            return Clock(Measure.RESPONSE, goal, 1, _tidy(turns), is_called_off=off)
    return Clock(Measure.RESPONSE, goal, 1, _tidy(turns))


@dataclass(slots=True)
class _Rounds:
    """Collects the rounds of a clock that goes on or begins anew when a ticket is opened again."""

    window: timedelta
    rounds: list[list[Turn]] = field(default_factory=lambda: [[]])
    is_off: list[bool] = field(default_factory=lambda: [False])

    def add(self, turn: Turn, *, is_called_off: bool = False) -> None:
        turns = self.rounds[-1]
        is_over = bool(turns) and turns[-1].run == Run.OVER
        if is_over and turn.run == Run.OVER:
            # resolved, then closed: it was over before; called off after all: nobody kept it
            return
        if is_over and turn.at - turns[-1].at <= self.window:
            days = self.window.days
            turns[-1] = replace(
                turns[-1], run=Run.STANDS, why=f"{turns[-1].why}, opened again within {days} days"
            )
        elif is_over:
            self.rounds.append([])
            self.is_off.append(False)
        self.rounds[-1].append(turn)
        self.is_off[-1] = is_called_off

    def clocks(self, measure: str, goal: Goal, group_id: int | None = None) -> list[Clock]:
        return [
            Clock(measure, goal, number, _tidy(turns), group_id, is_called_off=off)
            for number, (turns, off) in enumerate(zip(self.rounds, self.is_off, strict=True), 1)
            if turns
        ]


def _until_solved(moments: Sequence[Moment], goal: Goal) -> list[Clock]:
    rounds = _Rounds(goal.reopening)
    for moment in moments:
        rounds.add(_turn(moment), is_called_off=moment.is_called_off)
    return rounds.clocks(Measure.RESOLUTION, goal)


def _from_word_to_word(
    moments: Sequence[Moment], goal: Goal, *, is_begun: bool = False
) -> list[Clock]:
    """Return a clock from each word to the caller to the next.

    The first begins with the answer, or, where it ended without one, once it is opened again.
    `is_begun`: with the first moment, which is no answer.
    """
    clocks: list[Clock] = []
    turns = [_turn(moments[0])] if is_begun and moments[0].is_open else []
    has_begun = bool(turns)
    for moment in moments[len(turns) :]:
        if moment.is_word:
            if turns:
                turns.append(Turn(moment.at, Run.OVER, "Word to the caller", moment.who))
                clocks.append(Clock(Measure.UPDATE, goal, len(clocks) + 1, _tidy(turns)))
            begins = _turn(moment)
            turns = [begins] if begins.run != Run.OVER else []
        elif turns:
            turns.append(_turn(moment))
            if turns[-1].run == Run.OVER:
                off = moment.is_called_off
                number = len(clocks) + 1
                clocks.append(Clock(Measure.UPDATE, goal, number, _tidy(turns), is_called_off=off))
                turns = []
        elif has_begun and moment.is_open:
            turns = [_turn(moment)]
        has_begun = has_begun or moment.is_word or not moment.is_open
    if turns:
        clocks.append(Clock(Measure.UPDATE, goal, len(clocks) + 1, _tidy(turns)))
    return clocks


def _cumulative(
    moments: Sequence[Moment], goal: Goal, measure: Measure, group_id: int | None
) -> list[Clock]:
    """Return the clock of all the time that a group held it, or that a supplier was waited for."""
    rounds = _Rounds(goal.reopening)
    has_begun = False
    for moment in moments:
        stops, runs = moment.clocks()
        if measure == Measure.GROUP:
            holds = moment.group_id == group_id and "group" not in stops
        else:
            holds = "supplier" in runs
        holds = holds and not moment.is_elsewhere
        has_begun = has_begun or (holds and moment.is_open)
        if not has_begun:
            continue
        turn = _turn(moment)
        if turn.run != Run.OVER:
            turn = replace(turn, run=Run.RUNS if holds else Run.STANDS)
            if measure == Measure.GROUP and moment.group_id != group_id:
                turn = replace(turn, why="With another group")
        rounds.add(turn, is_called_off=moment.is_called_off)
    return rounds.clocks(measure, goal, group_id) if has_begun else []


def _tidy(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return the turns without those that change nothing."""
    kept: list[Turn] = []
    for turn in turns:
        if not kept or (turn.run, turn.why) != (kept[-1].run, kept[-1].why):
            kept.append(turn)
    return tuple(kept)


def name_groups(clocks: Iterable[Clock]) -> dict[int, str]:
    """Return the names of the support groups that have a clock."""
    keys = {clock.group_id for clock in clocks if clock.group_id is not None}
    return dict(SupportGroup.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}
