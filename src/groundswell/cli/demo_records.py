"""The invented year in the records, by the same way that an import takes."""

from datetime import datetime

from groundswell.cli.demo import DEFAULT_SEED, Story, default_end, generate
from groundswell.cli.demo.evidence import story_evidence
from groundswell.foundation.accounts.actions import machine_account
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.takeover import Newcomer
from groundswell.imports.loading import Carrier, load_evidence


def tell_story(*, at: datetime) -> tuple[Story, User, datetime]:
    """Load the invented year.

    Args:
        at: when the demo is made; the story itself ends on its own day.

    Returns:
        The story, the account that loaded it, and the last moment of the story.
    """
    story = generate(seed=DEFAULT_SEED, ends_on=default_end())
    by = machine_account(at=at)
    carrier = Carrier(by=by, at=at, origin="demo", file="the invented year")
    load_evidence(story_evidence(story), carrier=carrier, people=_people(story))
    return story, by, max(event.at for ticket in story.tickets for event in ticket.events)


def _people(story: Story) -> dict[str, Newcomer]:
    """Return the people by the pseudonym that the evidence gives them."""
    return {
        f"person-{place:03}": Newcomer(
            name=person.name,
            email=person.mail,
            department=person.department,
            location=person.location,
            agent=person.agent,
        )
        for place, person in enumerate(story.people, 1)
    }
