from datetime import timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.discovery import Cluster, default_options, discover
from groundswell.analysis.discovery.belief import believe
from groundswell.evidence.store import Evidence
from groundswell.kernel.errors import NotKnown
from groundswell.kernel.statistics import wilson
from tests.analysis.text.made_tickets import (
    JOBS,
    LOCKED,
    LOGINS,
    MONDAY,
    ONE_OFFS,
    PASSWORDS,
    make_evidence,
)

DESK = [*PASSWORDS, *ONE_OFFS, *LOCKED, *JOBS, *LOGINS]
# One trouble as twenty people tell it, at one item; and what else happens at that service.
DROPS = (
    "VPN drops", "vpn connection lost", "VPN-Verbindung bricht ab", "kicked out of vpn",
    "tunnel disconnects every hour", "connection to the office keeps dropping", "VPN getrennt",
    "coupure du vpn", "vpn disconnected again", "AnyConnect loses connection",
    "lost connection at home", "Verbindung bricht immer ab", "vpn goes away", "remote access drops",
    "VPN reconnects all day", "thrown out of vpn", "connexion vpn interrompue", "vpn cuts out",
    "home office: connection drops", "vpn unterbrochen",
)  # fmt: skip


def titles(clusters: tuple[Cluster, ...]) -> list[str]:
    return [cluster.title for cluster in clusters]


def ids_of(told: tuple[str, ...]) -> set[str]:
    return {f"INC{DESK.index(title):05}" for title in told}


class TestWords:
    def test_each_trouble_of_a_small_desk_is_a_problem_of_its_own(self) -> None:
        found = discover(make_evidence(DESK))

        named = {cluster.title: set(cluster.tickets) for cluster in found}
        assert {"Password reset", "Account locked", "Job failed in nightly_scheduler"} <= set(named)
        assert named["Password reset"] == ids_of(PASSWORDS)
        assert named["Account locked"] == ids_of(LOCKED)
        assert named["Job failed in nightly_scheduler"] == ids_of(JOBS)

    def test_failing_log_ins_to_one_place_are_not_mixed_with_passwords(self) -> None:
        found = discover(make_evidence(DESK))

        portal = next(cluster for cluster in found if "portal" in cluster.title.lower())
        assert set(portal.tickets) == ids_of(LOGINS)

    def test_what_happens_once_is_no_problem(self) -> None:
        assert discover(make_evidence(ONE_OFFS)) == ()

    def test_a_machine_that_fails_is_told_from_people_who_call(self) -> None:
        found = discover(make_evidence(DESK))

        made = {cluster.title for cluster in found if cluster.machine_made}
        assert made == {"Job failed in nightly_scheduler"}

    def test_one_trouble_in_twenty_wordings_is_one_problem(self) -> None:
        others = [f"{title} {number}" for number in range(4) for title in ONE_OFFS]
        told = [*DROPS, *others, *PASSWORDS, *LOCKED]
        service = [
            *["Remote access"] * len(DROPS),
            *[f"Service {number % 7}" for number in range(len(others))],
            *["Accounts"] * (len(PASSWORDS) + len(LOCKED)),
        ]

        found = discover(make_evidence(told, service=service))

        hidden = {f"INC{at:05}" for at in range(len(DROPS))}
        best = max(found, key=lambda cluster: len(hidden & set(cluster.tickets)))
        assert len(hidden & set(best.tickets)) >= 16
        assert len(set(best.tickets) - hidden) <= 2

    def test_the_answer_is_the_same_every_time(self) -> None:
        evidence = make_evidence(DESK)

        assert discover(evidence) == discover(evidence)

    def test_an_id_stays_when_other_tickets_come_in(self) -> None:
        before = {cluster.title: cluster.id for cluster in discover(make_evidence(DESK))}

        after = {
            cluster.title: cluster.id
            for cluster in discover(make_evidence([*DESK, *ONE_OFFS, "printer jam"]))
        }

        assert before["Password reset"] == after["Password reset"]

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.sampled_from(DESK), max_size=30))
    def test_no_ticket_is_in_two_problems_and_none_is_small(self, told: list[str]) -> None:
        found = discover(make_evidence(told)) if told else ()

        members = [ticket for cluster in found for ticket in cluster.tickets]
        assert len(members) == len(set(members))
        assert all(len(cluster.tickets) >= default_options().least_tickets for cluster in found)
        assert len(set(titles(found))) == len(found)
        assert all(0 <= cluster.confidence <= 1 for cluster in found)


SHORT = ("bwload", "Job_1854", "pay_eu_2", "stock-export")
RARE = tuple(f"Job_{number}" for number in range(300, 320))
MIXED = [*SHORT * 4, *RARE]


def fail(names: list[str]) -> list[str]:
    """Return the titles that a scheduler writes about these jobs, in the order given."""
    return [
        f"job {name} failed in night_plan at: 03/{1 + at % 28:02}/2026 0{at % 9}:15:00"
        for at, name in enumerate(names)
    ]


