"""In which situation a house is: from records and people, assumed where nobody knows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from groundswell.analysis.mode import Answer, Signal, diagnose, find_signals, load_modes
from groundswell.analysis.mode.book import FILE
from groundswell.analysis.process.figures import ProcessFacts, share
from groundswell.evidence import Evidence
from groundswell.kernel.errors import BadInput

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOTHING = Evidence({})


def answer(poll: str, value: int, who: str = "Ann", days: int = 1) -> Answer:
    return Answer(poll, value, who, NOW - timedelta(days=days))


def missed(cases: int, of: int = 100, again: int = 0) -> tuple[Signal, ...]:
    process = ProcessFacts(
        cases=of, targets_missed=share(cases, of, "…"), reopened=share(again, of, "…")
    )
    return find_signals(NOTHING, process)


def test_without_anything_even_keel_is_assumed_and_a_question_named() -> None:
    reading = diagnose(())

    assert (reading.name, reading.assumed) == ("even keel", True)
    assert set(reading.scores.values()) == {None}
    assert reading.question == ("runs-fine", "IT runs fine.")


def test_managers_who_rate_it_high_while_targets_are_missed_are_on_even_keel_with_a_gap() -> None:
    """Trouble: (1 * 1 + 0 * 1 + (1 - .875) * 2) / 4 = .3125.

    Even keel: rating 1 * 2, quiet .6875 * 1, gap: said 4.5, met 60 % = 1 + 4 * .6 = 3.4, 1.1
    points * 1: (2 + .6875 + 1) / 4 = .921875.
    """
    said = [answer("runs-fine", 4, "Ann"), answer("runs-fine", 5, "Bo")]

    reading = diagnose(missed(40), said, as_of=NOW)

    assert (reading.name, reading.assumed) == ("even keel", False)
    assert reading.scores["trouble"] == pytest.approx(0.3125)
    assert reading.scores["even keel"] == pytest.approx(0.921875)
    assert reading.gap is not None
    assert reading.gap.points == pytest.approx(1.1)
    assert any(signal.id == "perception-gap" for signal in reading.signals)


def test_records_and_people_that_agree_say_trouble() -> None:
    reading = diagnose(missed(40, again=20), [answer("must-change", 5)], as_of=NOW)

    assert (reading.name, reading.assumed) == ("trouble", False)
    assert reading.scores["trouble"] == 1.0


def test_one_sign_alone_makes_no_mode() -> None:
    reading = diagnose((), [answer("we-grow", 5)], as_of=NOW)

    assert reading.scores["growth"] is None
    assert reading.assumed


def test_people_who_contradict_one_another_count_less_and_it_is_said() -> None:
    agreed = [answer("discussed", 3, "Ann"), answer("discussed", 3, "Bo")]
    split = [answer("discussed", 1, "Ann"), answer("discussed", 5, "Bo")]

    calm, torn = (
        next(s for s in diagnose((), said, as_of=NOW).signals if s.id == "discussed")
        for said in (agreed, split)
    )

    assert (calm.weight, calm.caution) == (2.0, "")
    assert (torn.weight, torn.caution) == (1.0, "they contradict one another: 1 to 5")
    assert calm.score == torn.score == 0.5


def test_the_newest_answer_of_each_counts_and_old_ones_do_not() -> None:
    said = [
        answer("discussed", 5, "Ann", days=20), answer("discussed", 1, "ann ", days=2),
        answer("must-change", 5, "Bo", days=400),
    ]  # fmt: skip

    signals = diagnose((), said, as_of=NOW).signals

    assert [(signal.id, signal.value, signal.of) for signal in signals] == [("discussed", 1, 1)]


def test_once_everything_is_answered_the_contradicted_question_settles_it() -> None:
    said = [answer(poll, 3) for poll in load_modes().polls]
    said.append(answer("we-grow", 5, "Bo"))
    said.append(answer("we-grow", 1, "Cy"))

    assert diagnose((), said, as_of=NOW).question == (
        "we-grow",
        "We plan to grow, or to offer more.",
    )


def make_tickets(quarters: list[int], **columns: Any) -> Evidence:
    opened = [
        datetime(2024 + quarter // 4, 1 + 3 * (quarter % 4), 1, tzinfo=UTC) + timedelta(hours=n)
        for quarter, count in enumerate(quarters)
        for n in range(count)
    ]
    rows = {
        "ticket_id": [f"T{i}" for i in range(len(opened))],
        "opened_at": pa.array(opened, pa.timestamp("us", tz="UTC")),
    }
    made = {name: [value(at, n) for n, at in enumerate(opened)] for name, value in columns.items()}
    return Evidence({"tickets": pa.table(rows | made)})


def test_growth_is_read_from_whole_quarters_and_the_edges_are_cut() -> None:
    evidence = make_tickets([3, 100, 100, 130, 4], caller=lambda at, n: f"p{n}")

    found = {signal.id: signal for signal in find_signals(evidence, None)}

    assert found["volume"].value == pytest.approx(0.3)
    assert found["volume"].score == 1.0
    assert found["callers"].found == "130 people who call after 100"
    assert diagnose(tuple(found.values())).name == "growth"


def test_the_edge_of_an_export_is_no_collapse_and_too_little_says_nothing() -> None:
    steady = {
        signal.id: signal for signal in find_signals(make_tickets([50, 100, 100, 100, 2]), None)
    }

    assert steady["volume"].value == 0.0
    assert find_signals(make_tickets([100, 100]), None) == ()
    assert find_signals(make_tickets([1]), None) == ()


def test_departments_that_come_and_go_say_radical_change() -> None:
    def department(at: datetime, n: int) -> str:
        return (
            ("North", "South")[n % 2] if at.year == 2024 and at.month < 7 else ("One", "Two")[n % 2]
        )

    evidence = make_tickets([40, 40, 40, 40, 40], department=department)

    found = {signal.id: signal for signal in find_signals(evidence, None)}

    assert found["departments"].score == 1.0
    assert found["departments"].found == "4 of 4 departments (North, One, South)"


def test_a_quarter_beyond_the_usual_ups_and_downs_is_a_sign_of_trouble() -> None:
    """Before: 10, 12, 10 pressing; mean 32/3, mean move 2, limit 10.67 + 5.32 = 15.99."""
    counts = {1: 10, 2: 12, 3: 10, 4: 32}

    def rank(at: datetime, n: int) -> int:
        quarter = (at.year - 2024) * 4 + (at.month - 1) // 3
        return (
            1
            if (at.day == 1 and at.hour < counts.get(quarter, 0))
            or (at.day == 2 and at.hour + 24 < counts.get(quarter, 0))
            else 3
        )

    found = {s.id: s for s in find_signals(make_tickets([40] * 6, priority_rank=rank), None)}

    assert found["major-incidents"].value == pytest.approx(32 / 15.98667, abs=1e-3)
    assert found["major-incidents"].score == 1.0


@pytest.mark.parametrize("mode", load_modes().modes)
def test_every_mode_weighs_says_how_to_speak_and_what_to_avoid(mode: str) -> None:
    traits = load_modes().modes[mode]

    assert sum(traits.weights.values()) == pytest.approx(1.0)
    assert len(traits.first_moves) == 3
    assert traits.framing
    assert traits.trap
    assert traits.cadence


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("pain = 0.25", "pain = 0.40", "add up to 1.15"),
        ("pain = 0.25", 'pain = "much"', "write 0 to 1"),
        ("[rules]", "[rule]", "does not describe the modes"),
        ("[rules]", "[rules", "cannot be read"),
    ],
)
def test_a_file_of_modes_that_does_not_hold_is_refused_in_a_sentence(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    path = tmp_path / "modes.toml"
    path.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(BadInput, match=reason):
        load_modes(path)
