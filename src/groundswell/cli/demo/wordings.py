"""Which words somebody finds for a trouble: no wording twice before all were used once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from groundswell.cli.demo.chance import Bag, Dice
from groundswell.cli.demo.desk import Desk
from groundswell.cli.demo.occasion import Occasion
from groundswell.cli.demo.phrases import Gaps
from groundswell.cli.demo.records import Person
from groundswell.cli.demo.troubles import Trouble
from groundswell.cli.demo.wording import data

_TRIES = 8
_MOST_RETOLD = 0.6


@dataclass(frozen=True, slots=True)
class Said:
    """A title and a text; `retold` by the agent who took the call, else in the caller's words.

    `fix` is what will help, empty where the words leave that open.
    """

    title: str
    text: str
    fix: str
    retold: bool
    gaps: Gaps


class Wordings:
    """Chooses words; remembers what was said, so that no two people tell the same story."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._bags: dict[tuple[str, str, bool], Bag[tuple[str, str, str]]] = {}
        self._said: set[tuple[str, str]] = set()
        self._near: dict[tuple[str, str], list[Person]] = {}
        for person in desk.company.employees:
            self._near.setdefault((person.department, person.location), []).append(person)

    def colleague(self, person: Person) -> Person:
        """Return somebody who sits nearby."""
        near = self._near.get((person.department, person.location), [])
        others = [other for other in near if other is not person]
        return self._desk.dice.pick(others or self._desk.company.employees)

    def choose(self, trouble: Trouble, language: str, gaps: Gaps, *, by_voice: bool) -> Said:
        """Return what is said; a call is often written down by the agent in their own words."""
        dice, words = self._desk.dice, trouble.words[language]
        share = len(words.calls) / (len(words.calls) + len(words.says))
        retold = by_voice and dice.chance(min(2 * share, _MOST_RETOLD))
        pairs = words.calls if retold else words.says
        bag = self._bags.setdefault((trouble.id, language, retold), Bag(pairs))
        said = Said("", "", "", retold, gaps)
        for _ in range(_TRIES):
            title, text, fix = bag.draw(dice)
            attempt = gaps.also()
            if not retold:
                text = _joined(text, self._tail(trouble, language), dice)
            said = Said(attempt.fill(title), attempt.fill(text), attempt.fill(fix), retold, attempt)
            if (said.title, said.text) not in self._said:
                break
        self._said.add((said.title, said.text))
        return said

    def gaps(self, trouble: Trouble, occasion: Occasion, language: str, ci: str | None) -> Gaps:
        """Return what fills the gaps for this caller, nearest meaning first."""
        talk = data("talk")
        drawn = self._about(occasion) | self._numbers(occasion)
        return Gaps(
            self._desk.dice,
            {"ci": ci or "", **drawn},
            trouble.words[language].slots,
            trouble.slots,
            talk.get(f"gaps_{language}", {}),
            talk["gaps"],
        )

    def _tail(self, trouble: Trouble, language: str) -> str:
        """Return what people add: that it is urgent, that they tried this and that, or nothing."""
        tails = data("tails")
        if trouble.monitoring or not trouble.tails or not self._desk.dice.chance(tails["share"]):
            return ""
        own = tails[language]
        tail: str = self._desk.dice.pick((*own["any"], *own[trouble.kind]))
        return tail

    def _about(self, occasion: Occasion) -> dict[str, str | Sequence[str] | Callable[[], str]]:
        desk, caller = self._desk, occasion.caller
        agents = [person for person in desk.company.employees if person.agent]
        return {
            "first": caller.first,
            "name": caller.name,
            "extension": caller.extension,
            "department": caller.department,
            "site": caller.location,
            "laptop": desk.traits[caller.login].laptop,
            "colleague": lambda: self.colleague(caller).first,
            "colleague_name": lambda: self.colleague(caller).name,
            "other": lambda: desk.dice.pick(desk.company.employees).name,
            "agent": lambda: desk.dice.pick(agents).first,
        }

    def _numbers(self, occasion: Occasion) -> dict[str, str | Sequence[str] | Callable[[], str]]:
        dice, local = self._desk.dice, self._desk.local_time(occasion.at, occasion.caller)
        return {
            "later": f"{min(local.hour + 2, 17)}:{dice.pick(('00', '15', '30'))}",
            "clock": lambda: f"{dice.whole(8, 16)}:{dice.pick(('00', '15', '30', '45'))}",
            "hour": f"{local.hour}:{local.minute:02}",
            "n": lambda: str(dice.whole(2, 9)),
            "nn": lambda: str(dice.whole(11, 95)),
            "nnn": lambda: str(dice.whole(101, 989)),
            "order": lambda: str(dice.whole(410100, 498900)),
            "document": lambda: str(dice.whole(70010, 79980)),
            "article": lambda: f"{dice.whole(10, 89)}-{dice.whole(1000, 9899)}",
        }


def _joined(text: str, tail: str, dice: Dice) -> str:
    if not tail:
        return text
    joints = data("tails")["after_a_stop" if text[-1] in ".?!)" else "after_a_word"]
    return f"{text}{dice.pick(joints)}{tail}"
