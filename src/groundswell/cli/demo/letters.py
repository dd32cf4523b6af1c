"""The mail around what somebody says: greeting, signature, the older mail quoted below."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from groundswell.cli.demo.desk import Desk
from groundswell.cli.demo.phrases import Gaps
from groundswell.cli.demo.records import Person
from groundswell.cli.demo.wording import data


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """The message that a reply quotes."""

    who: str
    address: str
    at: datetime
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Forwarded:
    """The mail that a forward carries."""

    who: Person
    at: datetime
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Letters:
    """What one person sends in one language, on one matter."""

    desk: Desk
    sender: Person
    language: str
    gaps: Gaps

    def mail(self, body: str) -> str:
        """Return a first mail: greeting, body, closing, signature, sometimes a disclaimer."""
        greeting = self.gaps.fill(self.desk.dice.pick(self._words["greetings"]))
        parts = [greeting, body] if greeting else [body]
        return "\n\n".join((*parts, *self._ending()))

    def reply(self, body: str, answered: Answered) -> str:
        """Return a reply: the new words on top, the signature, then the mail it answers."""
        gaps = self._dated(answered.at).also(who=answered.who, address=answered.address)
        quoted = "\n".join(f"> {line}".rstrip() for line in answered.text.splitlines())
        return "\n\n".join((body, *self._ending(), f"{gaps.fill(self._words['wrote'])}\n{quoted}"))

    def forward(self, mail: Forwarded) -> str:
        """Return a forward: a short lead, the signature, the mail that somebody else wrote."""
        below = self._dated(mail.at).also(
            who=f"{mail.who.name} <{mail.who.mail}>",
            to=self.sender.name,
            subject=mail.subject,
            body=mail.body,
        )
        gaps = self.gaps.also(first_of_other=mail.who.name.split()[0])
        lead = gaps.fill(self.desk.dice.pick(self._words["forward_leads"]))
        return "\n\n".join((lead, *self._ending(), below.fill(self._words["forward"])))

    @property
    def _words(self) -> Mapping[str, Any]:
        words: Mapping[str, Any] = data("letters")[self.language]
        return words

    def _ending(self) -> list[str]:
        letters, sender = data("letters"), self.sender
        traits = self.desk.traits[sender.login]
        closing = self.gaps.fill(self.desk.dice.pick(self._words["closings"]))
        signature = self.gaps.also(
            name=sender.name,
            first=sender.name.split()[0],
            title=sender.title,
            department=sender.department,
            company=data("company")["name"],
            location=sender.location,
            extension=sender.extension,
            mail=sender.mail,
        ).fill(letters["forms"][traits.signature])
        below = "\n".join(part for part in (closing, signature) if part)
        parts = [below] if below else []
        return [*parts, letters["disclaimer"]["text"]] if traits.disclaimer else parts

    def _dated(self, at: datetime) -> Gaps:
        return self.gaps.also(
            short_weekday=self._words["weekdays"][at.weekday()],
            day=str(at.day),
            month=self._words["months"][at.month - 1],
            year=str(at.year),
            time=f"{at.hour:02}:{at.minute:02}",
        )
