"""Twenty-one people write of one thing within twenty minutes, each in other words."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner

from groundswell.cli.analyse import analyse

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
WORDS = (
    "order screen freezes", "cannot book an order", "Order entry hangs", "nothing moves on save",
    "hourglass for minutes", "everything is frozen here", "customers wait, I cannot type",
)  # fmt: skip
USUAL = ("toner is empty", "badge for the garage", "phone rings twice", "chair is broken",
         "cable for the beamer", "mouse without battery")  # fmt: skip


def test_twenty_one_callers_in_twenty_minutes_are_counted_as_one_surge(tmp_path: Path) -> None:
    """Acceptance of S41, as far as an export can show it: one surge, its callers, its first."""
    lines = ["number,opened_at,short_description,caller_id,business_service"]
    for n in range(42):
        opened = MONDAY + timedelta(days=n, hours=n % 7)
        lines.append(f"INC{n:04},{opened:%Y-%m-%d %H:%M:%S},{USUAL[n % 6]},Person {n},Workplace")
    for n in range(21):
        opened = MONDAY + timedelta(days=42, hours=2, minutes=n * 20 / 21)
        lines.append(
            f'INC{900 + n:04},{opened:%Y-%m-%d %H:%M:%S},"{WORDS[n % 7]}",Caller {n},Orders'
        )
    export = tmp_path / "incident.csv"
    export.write_text("\n".join(lines))

    told = CliRunner().invoke(analyse, [str(export), "--json", "-"])

    assert told.exit_code == 0, told.output
    (surge,) = json.loads(told.stdout)["surges"]
    assert surge["callers"] == 21
    assert surge["tickets"] == [f"INC{900 + n:04}" for n in range(21)]
    assert surge["at_ticket"] <= 8
