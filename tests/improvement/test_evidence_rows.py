"""The registers of the journey become evidence, so that indicators see them, without a name."""

from datetime import timedelta
from decimal import Decimal

import pytest

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.improvement import actions
from groundswell.improvement.actions import About, NewAsk, NewImprovement, NewPractice
from groundswell.measurement.history import gather_evidence
from tests.makers import MONDAY_9AM, make_problem, make_ticket, make_user

pytestmark = pytest.mark.django_db

LATER = MONDAY_9AM + timedelta(days=40)


@pytest.fixture
def champion() -> User:
    return make_user("champion", name="Bo Lind")


def test_every_register_is_a_table(champion: User) -> None:
    make_ticket()
    home, other = (OrgUnit.objects.create(name=name) for name in ("Dispatch", "Sales"))
    new = NewImprovement(title="Fewer calls", pain="Calls", who="Sales", cost="A day a week")
    actions.take_on(by=champion, at=MONDAY_9AM, new=new)
    way = actions.write_practice(
        by=champion, at=MONDAY_9AM,
        new=NewPractice(title="Ask first", why="Fewer calls", steps="Ask", department=home),
    )  # fmt: skip
    actions.measure_practice(
        way, by=champion, at=LATER, measure="Calls", before=9, after=3, counted=30,
        measured_on=LATER.date(),
    )  # fmt: skip
    actions.propose_practice(way, by=champion, at=LATER)
    actions.promote_practice(way, by=champion, at=LATER)
    actions.decide_adoption(
        way, by=champion, at=LATER, department=other, state="deviates", reason="No calls there"
    )
    actions.give_role(by=champion, at=LATER, person=champion, kind="owner", process="improvement")
    dana = actions.add_stakeholder(by=champion, at=MONDAY_9AM, about=About(name="Dana Weiss"))
    actions.take_signal(
        dana, by=champion, at=LATER, kind="asked", seen_on=MONDAY_9AM.date(), source="Her mail"
    )
    actions.keep_private_note(dana, by=champion, at=LATER, text="zanzibar")
    actions.ask_for_fix(
        make_problem(by=champion), by=champion, at=LATER,
        new=NewAsk(asked_of="Dana Weiss", amount=Decimal(150)),
    )  # fmt: skip

    held = gather_evidence()

    def rows(name: str) -> list[dict[str, object]]:
        return held.arrow(name).to_pylist()

    assert [(r["pain"], r["cost"], r["state"]) for r in rows("improvements")] == [
        ("Calls", "A day a week", "doing")
    ]
    assert [(r["practice_id"], r["everywhere"]) for r in rows("practices")] == [(way.number, True)]
    assert {(r["department"], r["answer"]) for r in rows("adoptions")} == {
        ("Dispatch", "adopted"), ("Sales", "deviates"),
    }  # fmt: skip
    owned = [r for r in rows("processes") if r["owner"]]
    assert [(r["process"], r["manager"], r["active_at"]) for r in owned] == [
        ("improvement", None, LATER)
    ]
    assert [(r["stage"], bool(r["next_move"])) for r in rows("stakeholders")] == [(1, True)]
    assert len(rows("signals")) == 1
    assert [(r["amount"], r["answer"], r["kind"]) for r in rows("decisions")] == [
        (150.0, None, "ask")
    ]
    told = str([rows(name) for name in ("stakeholders", "signals", "decisions")])
    assert not any(word in told for word in ("Weiss", "zanzibar", "mail"))
