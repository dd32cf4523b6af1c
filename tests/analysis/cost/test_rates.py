"""The rate card and what a person may put into it."""

from pathlib import Path

import pytest

from groundswell.analysis.cost import load_rates
from groundswell.kernel.errors import BadInput


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text)
    return path


def test_every_shipped_input_is_marked_as_a_default_and_holds_its_range() -> None:
    card = load_rates()

    assert card.currency == "EUR"
    for entry in card.inputs.values():
        assert entry.is_default
        assert 0 <= entry.low <= entry.value <= entry.high


def test_a_plain_number_is_certain_and_names_its_file(tmp_path: Path) -> None:
    card = load_rates(own(tmp_path, 'currency = "CHF"\nagent_rate = 52'))

    rate = card["agent_rate"]
    assert (rate.low, rate.value, rate.high) == (52, 52, 52)
    assert (rate.unit, rate.source) == ("CHF/h", "given in own.toml")
    assert card["user_rate"].is_default


def test_a_range_by_priority_can_be_given(tmp_path: Path) -> None:
    text = '[user_minutes]\n1 = { value = 90, low = 60, high = 100, source = "Bo" }'

    entry = load_rates(own(tmp_path, text))["user_minutes.1"]

    assert (entry.low, entry.value, entry.high, entry.source) == (60, 90, 100, "Bo")


def test_a_rate_can_be_worked_out_from_a_yearly_pay(tmp_path: Path) -> None:
    entry = load_rates(own(tmp_path, "user_rate = { pay_per_year = 48000 }"))["user_rate"]

    assert entry.value == pytest.approx(48000 * 1.30 / 1600)
    assert entry.low < entry.value < entry.high


def test_the_assumptions_carry_their_source() -> None:
    shown = {entry.name: entry for entry in load_rates().assumptions()}

    assert (shown["user rate"].value, shown["user rate"].unit) == (40, "EUR/h")
    assert shown["user rate"].source == "default, not confirmed"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("user_rat = 4", '"user_rat"'),
        ("user_rate = -4", "not negative"),
        ("user_rate = nan", "not negative"),
        ("user_rate = inf", "finite"),
        ('user_rate = "much"', "'much'"),
        ("user_rate = true", "True"),
        ("user_rate = { value = 4, low = 9 }", "low 9"),
        ("user_rate = { low = 9 }", "no value"),
        ("user_rate = { value = 4, rang = 9 }", '"rang"'),
        ("[loss_factor]\n1 = 1.5", "share from 0 to 1"),
        ("[user_minutes]\n7 = 10", '"user_minutes.7"'),
        ("currency = 3", "currency"),
        ("user_rate = ", "not TOML"),
    ],
)
def test_a_slip_is_answered_with_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput, match=r"\.$") as told:
        load_rates(own(tmp_path, text))

    assert says in str(told.value)


def test_a_file_that_is_not_there_is_answered_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        load_rates(tmp_path / "none.toml")
