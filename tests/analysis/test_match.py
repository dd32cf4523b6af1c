from datetime import timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.match import MatchIndex, match_tickets
from groundswell.evidence.store import Evidence
from groundswell.kernel.errors import NotKnown
from tests.analysis.text.made_tickets import (
    LOCKED,
    LOGINS,
    MONDAY,
    ONE_OFFS,
    PASSWORDS,
    make_evidence,
)

DESK = [*PASSWORDS, *ONE_OFFS, *LOCKED, *LOGINS]


def number(title: str) -> str:
    return f"INC{DESK.index(title):05}"


class TestMatchTickets:
    def test_the_same_trouble_in_other_words_comes_first(self) -> None:
        new = make_evidence(["Habe mein Kennwort vergessen"], opened_at=MONDAY + timedelta(days=99))

        (answer,) = match_tickets(make_evidence(DESK), new, top=3)

        found = {match.id for match in answer.matches}
        assert found & {number("Passwort vergessen"), number("forgot password")}
        assert found <= {number(title) for title in PASSWORDS}

    def test_a_slip_of_the_finger_does_not_hide_it(self) -> None:
        new = make_evidence(["Parkng permitt"], opened_at=MONDAY + timedelta(days=99))

        (answer,) = match_tickets(make_evidence(DESK), new, top=1)

        assert answer.matches[0].id == number("Parking permit for a visitor")

    def test_no_ticket_matches_itself_or_a_later_one(self) -> None:
        evidence = make_evidence(DESK)

        answers = match_tickets(evidence, evidence, top=50)

        assert [answer.id for answer in answers] == [f"INC{at:05}" for at in range(len(DESK))]
        assert all(match.id < answer.id for answer in answers for match in answer.matches)
        assert answers[0].matches == ()

    def test_without_times_every_other_ticket_may_match(self) -> None:
        evidence = make_evidence(["vpn drops", "vpn drops daily"], opened_at=None)

        first, second = match_tickets(evidence, evidence)

        assert [match.id for match in first.matches] == ["INC00001"]
        assert [match.id for match in second.matches] == ["INC00000"]

    def test_it_says_why(self) -> None:
        history = make_evidence(["VPN drops at noon", "coffee"], service=["Remote access", "Other"])
        new = make_evidence(
            [("vpn drops", "")], service="Remote access", opened_at=MONDAY + timedelta(days=1)
        )

        (answer,) = match_tickets(history, new)

        assert answer.as_json() == {
            "id": "INC00000",
            "matches": [
                {
                    "id": "INC00000",
                    "score": answer.matches[0].score,
                    "why": ["shared words: vpn, drops", "same service"],
                }
            ],
        }

    def test_the_same_service_decides_between_equal_words(self) -> None:
        history = make_evidence(["screen frozen", "screen frozen"], service=["Desk", "Orders"])
        new = make_evidence(
            ["screen frozen"], service="Orders", opened_at=MONDAY + timedelta(days=1)
        )

        (answer,) = match_tickets(history, new, top=1)

        assert answer.matches[0].id == "INC00001"

    def test_tickets_without_words_match_by_their_codes(self) -> None:
        history = make_evidence([""] * 3, symptom=["S 1", "S 2", "S 3"], ci=["A", "B", "C"])
        new = make_evidence([""], symptom="S 2", ci="B", opened_at=MONDAY + timedelta(days=1))

        (answer,) = match_tickets(history, new)

        assert [match.id for match in answer.matches] == ["INC00001"]

    def test_the_same_number_in_another_file_is_another_ticket(self) -> None:
        history = make_evidence(["toner empty"])
        new = make_evidence(["toner is empty again"], opened_at=MONDAY + timedelta(days=1))

        (answer,) = match_tickets(history, new)

        assert [match.id for match in answer.matches] == ["INC00000"]

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
    def test_scores_fall_and_stay_within_bounds(self, told: list[str]) -> None:
        evidence = make_evidence(told)

        for answer in match_tickets(evidence, evidence):
            scores = [match.score for match in answer.matches]
            assert scores == sorted(scores, reverse=True)
            assert all(0 <= score <= 1 for score in scores)

    def test_an_empty_history_matches_nothing(self) -> None:
        empty = Evidence({"tickets": pa.table({"ticket_id": pa.array([], pa.string())})})

        answers = match_tickets(empty, make_evidence(["vpn drops"]))

        assert [answer.matches for answer in answers] == [()]

    def test_a_history_without_tickets_is_not_known(self) -> None:
        with pytest.raises(NotKnown, match="no tickets"):
            match_tickets(Evidence({}), make_evidence(["vpn drops"]))


class TestMatchIndex:
    def test_it_answers_as_the_comparison_of_files_does(self) -> None:
        history = make_evidence(DESK)
        later = MONDAY + timedelta(days=99)
        new = make_evidence([("cannot sign in", "payroll portal")], opened_at=later)

        found = MatchIndex(history).best("cannot sign in", "payroll portal", before=later, top=5)

        assert found == match_tickets(history, new, top=5)[0].matches

    def test_only_tickets_before_a_moment_are_found(self) -> None:
        index = MatchIndex(make_evidence(["vpn drops", "vpn drops"], every=timedelta(days=1)))

        found = index.best("vpn drops", before=MONDAY + timedelta(hours=3))

        assert [match.id for match in found] == ["INC00000"]

    def test_a_field_that_the_history_does_not_hold_is_left_out(self) -> None:
        index = MatchIndex(make_evidence(["vpn drops"]))

        found = index.best("vpn drops", fields={"service": "Remote access", "unheard": "of"})

        assert [match.id for match in found] == ["INC00000"]