class TestFamilies:
    def test_every_job_that_fails_three_times_is_a_problem_of_its_own(self) -> None:
        found = discover(make_evidence([*fail(MIXED), *PASSWORDS], caller="monitor"))

        jobs = {cluster.title: len(cluster.tickets) for cluster in found if cluster.family}
        assert jobs == {f"Job {name} failed in night_plan": 4 for name in SHORT}
        assert all(cluster.machine_made for cluster in found if cluster.family)

    def test_no_problem_holds_two_jobs(self) -> None:
        found = discover(make_evidence(fail(MIXED)))

        held = [{MIXED[int(ticket[3:])] for ticket in cluster.tickets} for cluster in found]
        assert all(len(names) == 1 for names in held)

    def test_the_family_counts_what_is_in_no_problem(self) -> None:
        found = discover(make_evidence(fail(MIXED)))

        (family,) = {cluster.family for cluster in found}
        assert family is not None
        assert family.title == "Job failed in night_plan"
        assert (family.tickets, family.names) == (len(MIXED), len(SHORT) + len(RARE))
        assert "the family “Job failed in night_plan”" in found[0].why[0].detail

    def test_jobs_that_are_numbers_are_told_apart(self) -> None:
        names = ["4711", "4711", "4711", "4712", "4712", "4712", "90", "91", "92"]

        found = discover(make_evidence(fail(names)))

        assert [len(cluster.tickets) for cluster in found] == [3, 3]

    def test_names_that_differ_by_a_letter_are_different_jobs(self) -> None:
        names = ["bwhrattrs"] * 30 + ["bwhrattr"] * 3 + list(RARE)

        found = discover(make_evidence(fail(names)))

        assert sorted(len(cluster.tickets) for cluster in found) == [3, 30]

    def test_where_no_name_returns_the_family_is_the_problem(self) -> None:
        found = discover(make_evidence(fail(list(RARE)), caller="monitor"))

        assert [(cluster.title, cluster.family) for cluster in found] == [
            ("Job failed in night_plan", None)
        ]

    def test_a_server_that_returns_is_a_problem_and_the_others_stay_together(self) -> None:
        servers = [*["SRV-01"] * 5, *[f"SRV-{number}" for number in range(10, 30)]]
        told = [f"disk of {name} is almost full: {80 + at} %" for at, name in enumerate(servers)]

        found = discover(make_evidence(told, caller="monitor"))

        assert {len(cluster.tickets) for cluster in found} == {5, 20}
        assert "SRV-01" in next(c.title for c in found if len(c.tickets) == 5)
        assert len({cluster.family for cluster in found}) == 1

    def test_somebody_who_asks_about_a_job_joins_its_problem(self) -> None:
        told = [*fail(MIXED), "RE: bwload failed again, job is needed for night_plan"]

        found = discover(make_evidence(told))

        (load,) = (cluster for cluster in found if "bwload" in cluster.title)
        assert f"INC{len(MIXED):05}" in load.tickets

    def test_a_form_that_many_people_fill_in_is_no_machine(self) -> None:
        told = [f"unlock account U{number} in the plant system" for number in range(100, 112)]

        found = discover(make_evidence([*told, told[0], told[0]]))

        assert [len(cluster.tickets) for cluster in found] == [14]


class TestPlaces:
    def test_a_title_that_names_no_thing_gets_the_service_named(self) -> None:
        told = [*["not reachable"] * 5, *ONE_OFFS]
        service = [*["Network"] * 5, *["Other"] * len(ONE_OFFS)]

        found = discover(make_evidence(told, service=service))

        assert titles(found) == ["Not reachable: Network"]

    def test_the_configuration_item_is_named_before_the_service(self) -> None:
        told = [*["very slow"] * 5, *ONE_OFFS]
        ci = [*["ERP-01"] * 5, *[None] * len(ONE_OFFS)]

        found = discover(make_evidence(told, ci=ci, service="Everything"))

        assert titles(found)[0].endswith(": ERP-01")

    def test_a_bare_number_is_no_name(self) -> None:
        found = discover(make_evidence([*["not reachable"] * 5, *ONE_OFFS], service="32"))

        assert titles(found) == ["Not reachable"]


class TestReasons:
    def test_it_says_how_many_people_and_when(self) -> None:
        found = discover(make_evidence(PASSWORDS, every=timedelta(days=1)))[0]

        assert found.callers == len(PASSWORDS)
        assert found.first == MONDAY
        assert found.last == MONDAY + timedelta(days=len(PASSWORDS) - 1)
        assert f"{len(PASSWORDS)} different callers" in [why.detail for why in found.why]

    def test_nobody_named_is_not_known_and_not_zero(self) -> None:
        found = discover(make_evidence(PASSWORDS, caller=None))[0]

        assert found.callers is None

    def test_a_shared_item_is_a_reason_where_others_do_not_share_it(self) -> None:
        ci = ["ERP-01"] * len(PASSWORDS) + [f"PC-{at}" for at in range(len(ONE_OFFS))]

        found = discover(make_evidence([*PASSWORDS, *ONE_OFFS], ci=ci))[0]

        assert len(found.tickets) == len(PASSWORDS)
        said = [why.detail for why in found.why if why.evidence == "ci"]
        assert said == [f"{len(PASSWORDS)} of {len(PASSWORDS)} on ERP-01 (52 % of all tickets)"]

    def test_what_everybody_shares_is_no_reason(self) -> None:
        found = discover(make_evidence([*PASSWORDS, *ONE_OFFS], service="Everything"))[0]

        assert [why for why in found.why if why.evidence == "service"] == []
        assert found.service == "Everything"

    def test_few_loose_members_are_believed_less_than_many_close_ones(self) -> None:
        belief = default_options().belief
        close, loose = np.full(50, 0.8, np.float32), np.full(4, 0.45, np.float32)

        assert believe(close, belief) > 0.95
        assert believe(loose, belief) < 0.5
        assert believe(np.full(3, 0.8, np.float32), belief) == pytest.approx(0.75, abs=0.01)

    def test_the_lower_bound_of_a_share_follows_wilson(self) -> None:
        # 8 of 10 at 95 %: the interval that textbooks give is 0.490 to 0.943
        assert wilson(8, 10, z=1.96)[0] == pytest.approx(0.490, abs=0.001)


