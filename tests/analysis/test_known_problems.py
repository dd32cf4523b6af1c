import json
from dataclasses import replace

import pytest

from groundswell.analysis.discovery import Cluster, discover
from groundswell.analysis.known import KnownCluster, read_known
from tests.analysis.text.made_tickets import (
    JOBS,
    LOCKED,
    LOGINS,
    ONE_OFFS,
    PASSWORDS,
    make_evidence,
)

DESK = [*PASSWORDS, *ONE_OFFS, *LOCKED, *JOBS, *LOGINS]
# The same troubles some weeks later, in other proportions: titles move with them.
LATER = [*DESK, *["Kennwort vergessen"] * 9, *["unlock my account"] * 6, *["vpn drops"] * 4]


def known_of(found: tuple[Cluster, ...]) -> list[KnownCluster]:
    return [cluster.as_known() for cluster in found]


def find(found: tuple[Cluster, ...], title: str) -> Cluster:
    return next(cluster for cluster in found if cluster.title == title)


def home_of(found: tuple[Cluster, ...], ticket: str) -> Cluster | None:
    return next((cluster for cluster in found if ticket in cluster.tickets), None)


def test_ids_stay_when_tickets_come_in_and_titles_move() -> None:
    before = discover(make_evidence(DESK))
    known = [replace(each, title=f"Once {each.title}") for each in known_of(before)]
    known = [replace(each, id=f"old-{at}") for at, each in enumerate(known)]

    after = discover(make_evidence(LATER), known=known)

    for at, cluster in enumerate(before):
        home = home_of(after, cluster.tickets[0])
        assert home is not None
        assert home.id == f"old-{at}"
    assert not find(after, "VPN drops").id.startswith("old-")


def test_the_same_tickets_and_known_problems_give_the_same_answer_in_any_order() -> None:
    known = known_of(discover(make_evidence(DESK)))

    first = discover(make_evidence(LATER), known=known)
    second = discover(make_evidence(LATER), known=known[::-1])

    assert first == second


def test_old_tickets_may_be_gone_the_terms_still_tell() -> None:
    known = [replace(each, members=("gone-1", "gone-2")) for each in known_of(
        discover(make_evidence(DESK)))]  # fmt: skip

    after = discover(make_evidence(DESK), known=known)

    assert {cluster.id for cluster in after} == {each.id for each in known}


def test_a_renamed_problem_keeps_its_name() -> None:
    before = discover(make_evidence(DESK))
    cluster = find(before, "Password reset")
    known = replace(cluster.as_known("renamed"), title="People forget their passwords")

    after = discover(make_evidence(LATER), known=[known])

    renamed = find(after, "People forget their passwords")
    assert renamed.id == cluster.id
    assert set(cluster.tickets) <= set(renamed.tickets)
    assert len(renamed.tickets) == len(cluster.tickets) + 9


def test_a_rejected_problem_does_not_return() -> None:
    before = discover(make_evidence(DESK))
    rejected = find(before, "Account locked")

    after = discover(make_evidence(LATER), known=[rejected.as_known("rejected")])

    assert home_of(after, rejected.tickets[0]) is None
    assert {cluster.id for cluster in before} - {cluster.id for cluster in after} >= {rejected.id}


def test_what_a_person_split_stays_apart() -> None:
    whole = find(discover(make_evidence(DESK)), "Password reset")
    parts = [
        KnownCluster(name, name, members, (whole.prototype,), "split")
        for name, members in (("Windows", whole.tickets[:4]), ("Others", whole.tickets[4:]))
    ]

    after = discover(make_evidence(LATER), known=parts)

    assert set(whole.tickets[:4]) <= set(find(after, "Windows").tickets)
    assert set(whole.tickets[4:]) <= set(find(after, "Others").tickets)


def test_what_a_person_merged_stays_together() -> None:
    before = discover(make_evidence(DESK))
    one, other = find(before, "Password reset"), find(before, "Account locked")
    merged = KnownCluster(
        one.id, "Cannot get in", one.tickets + other.tickets,
        (one.prototype, other.prototype), "merged",
    )  # fmt: skip

    after = discover(make_evidence(LATER), known=[merged])

    together = find(after, "Cannot get in")
    assert {*one.tickets, *other.tickets} <= set(together.tickets)
    assert len(together.tickets) == len(one.tickets) + len(other.tickets) + 15


def test_no_ticket_is_in_two_problems() -> None:
    known = [
        replace(each, decision="confirmed") for each in known_of(discover(make_evidence(DESK)))
    ]

    after = discover(make_evidence(LATER), known=known)

    tickets = [ticket for cluster in after for ticket in cluster.tickets]
    assert len(tickets) == len(set(tickets))


def test_a_new_problem_never_takes_the_id_of_a_known_one() -> None:
    taken = find(discover(make_evidence(DESK)), "Password reset").as_known()
    foreign = replace(taken, members=("gone",), prototypes=({1: 1.0},))

    after = discover(make_evidence(DESK), known=[foreign])

    assert taken.id not in {cluster.id for cluster in after}


def test_coded_problems_are_known_again_too() -> None:
    ci = [*["PUMP-7"] * 8, *[f"PUMP-{at}" for at in range(20, 42)]]
    (before,) = discover(make_evidence([""] * 30, ci=ci))
    known = replace(before.as_known(), id="pump", members=("gone",))

    (after,) = discover(make_evidence([""] * 30, ci=ci), known=[known])

    assert after.id == "pump"


@pytest.mark.parametrize("decision", [None, "confirmed", "rejected"])
def test_a_known_problem_survives_json(decision: object) -> None:
    known = replace(discover(make_evidence(DESK))[0].as_known(), decision=decision)  # type: ignore[arg-type]

    back = read_known(json.loads(json.dumps(known.as_json())))

    assert (back.id, back.title, back.members, back.decision) == (
        known.id, known.title, known.members, known.decision,
    )  # fmt: skip
    assert back.prototypes[0] == pytest.approx(known.prototypes[0], abs=1e-5)
