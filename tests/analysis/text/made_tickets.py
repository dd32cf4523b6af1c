"""Synthetic tickets of a small desk, written for these tests."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from groundswell.evidence.store import Evidence

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)

PASSWORDS = (
    "Password reset", "password reset please", "Please reset my password", "forgot password",
    "pw reset ERP", "Password reset for Mia Lund", "Passwort vergessen", "Kennwort zurücksetzen",
    "mot de passe oublié", "reset pwd Windows", "Need a password reset", "Password reset CRM",
)  # fmt: skip
LOCKED = (
    "Account locked", "account locked out", "My account is locked", "ERP account locked",
    "Benutzerkonto gesperrt", "please unlock my account", "unlock account", "Konto gesperrt",
    "Windows account locked", "compte verrouillé", "Account lockout",
)  # fmt: skip
LOGINS = (
    "Cannot log in to the payroll portal", "unable to login to payroll portal",
    "can't sign in to payroll portal", "Anmeldung am payroll portal nicht möglich",
    "login to payroll portal not possible", "payroll portal: cannot log on",
)  # fmt: skip
JOBS = tuple(
    f"job {name} failed in nightly_scheduler at: 03/{day:02}/2026 0{day % 9}:15:00"
    for day, name in enumerate(
        ("Job_101", "invoice_run", "Job_7", "stock_export", "mm_zz01_daily", "bwload", "Job_101",
         "pay_eu_2", "ledger", "Job_88", "idoc_clean", "bwload"), start=1
    )
)  # fmt: skip
ONE_OFFS = (
    "Where is the projector from room 4", "Screen of the reception is upside down",
    "Name plate is misspelt", "Order a taller desk", "Question about the travel policy",
    "Which font does the logo use", "Parking permit for a visitor", "Colour of the new badge",
    "Lost umbrella", "Room 12 smells of paint", "Coffee on the third floor",
)  # fmt: skip


def make_evidence(
    titles: Iterable[str | tuple[str, str]], *, every: timedelta = timedelta(hours=5), **given: Any
) -> Evidence:
    """Make tickets in order; a keyword gives a column: one value for all, or one each."""
    rows = []
    for at, said in enumerate(titles):
        title, description = said if isinstance(said, tuple) else (said, "")
        fields = {name: _value(column, at) for name, column in given.items()}
        rows.append(
            {
                "ticket_id": f"INC{at:05}",
                "title": title,
                "description": description,
                "opened_at": MONDAY + at * every,
                "caller": f"person {at}",
            }
            | fields
        )
    return Evidence({"tickets": pa.Table.from_pylist(rows)})


def _value(column: Any, at: int) -> Any:
    return column[at] if isinstance(column, Sequence) and not isinstance(column, str) else column
