"""Where one person alone knows nothing, the page is silent; where that is not known, it says so."""

from typing import Any

import pytest

from groundswell.foundation.accounts.models import User
from groundswell.measurement import actions
from tests.makers import MONDAY_9AM, read_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"habits": None, "not_known": {"habits": "no words of what was done"}}, "no words of"),
        ({"habits": []}, None),
        ({}, None),
    ],
)
def test_nothing_found_is_silent_and_not_known_has_its_reason(
    champion: User, document: dict[str, Any], said: str | None
) -> None:
    kept = actions.begin_analysis(by=champion, at=MONDAY_9AM)
    found = {"currency": "EUR", "problems": []} | document
    actions.keep_findings(kept, by=champion, at=MONDAY_9AM, findings=found)

    shown = read_page(champion, "/evidence/candidates/")

    assert "Known by one person only" not in shown
    assert (said in shown) if said else ("one person alone" not in shown)
