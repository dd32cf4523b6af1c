"""How a trouble reaches the desk: by what way, in which language, under which label."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from groundswell.cli.demo.chance import Urn
from groundswell.cli.demo.desk import Desk
from groundswell.cli.demo.letters import Forwarded, Letters
from groundswell.cli.demo.occasion import Occasion
from groundswell.cli.demo.phrases import Gaps
from groundswell.cli.demo.records import Channel, Person
from groundswell.cli.demo.troubles import Trouble
from groundswell.cli.demo.wording import data
from groundswell.cli.demo.wordings import Said, Wordings

MONITOR = "monitoring"
OWN_LAPTOP = "own laptop"
BY_VOICE = {"phone", "walk-up"}
_AS_IT_IS = "="


@dataclass(frozen=True, slots=True)
class Report:
    """A trouble as it came in."""

    trouble: Trouble
    caller: Person
    opened_by: str
    opened_at: datetime
    language: str
    channel: Channel
    title: str
    plain: str
    description: str
    fix: str
    service: str
    category: str
    ci: str | None
    gaps: Gaps


class Writer:
    """Writes reports down."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._wordings = Wordings(desk)
        channels = desk.rules["channels"]
        self._channels: dict[str, Urn[Channel]] = {
            name: Urn(list(channels[name]), list(channels[name].values()))
            for name in ("default", "floor")
        }

    def write(self, trouble: Trouble, occasion: Occasion) -> Report:
        """Return the trouble as this caller reports it at that moment."""
        desk, caller = self._desk, occasion.caller
        language = self._language(trouble, caller)
        channel = self._channel(trouble, occasion)
        agent = desk.agent_of(desk.rules["first_group"], occasion.at.date(), caller.location)
        ci = occasion.ci or self._ci(trouble, caller)
        gaps = self._wordings.gaps(trouble, occasion, language, ci).also(agent_first=agent.first)
        said = self._wordings.choose(trouble, language, gaps, by_voice=channel in BY_VOICE)
        said = self._typed(said, caller, language)
        plain = said.text if said.retold else self._lead(channel, language, said.gaps) + said.text
        labelled = occasion.ci is not None or desk.dice.chance(trouble.ci_share)
        return Report(
            trouble=trouble,
            caller=caller,
            opened_by=agent.login if channel in BY_VOICE else caller.login,
            opened_at=occasion.at,
            language=language,
            channel=channel,
            title=said.title,
            plain=plain,
            description=self._mail(said, occasion, language) if channel == "mail" else plain,
            fix=said.fix,
            service=self._label(trouble, "service", trouble.service),
            category=self._label(trouble, "category", trouble.category),
            ci=self._label(trouble, "ci", ci or "") or None if labelled else None,
            gaps=said.gaps,
        )

    def _typed(self, said: Said, caller: Person, language: str) -> Said:
        if caller.login == MONITOR:
            return said
        style = "plain" if said.retold else self._desk.traits[caller.login].style
        typist, dice = self._desk.typist, self._desk.dice
        return replace(
            said,
            title=typist.type(said.title, style, language, dice),
            text=typist.type(said.text, style, language, dice),
        )

    def _lead(self, channel: Channel, language: str, gaps: Gaps) -> str:
        """Return how the agent introduces a caller's words, with a space behind."""
        talk = data("talk")[language]
        leads: dict[str, Sequence[str]] = {
            "phone": talk["calls_lead"],
            "walk-up": talk["walks_lead"],
        }
        lead = gaps.fill(self._desk.dice.pick(leads.get(channel, ("",))))
        return f"{lead} " if lead else ""

    def _mail(self, said: Said, occasion: Occasion, language: str) -> str:
        desk, caller = self._desk, occasion.caller
        letters = Letters(desk, caller, language, said.gaps)
        if not desk.dice.chance(desk.shares["forwarded"]):
            return letters.mail(said.text)
        other = self._wordings.colleague(caller)
        earlier = occasion.at - timedelta(minutes=desk.dice.whole(6, 190))
        at = desk.local_time(earlier, caller)
        return letters.forward(Forwarded(who=other, at=at, subject=said.title, body=said.text))

    def _language(self, trouble: Trouble, caller: Person) -> str:
        site = data("company")["sites"].get(caller.location)
        if site is None or caller.language not in trouble.words:
            return "en"
        return caller.language if self._desk.dice.chance(site["native_share"]) else "en"

    def _channel(self, trouble: Trouble, occasion: Occasion) -> Channel:
        if trouble.monitoring:
            return "monitoring"
        if trouble.channels:
            ways: Urn[Channel] = Urn(list(trouble.channels), list(trouble.channels.values()))
            return ways.draw(self._desk.dice)
        kind = "floor" if occasion.caller.department in self._desk.floor else "default"
        channel = self._channels[kind].draw(self._desk.dice)
        if channel in BY_VOICE and not self._desk.clock.is_open(occasion.at):
            return "portal"
        return channel

    def _ci(self, trouble: Trouble, caller: Person) -> str | None:
        """Return a thing that the trouble can be about, at the caller's site where there is one."""
        if not trouble.cis:
            return None
        pattern = self._desk.dice.pick(trouble.cis)
        if pattern == OWN_LAPTOP:
            return self._desk.traits[caller.login].laptop
        return self._desk.dice.pick(self._desk.company.cis_like(pattern, caller.location))

    def _label(self, trouble: Trouble, name: str, truth: str) -> str:
        """Return what the agent put on the record: the plain truth, or one of the usual guesses."""
        choices = trouble.guesses.get(name)
        if not choices:
            return truth
        guess: str = Urn([name for name, _ in choices], [weight for _, weight in choices]).draw(
            self._desk.dice
        )
        return truth if guess == _AS_IT_IS else guess
