"""Exports that mislead, through both commands that read them: a sentence, never a wrong level.

The list is that of the champion's instrument; the same list on records of an installation is in
`tests/measurement/test_bad_input.py`, its rules are in `tests/analysis/maturity/test_bad_input.py`.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from groundswell.cli.analyse import analyse
from groundswell.cli.assess import assess
from groundswell.kernel.errors import BadInput

HEADER = "number,short_description,caller_id,department,opened_at,resolved_at,incident_state\n"
TITLES = ("Label printer prints blank pages", "VPN drops every ten minutes", "Fax is unreadable")
START = datetime(2026, 1, 5, 9)

Row = dict[str, Any]
Write = Callable[[Iterator[Row] | list[Row]], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_rows(rows: Iterator[Row] | list[Row]) -> str:
        path = tmp_path / "export.csv"
        lines = (",".join(str(one[name]) for name in HEADER.strip().split(",")) for one in rows)
        path.write_text(HEADER + "".join(f"{line}\n" for line in lines))
        return str(path)

    return write_rows


def ticket(number: int, day: float, *, hours: float | None = 3, department: str = "Sales") -> Row:
    """Return a ticket so many days after the start, solved after so many hours or open."""
    opened = START + timedelta(days=day)
    return {
        "number": f"INC{number:05}",
        "short_description": TITLES[number % 3],
        "caller_id": f"Person {number % 12}",
        "department": department,
        "opened_at": f"{opened:%Y-%m-%d %H:%M:%S}",
        "resolved_at": ""
        if hours is None
        else f"{opened + timedelta(hours=hours):%Y-%m-%d %H:%M:%S}",
        "incident_state": "New" if hours is None else "Closed",
    }


def ask(command: Any, file: str) -> dict[str, Any]:
    """Return what a command writes of a file; it has to end well."""
    answer = CliRunner().invoke(command, [file, "--json", "-"])
    assert answer.exit_code == 0, answer.output
    return dict(json.loads(answer.stdout))


def levels(assessed: dict[str, Any]) -> dict[str, int]:
    known = (one for one in assessed["practices"] if one["level"] is not None)
    return {one["practice"]: one["level"] for one in known}


@pytest.mark.parametrize("command", [assess, analyse])
def test_no_tickets_are_refused_with_what_to_do(command: Any, write: Write) -> None:
    with pytest.raises(BadInput, match="holds a header and no rows .* Export it again"):
        CliRunner().invoke(command, [write([])], catch_exceptions=False)


def test_one_ticket_makes_no_level_no_trouble_and_still_a_first_step(write: Write) -> None:
    file = write([ticket(1, 0)])
    assessed, analysed = ask(assess, file), ask(analyse, file)

    assert levels(assessed) == {}
    assert analysed["problems"] == []
    assert 1 <= len(analysed["first_steps"]) <= 3
    assert "too short" in analysed["first_steps"][0]["reason"]
    assert analysed["mode"]["assumed"]


def test_only_closed_tickets_are_no_proof_of_a_small_backlog(write: Write) -> None:
    assessed = ask(assess, write([ticket(n, n / 2) for n in range(60)]))

    ageing = assessed["readings"]["INC-08"]
    assert ageing["value"] is None
    assert "of what it judges" in ageing["reason"]
    assert levels(assessed).get("incident", 0) <= 1


def test_clocks_that_run_backwards_are_said_and_no_time_is_made_of_them(write: Write) -> None:
    analysed = ask(analyse, write([ticket(n, n / 2, hours=-5) for n in range(60)]))

    said = {(one["column"], one["reason"]) for one in analysed["sources"][0]["warnings"]}
    assert ("resolved_at", "60 rows: it lies before the opening; taken as empty") in said
    incident = next(one for one in analysed["maturity"] if one["practice"] == "incident")
    assert incident["level"] is None
    assert incident["reason"]


def test_the_edge_of_an_export_is_no_collapse(write: Write) -> None:
    months = [ticket(n, n * 180 / 240) for n in range(240)]
    cut = [ticket(240 + n, 182 + 5 * n, hours=None) for n in range(3)]

    analysed = ask(analyse, write([*months, *cut]))

    incident = next(one for one in analysed["maturity"] if one["practice"] == "incident")
    assert incident["level"] == 1  # three open tickets, none of them old, bear no second level
    assert not incident["firm"]
    assert analysed["mode"]["name"] == "even keel"


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ("[INC-03]\nweight = -1", "INC-03: .*0 or more"),
        ("[INC-03.cuts]\n2 = 50", "INC-03: .*from 0 to 1"),
        ("[INC-99]\non = true", "There is no indicator INC-99"),
        ("INC-03 = 5", "stands alone"),
        ("[INC-03", "this is no TOML"),
    ],
)
def test_indicators_edited_into_nonsense_are_refused(
    edit: str, says: str, write: Write, tmp_path: Path
) -> None:
    edits = tmp_path / "edits.toml"
    edits.write_text(edit)

    with pytest.raises(BadInput, match=says):
        CliRunner().invoke(
            assess, [write([ticket(1, 0)]), "--edits", str(edits)], catch_exceptions=False
        )


def test_thirty_tickets_get_an_answer_that_says_how_unsure_it_is(write: Write) -> None:
    rows = [ticket(n, 2 * n, hours=None if n > 25 else 4) for n in range(30)]

    analysed = ask(analyse, write(rows))

    incident = next(one for one in analysed["maturity"] if one["practice"] == "incident")
    assert incident["level"] == 1
    assert incident["range"] == [0, 3]
    assert incident["sentence"].startswith("Level 1 would mean: ")
    assert "It may be 0 to 3, as" in incident["sentence"]
    assert len(analysed["problems"]) >= 2
    first = analysed["first_steps"][0]
    assert first["mandate"] == 0
    assert "10 tickets" in first["title"]
