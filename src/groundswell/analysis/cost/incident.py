"""The cost of one incident, the formula itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IncidentCost:
    """The parts of the cost of one incident, money."""

    user: float
    agent: float
    contact: float
    #: paid to others: bought help, parts
    spent: float = 0.0

    @property
    def total(self) -> float:
        """Return the sum of the parts."""
        return self.user + self.agent + self.contact + self.spent


@dataclass(frozen=True, slots=True)
class Hit:
    """Who is hit and how hard: people, working minutes each, share of their work lost."""

    users: float
    minutes: float
    factor: float


def cost_of_incident(
    hit: Hit,
    *,
    user_rate: float,
    agent_minutes: float,
    agent_rate: float,
    contact_minutes: float = 0.0,
    spent: float = 0.0,
) -> IncidentCost:
    """Return what one incident costs.

    Users pay with users * minutes * share of work lost, the desk with its working time, the caller
    with the time to report. Revenue lost is left out: it would count the same people twice.

    Args:
        hit: who is hit and how hard.
        user_rate: money per hour of a user.
        agent_minutes: working time of the desk, minutes.
        agent_rate: money per hour of the desk.
        contact_minutes: time of the caller to report and to ask again, minutes.
        spent: money paid for it, beside the hours.

    Source:
        Labour cost of downtime, people * time * rate * share of work lost, as published by
        several vendors of availability software.
    """
    return IncidentCost(
        user=hit.users * hit.minutes / 60 * hit.factor * user_rate,
        agent=agent_minutes / 60 * agent_rate,
        contact=contact_minutes / 60 * user_rate,
        spent=spent,
    )
