"""Saying what an hour costs: the verbs, the last word of the database, the card."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.analysis.cost import load_rates
from groundswell.catalogue.actions import Said, confirm_rate, give_rate, withdraw_rate
from groundswell.catalogue.models import OUTPUT, Rate, RateSource, Service
from groundswell.catalogue.queries import rate_card, rates_changed_at
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from tests.makers import MONDAY_9AM, make_service, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria() -> User:
    return make_user("manager", name="Maria Manager")


def said(likely: float, low: float | None = None, high: float | None = None, **more: Any) -> Said:
    ends = (likely if low is None else low, likely if high is None else high)
    least, most = (Decimal(str(number)) for number in ends)
    return Said(least, Decimal(str(likely)), most, **more)


def give(name: str = "user_rate", *, by: User, likely: float = 48, **where: Any) -> Rate:
    return give_rate(name, by=by, at=MONDAY_9AM, said=said(likely), **where)


class TestGiving:
    def test_puts_the_number_on_the_card_with_its_source_and_day(self, maria: User) -> None:
        give_rate("user_rate", by=maria, at=MONDAY_9AM,
                  said=said(48, 44, 55, source=RateSource.GIVEN, note="payroll"))  # fmt: skip

        entry = rate_card()["user_rate"]
        assert (entry.low, entry.value, entry.high) == (44, 48, 55)
        assert (entry.source, entry.on) == ("given by Maria Manager: payroll", date(2026, 3, 2))
        assert not entry.is_default

    def test_again_changes_the_same_record_and_the_trail_tells_from_what_to_what(
        self, champion: User
    ) -> None:
        first = give(by=champion, likely=48)
        second = give(by=champion, likely=50)

        entries = AuditEntry.objects.filter(number=first.number).order_by("id")
        assert (second.pk, Rate.objects.count()) == (first.pk, 1)
        assert [entry.act for entry in entries] == ["rate.given", "rate.given"]
        assert entries[1].changes["likely"] == ["48.0000", "50.0000"]

    def test_the_same_again_leaves_no_entry(self, champion: User) -> None:
        rate = give(by=champion)
        give(by=champion)

        assert AuditEntry.objects.filter(number=rate.number).count() == 1

    def test_needs_the_right(self, agent: User) -> None:
        with pytest.raises(NotAllowed, match="Say what an hour costs"):
            give(by=agent)

    def test_only_a_manager_gives_a_number_as_hers(self, champion: User) -> None:
        with pytest.raises(Refusal, match="Only a manager"):
            give_rate("user_rate", by=champion, at=MONDAY_9AM,
                      said=said(48, source=RateSource.GIVEN))  # fmt: skip

    def test_her_number_is_not_changed_by_somebody_else(self, maria: User, champion: User) -> None:
        rate = give_rate("user_rate", by=maria, at=MONDAY_9AM,
                         said=said(48, source=RateSource.GIVEN))  # fmt: skip

        with pytest.raises(NotAllowed, match="Maria Manager gave this number"):
            give(by=champion, likely=20)
        with pytest.raises(NotAllowed, match="Maria Manager gave this number"):
            withdraw_rate(rate, by=champion, at=MONDAY_9AM)
        assert rate_card()["user_rate"].value == 48

    @pytest.mark.parametrize(
        ("name", "numbers", "says"),
        [
            ("user_rat", (1, 1, 1), "no input"),
            ("user_rate", (-1, 1, 1), "not negative"),
            ("user_rate", (5, 4, 6), "low 5"),
            ("user_rate", (4, 7, 6), "high 6"),
            ("user_rate", (1, 1, "NaN"), "high nan"),
            ("user_rate", (1, 1, "Infinity"), "at most 99,999,999"),
            ("loss_factor.1", (0, 1, "1.5"), "share from 0 to 1"),
            ("productive_hours", (0, 1, 2), "hours a year"),
        ],
    )
    def test_numbers_that_cannot_be_are_answered_with_a_sentence(
        self, champion: User, name: str, numbers: tuple[Any, ...], says: str
    ) -> None:
        low, likely, high = (Decimal(number) for number in numbers)

        with pytest.raises(BadInput, match=r"\.$") as told:
            give_rate(name, by=champion, at=MONDAY_9AM, said=Said(low, likely, high))

        assert says in str(told.value)
        assert not Rate.objects.exists()

    def test_an_output_needs_a_service_and_its_users_to_count(self, champion: User) -> None:
        shop = make_service("Shop")
        counting = said(900, counts=True)

        with pytest.raises(Refusal, match="needs the service"):
            give(OUTPUT, by=champion)
        with pytest.raises(Refusal, match="How many people use Shop is not known"):
            give_rate(OUTPUT, by=champion, at=MONDAY_9AM, said=counting, service=shop)
        with pytest.raises(Refusal, match="only an output can"):
            give_rate("user_rate", by=champion, at=MONDAY_9AM, said=counting, service=shop)

    def test_it_is_for_a_service_or_for_a_department(self, champion: User) -> None:
        with pytest.raises(Refusal, match="write one, then the other"):
            give(
                by=champion,
                service=make_service(),
                department=OrgUnit.objects.create(name="Sales"),
            )


class TestConfirming:
    def test_keeps_the_default_and_takes_its_mark(self, maria: User) -> None:
        before = rate_card()["user_rate"]

        confirm_rate("user_rate", by=maria, at=MONDAY_9AM)

        after = rate_card()["user_rate"]
        assert (after.low, after.value, after.high) == (before.low, before.value, before.high)
        assert (before.is_default, after.is_default) == (True, False)
        assert after.source == "confirmed by Maria Manager"

    def test_is_refused_where_there_is_no_default_any_more(self, maria: User) -> None:
        give(by=maria)

        with pytest.raises(Refusal, match="no default to agree with: it is estimated by Maria"):
            confirm_rate("user_rate", by=maria, at=MONDAY_9AM)
        with pytest.raises(Refusal, match="for a service only"):
            confirm_rate(OUTPUT, by=maria, at=MONDAY_9AM)
        with pytest.raises(BadInput, match="no input"):
            confirm_rate("none", by=maria, at=MONDAY_9AM)

    @pytest.mark.parametrize("name", list(load_rates().inputs))
    def test_every_default_can_be_kept_as_it_is(self, maria: User, name: str) -> None:
        before = rate_card()[name]

        confirm_rate(name, by=maria, at=MONDAY_9AM)

        after = rate_card()[name]
        assert (after.low, after.value, after.high) == (before.low, before.value, before.high)


class TestWithdrawing:
    def test_lets_the_default_hold_again_and_keeps_the_history(self, champion: User) -> None:
        rate = give(by=champion)

        withdraw_rate(rate, by=champion, at=MONDAY_9AM)

        assert rate_card()["user_rate"].is_default
        assert AuditEntry.objects.filter(number=rate.number, act="rate.withdrawn").exists()
        with pytest.raises(Refusal, match="withdrawn already"):
            withdraw_rate(rate, by=champion, at=MONDAY_9AM)

    def test_leaves_room_for_another(self, champion: User) -> None:
        withdraw_rate(give(by=champion), by=champion, at=MONDAY_9AM)

        assert give(by=champion, likely=50).withdrawn_at is None
        assert rate_card()["user_rate"].value == 50

    def test_is_a_change_that_findings_hear_of(self, champion: User) -> None:
        assert rates_changed_at() is None
        rate = give(by=champion)

        withdraw_rate(rate, by=champion, at=MONDAY_9AM + timedelta(hours=1))

        assert rates_changed_at() == MONDAY_9AM + timedelta(hours=1)


class TestTheDatabase:
    @pytest.mark.parametrize(
        ("wrong", "constraint"),
        [
            ({"low": 50}, "a_rate_lies_in_its_range"),
            ({"high": 40}, "a_rate_lies_in_its_range"),
            ({"low": -1}, "a_rate_is_not_negative"),
            ({"name": "loss_factor.1", "low": 0, "likely": 1, "high": 2},
             "nobody_loses_more_than_all_their_work"),
            ({"source": "guessed"}, "a_rate_has_a_known_source"),
            ({"name": OUTPUT}, "an_output_is_of_a_service"),
            ({"counts": True}, "only_an_output_counts_instead_of_pay"),
        ],
    )  # fmt: skip
    def test_refuses_what_cannot_be(
        self, champion: User, wrong: dict[str, Any], constraint: str
    ) -> None:
        self.refuses(constraint, by=champion, **wrong)

    def test_refuses_a_rate_of_a_service_and_of_a_department(self, champion: User) -> None:
        self.refuses(
            "a_rate_is_of_a_service_or_of_a_department",
            by=champion,
            service=make_service(),
            department=OrgUnit.objects.create(name="Sales"),
        )

    def test_keeps_one_of_a_name_for_everyone_for_a_service_for_a_department(
        self, champion: User
    ) -> None:
        service, unit = make_service(), OrgUnit.objects.create(name="Sales")
        scopes: list[dict[str, Any]] = [{}, {"service": service}, {"department": unit}]
        for scope in scopes:
            give(by=champion, **scope)

        for scope, whom in zip(scopes, ("everyone", "a_service", "a_department"), strict=True):
            self.refuses(f"one_rate_of_a_name_holds_for_{whom}", by=champion, **scope)
        self.row(by=champion, withdrawn_at=MONDAY_9AM).save()
        assert Rate.objects.count() == 4

    def refuses(self, constraint: str, *, by: User, **given: Any) -> None:
        with pytest.raises(IntegrityError) as told, transaction.atomic():
            self.row(by=by, **given).save()

        # SQLite names the columns of a broken uniqueness, not its constraint
        assert constraint in str(told.value) or "UNIQUE constraint failed" in str(told.value)
        assert constraint in {made.name for made in Rate._meta.constraints}

    def row(self, *, by: User, **given: Any) -> Rate:
        plain = {
            "number": f"RATE-9{Rate.objects.count():05}", "name": "user_rate", "unit": "EUR/h",
            "low": 44, "likely": 48, "high": 55, "source": "estimated", "said_by": by,
            "said_on": date(2026, 3, 2),
        }  # fmt: skip
        return Rate(**plain | given)


class TestTheCard:
    @settings(deadline=None, max_examples=40,
              suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
    @given(
        levels=st.dictionaries(
            st.sampled_from(["service", "department", "above", "everyone"]),
            st.integers(min_value=1, max_value=900),
        )
    )
    def test_holds_the_most_particular_value(self, champion: User, levels: dict[str, int]) -> None:
        with transaction.atomic():
            service = make_service()
            above = OrgUnit.objects.create(name="Trade")
            unit = OrgUnit.objects.create(name="Sales", parent=above)
            scopes: dict[str, dict[str, Any]] = {
                "service": {"service": service}, "department": {"department": unit},
                "above": {"department": above}, "everyone": {},
            }  # fmt: skip
            for level, likely in levels.items():
                give(by=champion, likely=likely, **scopes[level])

            held = rate_card(service, unit)["user_rate"].value

            expected = next((float(levels[name]) for name in scopes if name in levels), 40.0)
            assert held == expected
            assert rate_card()["user_rate"].value == levels.get("everyone", 40.0)
            transaction.set_rollback(True)

    def test_survives_departments_in_a_circle(self, champion: User) -> None:
        first = OrgUnit.objects.create(name="First")
        second = OrgUnit.objects.create(name="Second", parent=first)
        first.parent = second
        first.save()
        give(by=champion, department=second)

        assert rate_card(department=first)["user_rate"].value == 48

    def test_holds_the_output_of_a_service_and_whether_it_counts(self, champion: User) -> None:
        shop = make_service("Shop")
        Service.objects.filter(pk=shop.pk).update(users=12)
        shop.refresh_from_db()

        give_rate(OUTPUT, by=champion, at=MONDAY_9AM, said=said(900, counts=True), service=shop)

        card = rate_card(service=shop)
        assert card.person_hour.value == 75
        assert card.person_hour.source == "estimated by Chris Champion"
        assert rate_card().person_hour.value == 40

    def test_leaves_out_what_was_said_in_another_currency(
        self, champion: User, settings: Any
    ) -> None:
        give(by=champion)
        settings.CURRENCY = "CHF"

        card = rate_card()

        assert (card.currency, card["user_rate"].unit) == ("CHF", "CHF/h")
        assert card["user_rate"].is_default
