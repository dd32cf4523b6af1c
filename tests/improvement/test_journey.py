"""The way so far: every moment with its record, honest quarters, and a nudge when nothing moves."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.improvement import actions
from groundswell.improvement.actions import (
    About,
    NewImprovement,
    add_improvement,
    add_stakeholder,
    assess_improvement,
    drop_improvement,
    finish_improvement,
    measure_improvement,
    note_touch,
    plan_improvement,
    start_improvement,
    take_signal,
)
from groundswell.improvement.models import Improvement, Stakeholder
from groundswell.improvement.queries import journey as queries
from groundswell.improvement.queries.journey.quarters import compare_quarters
from groundswell.improvement.queries.value import Value, sum_value
from groundswell.measurement.actions import begin_analysis, keep_findings
from groundswell.problems.actions import secure_problem
from tests.browser.findings_data import document
from tests.improvement.made_cases import NOW
from tests.improvement.made_fixes import fix
from tests.makers import BACKEND, make_ticket, make_user

pytestmark = pytest.mark.django_db


def improve(
    by: User,
    at: datetime = NOW,
    *,
    after: float | None = 2,
    title: str = "Trial first",
    **said: Any,
) -> Improvement:
    """Return an improvement that was begun and, with `after`, measured after two months."""
    new = NewImprovement(title=title, pain="Prints blank", who="All", cost="An hour a day")
    kept = add_improvement(by=by, at=at, new=new)
    believed = assess_improvement(
        kept, by=by, at=at, hypothesis="A trial shows it", measure="Blank pages", before=9,
        target=1, effort_hours=4, forecast=None,
    )  # fmt: skip
    kept = plan_improvement(believed, by=by, at=at, next_step="Print one page")
    kept = start_improvement(kept, by=by, at=at)
    if after is None:
        return kept
    kept = finish_improvement(kept, by=by, at=at + timedelta(days=30))
    return measure_improvement(
        kept, by=by, at=at + timedelta(days=60), before=9, after=after,
        actual=Decimal(1200), lesson="Twenty minutes each", **said,
    )  # fmt: skip


def decider(by: User, at: datetime = NOW, **about: Any) -> Stakeholder:
    person = add_stakeholder(by=by, at=at, about=About(name="Dana Weiss", **about))
    for days in (0, 10):
        day = at + timedelta(days=days)
        note_touch(person, by=by, at=day, touched_on=day.date(), how="paper", about="A page")
    later = at + timedelta(days=20)
    take_signal(person, by=by, at=later, kind="asked", seen_on=later.date(), source="Mail")
    return person


def story(by: User) -> date:
    """Live through a year: a fix that held, one that came back, a trial, a no, somebody moved."""
    fix(by, after=0)
    fix(by, after=12)
    improve(by)
    drop_improvement(improve(by, after=None, title="A new tool"), by=by, at=NOW, reason="Too dear")
    decider(by)
    return (NOW + timedelta(days=100)).date()  # after the looks after 90 days


def test_every_moment_is_told_once_the_newest_first(champion: User) -> None:
    day = story(champion)

    moments = queries.list_moments(seen_by=champion, on=day)

    told = [(one.kind, one.what.split(":")[0], one.tone) for one in moments]
    assert [one.day for one in moments] == sorted((one.day for one in moments), reverse=True)
    assert ("fix", "The fix holds", "gain") in told
    assert ("fix", "It came back", "loss") in told
    assert ("improvement", "Measured", "gain") in told
    assert ("improvement", "Dropped", "loss") in told
    assert ("support", "unconcerned → interested", "gain") in told
    assert ("ask", "Granted", "gain") in told
    assert told.count(("improvement", "Begun", "step")) == 2
    ahead = queries.list_moments(seen_by=champion, on=NOW.date())
    assert {one.day for one in ahead} == {NOW.date()}


def test_who_moved_is_told_only_to_those_who_keep_the_register(champion: User) -> None:
    decider(champion)
    boss, day = make_user("manager", name="Dana Weiss"), date(2026, 5, 1)

    seen = [one.kind for one in queries.list_moments(seen_by=champion, on=day)]
    assert seen == ["support", "support", "begun"]
    assert queries.list_moments(seen_by=boss, on=day) == []
    assert "support" in {row.key for row in compare_quarters(seen_by=champion, on=day).rows}
    assert "support" not in {row.key for row in compare_quarters(seen_by=boss, on=day).rows}


def test_a_problem_on_the_security_path_is_told_to_nobody_else(champion: User) -> None:
    held = fix(champion, after=0)
    secure_problem(held, by=champion, at=NOW, security=True)

    for_boss = queries.list_moments(seen_by=make_user("manager"), on=date(2027, 1, 1))

    assert held.title not in {one.title for one in for_boss}


def test_the_page_shows_the_line_the_list_and_what_was_saved(
    champion: User, client: Client
) -> None:
    story(champion)
    client.force_login(champion, backend=BACKEND)

    page = client.get(reverse("improvement:journey")).content.decode()
    only = client.get(reverse("improvement:journey"), {"kind": "support"}).content.decode()
    nonsense = client.get(reverse("improvement:journey"), {"kind": "'; drop"}).content.decode()

    assert 'class="way-map line-map"' in page
    assert "1 improvement that helped" in page
    assert "1 fix that holds" in page
    assert "Saved so far" in page
    assert "Dana Weiss" in only
    assert "Too dear" not in only
    assert "Too dear" in page
    assert "Trial first" in nonsense
    check_value(sum_value(seen_by=champion, on=(NOW + timedelta(days=395)).date()))


def check_value(value: Value) -> None:
    """What was saved is one number with its lines: measured by tickets, or said by the owner."""
    assert value.total is not None
    fixed, trial = sorted(value.lines, key=lambda one: one.source)
    assert (fixed.source, trial.source) == ("measured", "said")
    assert trial.years == pytest.approx(1, abs=0.01)  # from the day on which it was done
    assert trial.so_far.likely == pytest.approx(1200, rel=0.01)
    assert value.total.likely == pytest.approx(fixed.so_far.likely + trial.so_far.likely)
    assert value.total.low < value.total.likely < value.total.high
    assert (value.spent, value.hours) == (300.0, 4.0)


def test_an_empty_house_is_told_what_will_be_here(champion: User, client: Client) -> None:
    client.force_login(champion, backend=BACKEND)

    page = client.get(reverse("improvement:journey")).content.decode()
    table = client.get(reverse("improvement:quarters")).content.decode()

    assert "Here will be the way from the first day on" in page
    assert "Here will be the quarters side by side" in table
    assert "There are no tickets yet" in table


def test_nothing_measured_is_not_known_and_never_zero(champion: User) -> None:
    improve(champion, after=None)

    assert sum_value(seen_by=champion, on=NOW.date()).total is None


def test_nothing_that_began_cannot_stand_still(champion: User) -> None:
    assert queries.find_stall(seen_by=champion, at=NOW) is None


def test_six_weeks_without_a_move_name_what_waits_longest(champion: User) -> None:
    improve(champion, after=None)
    actions.next_improvement(
        Improvement.objects.get(), by=champion, at=NOW, next_step="Ask Bo", due_on=NOW.date()
    )

    soon = queries.find_stall(seen_by=champion, at=NOW + timedelta(days=41))
    late = queries.find_stall(seen_by=champion, at=NOW + timedelta(days=43))

    assert soon is None
    assert late is not None
    assert (late.weeks, late.since) == (6, NOW.date())
    assert late.blocked is not None
    assert (late.blocked.title, late.blocked.kind) == ("Trial first", "Improvement")
    assert late.unblock.startswith("Write down the next act")


def test_a_small_move_ends_standing_still(champion: User) -> None:
    improve(champion, after=None)
    at = NOW + timedelta(days=60)
    decider(champion, at - timedelta(days=25))

    assert queries.find_stall(seen_by=champion, at=at) is None


def test_today_nudges_the_champion_and_nobody_else(client: Client) -> None:
    champion = make_user("champion")
    long_ago = timezone.now() - timedelta(days=80)
    run = begin_analysis(by=champion, at=long_ago)
    found = document([make_ticket(opened_at=long_ago).number for _ in range(5)], at=long_ago)
    keep_findings(run, by=champion, at=long_ago, findings=found)

    pages, part = {}, "/journey/so-far/stall/"
    for role in ("champion", "agent", "manager"):
        user = champion if role == "champion" else make_user(role)
        client.force_login(user, backend=BACKEND)
        pages[role] = client.get("/today/").content.decode()
        if part in pages[role]:
            pages[role] += client.get(part).content.decode()

    assert "Nothing moved for 11 weeks" in pages["champion"]
    assert "The next step" in pages["champion"]
    assert "Nothing moved" not in pages["agent"] + pages["manager"]
    assert part not in pages["agent"] + pages["manager"]


def test_who_takes_an_improvement_on_reads_how_many_are_under_way(
    champion: User, client: Client
) -> None:
    for number in range(3):
        improve(champion, after=None, title=f"Trial {number}")
    new = NewImprovement(title="A fourth", pain="Prints blank", who="All", cost="An hour")
    kept = add_improvement(by=champion, at=NOW, new=new)
    actions.assess_improvement(
        kept, by=champion, at=NOW, hypothesis="It helps", measure="Pages", before=None,
        target=None, effort_hours=None, forecast=None,
    )  # fmt: skip
    client.force_login(champion, backend=BACKEND)

    page = client.get(reverse("improvement:improvement", args=[kept.number])).content.decode()

    assert "You have 3 under way: finish one or drop one" in page


def test_programs_read_the_way_as_the_page_tells_it(champion: User) -> None:
    make_ticket(opened_at=NOW - timedelta(days=60))
    kept = improve(champion, after=2)
    client = Client()
    client.force_login(champion, backend=BACKEND)

    told = client.get("/api/journey").json()
    every = queries.list_moments(seen_by=champion, on=timezone.localdate())

    assert [(one["day"], one["what"]) for one in told["moments"]] == [
        (one.day.isoformat(), one.what) for one in every
    ]
    assert kept.number in {one["number"] for one in told["moments"]}
    total = sum_value(seen_by=champion, on=timezone.localdate()).total
    assert total
    assert told["saved"] == {"low": total.low, "likely": total.likely, "high": total.high,
                             "currency": "EUR"}  # fmt: skip
    table = client.get("/api/journey/quarters").json()
    assert table["said"]
    assert len(table["measures"][0]["cells"]) == len(table["quarters"])
