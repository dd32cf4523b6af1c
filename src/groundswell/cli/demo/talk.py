"""What people write on a ticket while it lives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from groundswell.cli.demo.desk import Desk
from groundswell.cli.demo.letters import Answered, Letters
from groundswell.cli.demo.phrases import Gaps
from groundswell.cli.demo.records import Message, TicketEvent
from groundswell.cli.demo.report import BY_VOICE, Report
from groundswell.cli.demo.wording import data

PATIENCE = timedelta(days=2.5)
DONE = {"resolved", "fulfilled"}
_BY_MAIL = 0.7
_MATTER = 0.75
_TRIES = 0.4


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation that goes with the updates of one ticket."""

    desk: Desk
    report: Report
    events: Sequence[TicketEvent]

    def messages(self) -> tuple[Message, ...]:
        """Return what was written, in order of time."""
        if self.report.trouble.monitoring:
            said = [*self._notes(("machine_notes",))]
        else:
            parts = (self._notes(("notes",)), self._questions(), self._chases(), self._endings())
            said = [message for part in parts for message in part]
        return tuple(sorted(said, key=lambda message: message.at))

    @property
    def _common(self) -> Mapping[str, Any]:
        """Return what callers say about anything, in their language."""
        common: Mapping[str, Any] = data("talk")[self.report.language]
        return common

    def _tongue(self, agent: str) -> str:
        """Return the language an agent answers in: the caller's, if the agent has it or tries."""
        theirs = self.report.language
        if self.desk.company.by_login[agent].language == theirs or self.desk.dice.chance(_TRIES):
            return theirs
        return "en"

    def _notes(self, pools: Sequence[str]) -> Iterator[Message]:
        dice, own = self.desk.dice, self.report.trouble.words["en"].notes
        common = [note for pool in pools for note in data("talk")["en"][pool]]
        by_voice = self.report.channel in BY_VOICE
        for event, after in pairwise(self.events):
            if event.activity == "in_progress" and dice.chance(self.desk.shares["noted"]):
                pool = own if own and (by_voice or dice.chance(_MATTER)) else common
                gaps = self.report.gaps.also(agent=self._another_agent(event.actor))
                text = gaps.fill(dice.pick(pool))
                at = min(event.at + self._minutes(1, 15), after.at)
                yield _by_agent(at, event.actor, text, private=True)

    def _questions(self) -> Iterator[Message]:
        dice = self.desk.dice
        for held, resumed in pairwise(self.events):
            if held.activity != "on_hold":
                continue
            asked, answers = self._question(held)
            yield asked
            at = max(held.at + timedelta(minutes=1), resumed.at - self._minutes(2, 40))
            yield self._by_caller(dice.pick(answers), at, asked)
        if self.events[-1].activity == "on_hold":
            yield self._question(self.events[-1])[0]

    def _question(self, held: TicketEvent) -> tuple[Message, Sequence[str]]:
        dice, language = self.desk.dice, self._tongue(held.actor)
        words, common = self.report.trouble.words[language], data("talk")[language]
        own = bool(words.questions) and dice.chance(_MATTER)
        asked, answers = dice.pick(words.questions if own else common["questions"])
        text = self._signed(held.actor).fill(asked)
        return _by_agent(held.at, held.actor, text), answers

    def _chases(self) -> Iterator[Message]:
        dice, opened = self.desk.dice, self.report.opened_at
        end = next((event.at for event in self.events if event.activity in DONE), self.desk.now)
        waited = end - opened
        while waited > PATIENCE and dice.chance(self.desk.shares["chased"]):
            at = self._in_hours(opened + waited * dice.between(0.3, 0.8))
            if at < end:
                yield self._by_caller(dice.pick(self._common["chases"]), at, None)
            waited /= 3

    def _endings(self) -> Iterator[Message]:
        dice, common = self.desk.dice, self._common
        prefix = "" if self.report.trouble.kind == "incident" else "request_"
        for event, after in pairwise(self.events):
            if event.activity not in DONE:
                continue
            told = None
            if dice.chance(self.desk.shares["answered"]):
                wordings = data("talk")[self._tongue(event.actor)][f"{prefix}dones"]
                text = self._signed(event.actor).fill(dice.pick(wordings))
                told = _by_agent(event.at, event.actor, text)
                yield told
            if after.activity == "in_progress":
                at = max(event.at, after.at - self._minutes(2, 30))
                yield self._by_caller(dice.pick(common["agains"]), at, told)
            elif dice.chance(self.desk.shares["thanked"]):
                at = self._in_hours(event.at + self._minutes(3, 300))
                yield self._by_caller(dice.pick(common[f"{prefix}thanks"]), at, told)

    def _by_caller(self, wording: str, at: datetime, answered: Message | None) -> Message:
        """Return a message of the caller; below a mail stands the mail that it answers."""
        desk, caller, language = self.desk, self.report.caller, self.report.language
        gaps = self._signed(answered.author if answered else self._handler())
        style = desk.traits[caller.login].style
        text = desk.typist.type(gaps.fill(wording), style, language, desk.dice)
        if answered and desk.dice.chance(_BY_MAIL):
            quoted = Answered(
                who=data("talk")["desk_name"],
                address=data("talk")["desk_mail"],
                at=answered.at,
                text=answered.text,
            )
            text = Letters(desk, caller, language, gaps).reply(text, quoted)
        return Message(at, caller.login, "caller", private=False, text=text)

    def _handler(self) -> str:
        """Return who works on it, as far as the caller can know."""
        return next(
            event.actor for event in self.events if event.activity not in {"new", "submitted"}
        )

    def _signed(self, login: str) -> Gaps:
        return self.report.gaps.also(agent_first=self.desk.company.by_login[login].first)

    def _another_agent(self, login: str) -> str:
        others = [
            person
            for person in self.desk.company.employees
            if person.agent and person.login != login
        ]
        return self.desk.dice.pick(others).first

    def _minutes(self, low: int, high: int) -> timedelta:
        dice = self.desk.dice
        return timedelta(minutes=dice.whole(low, high), seconds=dice.whole(0, 59))

    def _in_hours(self, at: datetime) -> datetime:
        """Return the moment, or one soon after the next working day begins."""
        if self.desk.clock.is_open(at):
            return at
        return self.desk.clock.after(at, self.desk.dice.between(5, 120))


def _by_agent(at: datetime, author: str, text: str, *, private: bool = False) -> Message:
    return Message(at, author, "agent", private=private, text=text)
