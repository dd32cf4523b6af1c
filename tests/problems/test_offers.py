"""Known errors are offered for words, for things, and to callers only what they may see."""

from datetime import timedelta

import pytest

from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.problems import actions, queries
from groundswell.problems.models import KnownError
from tests.makers import MONDAY_9AM, make_problem

pytestmark = pytest.mark.django_db


def write(agent: User, title: str, symptom: str, **given: object) -> KnownError:
    new = actions.NewKnownError(title=title, symptom=symptom, **given)  # type: ignore[arg-type]
    return actions.write_known_error(by=agent, at=MONDAY_9AM, new=new)


@pytest.fixture
def printer(agent: User) -> KnownError:
    write(agent, "VPN drops after sleep", "The tunnel is gone when the laptop wakes up")
    write(agent, "Scanner loses its pairing", "The hand scanner beeps and shows nothing")
    return write(agent, "Label printer prints blank", "Labels come out white from the printer")


def offered(summary: str, agent: User | None) -> list[str]:
    told = queries.Told(summary=summary)
    return [offer.known.title for offer in queries.offer_known_errors(told, seen_by=agent)]


def test_like_words_bring_the_known_error(agent: User, printer: KnownError) -> None:
    assert offered("blank labels from the label printer", agent)[:1] == [printer.title]
    assert offered("I need a new chair", agent) == []


def test_a_retired_one_is_offered_no_more(agent: User, printer: KnownError) -> None:
    assert offered("label printer prints blank", agent)

    actions.retire_known_error(printer, by=agent, at=MONDAY_9AM + timedelta(days=1))

    assert offered("label printer prints blank", agent) == []


def test_callers_are_offered_only_steps_meant_for_them(agent: User, printer: KnownError) -> None:
    assert offered("label printer prints blank", None) == []

    actions.add_workaround(
        printer, by=agent, at=MONDAY_9AM, steps="Open and close the lid", for_callers=True
    )

    assert offered("label printer prints blank", None) == [printer.title]


def test_a_known_error_on_the_security_path_is_not_offered(agent: User) -> None:
    problem = make_problem(by=agent, security=True)
    new = actions.NewKnownError(title="Door reader opens", symptom="The door reader opens for all")
    actions.write_known_error(by=agent, at=MONDAY_9AM, new=new, problem=problem)

    assert offered("door reader opens for all", agent) == []


@pytest.mark.parametrize(("version", "is_offered"), [("2.4", True), ("3.0.1", False), ("", False)])
def test_a_thing_of_an_affected_version_brings_it_whatever_the_words(
    agent: User, version: str, *, is_offered: bool
) -> None:
    write(
        agent,
        "Valve does not close",
        "It drips",
        vendor="Aqua",
        model="Mix 3",
        version_from="2",
        version_to="3",
    )
    ci = trail.begin(
        ConfigItem(name="Valve 1", vendor="aqua", model="mix 3", version=version),
        "ci.added",
        by=agent,
        at=MONDAY_9AM,
    )

    offers = queries.offer_known_errors(queries.Told(summary="Help", ci=ci), seen_by=agent)

    assert bool(offers) is is_offered
