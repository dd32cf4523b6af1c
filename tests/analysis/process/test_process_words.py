"""Which state the words of an event log name, product by product."""

import pytest

from groundswell.analysis.process.words import load_vocabulary


@pytest.mark.parametrize(
    ("activity", "detail", "kind"),
    [
        ("New", "", "new"),
        ("Active", "", "work"),
        ("Awaiting User Info", "", "caller"),
        ("Awaiting Vendor", "", "supplier"),
        ("Awaiting Problem", "", "other"),
        ("On Hold", "", "other"),
        ("On Hold - Awaiting Caller", "", "caller"),
        ("Accepted", "In Progress", "work"),
        ("Accepted", "Wait - User", "caller"),
        ("Accepted", "Wait - Vendor", "supplier"),
        ("Accepted", "Wait", "other"),
        ("Queued", "Awaiting Assignment", "queue"),
        ("Completed", "In Call", "resolved"),
        ("Completed", "Closed", "closed"),
        ("Unmatched", "Unmatched", "note"),
        ("Operator Update", "complete", "touched"),
        ("Update from customer", "complete", "note"),
        ("Pending vendor", "complete", "supplier"),
        ("External Vendor Assignment", "complete", "supplier"),
        ("Status Change", "complete", "note"),
        ("Reassignment", "complete", "assigned"),
        ("Reopen", "complete", "reopened"),
        ("Caused By CI", "complete", "note"),
        ("Open", "complete", "new"),
        ("Processing (assigned)", "", "work"),
        ("pending auto close+", "", "closed"),
        ("Waiting for support", "", "queue"),
        ("Waiting for customer", "", "caller"),
        ("Closed Incomplete", "", "closed"),
        ("fulfilling", "", "work"),
        ("fulfilled", "", "resolved"),
        ("In Bearbeitung", "", "work"),
        ("Wartet auf Anwender", "", "caller"),
        ("Gelöst", "", "resolved"),
        ("En attente du fournisseur", "", "supplier"),
        ("Résolu", "", "resolved"),
        ("Xyzzy", "", None),
    ],
)
def test_the_state_is_read_from_the_words(activity: str, detail: str, kind: str | None) -> None:
    assert load_vocabulary().classify(activity, detail) == kind


def test_a_standard_transition_is_no_part_of_a_step() -> None:
    vocabulary = load_vocabulary()

    assert vocabulary.label("Operator Update", "complete") == "Operator Update"
    assert vocabulary.label("Accepted", "Wait - User") == "Accepted: Wait - User"
