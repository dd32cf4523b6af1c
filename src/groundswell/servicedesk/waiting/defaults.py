"""What happens by itself unless somebody says otherwise, from waiting.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from groundswell.servicedesk.promises.defaults import waits_for_caller

#: keys that say of which reasons it is the plan
_WHEN = {"begins", "waits_for"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """After how many days what happens, counted from when the ticket began to wait.

    None: it does not happen. A reminder is a task for whoever works on the ticket.
    """

    remind_after: int | None = None
    ask_after: int | None = None
    ask_text: str = ""
    close_after: int | None = None
    close_text: str = ""

    @property
    def words(self) -> str:
        """Return in words what happens."""
        parts = (
            (self.ask_after, "the caller is asked again"),
            (self.close_after, "it ends"),
            (self.remind_after, "you are reminded"),
        )
        return ", ".join(f"{what} after {days} days" for days, what in parts if days)


@cache
def _load() -> Mapping[str, Any]:
    path = Path(__file__).with_name("waiting.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def most_closed() -> int:
    """Return how many solved tickets are closed in one round."""
    most: int = _load()["closing"]["most"]
    return most


def plan_for(reason: str) -> Plan:
    """Return what usually happens while a ticket waits for this reason."""
    words = reason.casefold().strip()
    for entry in _load()["reasons"]:
        fits = (
            waits_for_caller(reason)
            if entry.get("waits_for") == "caller"
            else words.startswith(tuple(entry["begins"]))
        )
        if fits:
            said = {name: value for name, value in entry.items() if name not in _WHEN}
            return Plan(**said)
    return Plan()


def say_usual(reasons: Sequence[str]) -> str:
    """Return in sentences what usually happens while a ticket waits for one of these reasons."""
    plans = {reason: plan_for(reason) for reason in reasons}
    told = "; ".join(f"{reason}: {plan.words}" for reason, plan in plans.items())
    ends = any(plan.close_after for plan in plans.values())
    limit = " Only an incident ends by itself." if ends else ""
    return f"{told}.{limit} The words that go out, and the days, stand on the ticket then."