class TestCodes:
    def test_tickets_without_words_are_grouped_by_their_codes(self) -> None:
        symptom = ["Symptom 491"] * 6 + [f"Symptom {at}" for at in range(30)]
        category = ["Category 46"] * 6 + [f"Category {at % 5}" for at in range(30)]
        subcategory = ["Subcategory 223"] * 6 + [f"Subcategory {at % 15}" for at in range(30)]

        found = discover(
            make_evidence([""] * 36, symptom=symptom, category=category, subcategory=subcategory)
        )

        assert found[0].title == "Symptom 491 in Category 46 (Subcategory 223)"
        assert len(found[0].tickets) == 6
        assert found[0].confidence < 0.7

    def test_a_bare_number_is_said_with_the_name_of_its_field(self) -> None:
        category = ["7"] * 6 + [str(10 + at) for at in range(20)]
        subcategory = ["3"] * 6 + [str(40 + at) for at in range(20)]

        found = discover(make_evidence([""] * 26, category=category, subcategory=subcategory))

        assert found[0].title == "Subcategory 3 (category 7)"

    def test_what_is_left_of_a_value_joins_its_only_finer_group(self) -> None:
        symptom = [*["Noise"] * 6, *[f"Symptom {at}" for at in range(24)]]
        category = [*["Pump"] * 10, *[f"Category {at}" for at in range(20)]]
        subcategory = [*["Seal"] * 10, *[f"Part {at}" for at in range(20)]]

        found = discover(
            make_evidence([""] * 30, symptom=symptom, category=category, subcategory=subcategory)
        )

        assert [(each.title, len(each.tickets)) for each in found] == [("Seal (Pump)", 10)]

    def test_what_is_left_beside_several_finer_groups_says_so(self) -> None:
        symptom = [*["Noise"] * 15, *[f"Symptom {at}" for at in range(25)]]
        category = [*["Pump"] * 5, *["Fan"] * 5, *[f"Category {at}" for at in range(30)]]
        subcategory = [*["Seal"] * 5, *["Belt"] * 5, *[f"Part {at}" for at in range(30)]]

        found = discover(
            make_evidence([""] * 40, symptom=symptom, category=category, subcategory=subcategory)
        )

        assert sorted(each.title for each in found) == [
            "Noise in Fan (Belt)", "Noise in Pump (Seal)", "Noise in other places",
        ]  # fmt: skip

    def test_two_ways_of_writing_a_code_are_one_value(self) -> None:
        ci = [*["Pump 7"] * 5, *["pump_7"] * 3, *[f"FAN-{at}" for at in range(20)]]

        found = discover(make_evidence([""] * 28, ci=ci))

        assert [(each.title, len(each.tickets)) for each in found] == [("Tickets on Pump 7", 8)]

    def test_what_most_tickets_share_is_no_group(self) -> None:
        assert discover(make_evidence([""] * 40, ci="The only one")) == ()

    def test_a_code_that_means_nothing_fits_makes_no_group(self) -> None:
        code = ["Other"] * 6 + [f"Code {at}" for at in range(20)]
        ci = ["PUMP-7"] * 6 + [f"PUMP-{at}" for at in range(20, 40)]

        found = discover(make_evidence([""] * 26, closure_code=code, ci=ci))

        assert titles(found) == ["Tickets on PUMP-7"]

    def test_words_and_codes_work_side_by_side(self) -> None:
        told = [*PASSWORDS, *[""] * 30]
        ci = [*[None] * len(PASSWORDS), *["PUMP-7"] * 8, *[f"PUMP-{at}" for at in range(20, 42)]]

        found = discover(make_evidence(told, ci=ci))

        assert titles(found) == ["Password reset", "Tickets on PUMP-7"]


class TestNothing:
    def test_no_tickets_give_no_problems(self) -> None:
        empty = Evidence({"tickets": pa.table({"ticket_id": pa.array([], pa.string())})})

        assert discover(empty) == ()

    def test_an_absent_table_is_not_known(self) -> None:
        with pytest.raises(NotKnown, match="no tickets"):
            discover(Evidence({}))
