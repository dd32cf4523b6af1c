"""A rule is read back as a person would say it, whatever it asks and does."""

import pytest

from groundswell.servicedesk.rules.acts import GIVE, SETTABLE, Acts
from groundswell.servicedesk.rules.conditions import EVERY, Group
from groundswell.servicedesk.rules.conditions import Test as Asked
from groundswell.servicedesk.rules.fields import BARE, FIELDS
from groundswell.servicedesk.rules.telling import load_words, tell

NETWORK = Acts({"group": 3})
NAMES = {
    "group": {"3": "Network"},
    "service": {"1": "Mail", "2": "Pay"},
    "state": {"new": "New"},
    "department": {"4": "Sales"},
}


def when(conditions: Group) -> str:
    sentence = tell(conditions, NETWORK, NAMES)
    return sentence.removeprefix("When ").removesuffix(", give it to the group Network.")


def ask(field: str, operator: str, *values: str) -> Group:
    return Group("all", (Asked(field, operator, values),))


@pytest.mark.parametrize(
    ("field", "operator", "values", "told"),
    [
        ("words", "contains", ["printer"], "the words contain “printer”"),
        ("words", "lacks", ["a", "b", "c"], "the words do not contain “a”, “b” or “c”"),
        ("kind", "is", ["incident"], "it is an incident"),
        ("state", "is_not", ["new"], "its state is not “New”"),
        ("service", "is", ["1", "2"], "it is about the service Mail or Pay"),
        ("department", "is", ["4"], "the caller belongs to Sales"),
        ("assignee", "empty", [], "nobody works on it"),
        ("age", "older", ["1"], "it was opened more than 1 hour ago"),
        ("due", "within", ["4"], "its promised time is over, or will be within 4 hours"),
        ("reopens", "at_least", ["1"], "it came back at least once"),
        ("reassignments", "at_most", ["3"], "it was passed on at most 3 times"),
    ],
)  # fmt: skip
def test_what_is_asked_is_said_in_plain_words(
    field: str, operator: str, values: list[str], told: str
) -> None:
    assert when(ask(field, operator, *values)) == told


def test_conditions_within_conditions_read_as_one_sentence() -> None:
    printer, mail = Asked("words", "contains", ("printer",)), Asked("channel", "is", ("mail",))
    nobody = Asked("assignee", "empty")

    assert when(Group("all", (printer, Group("any", (mail, nobody))))) == (
        "the words contain “printer” and either it came by “mail” or nobody works on it"
    )
    assert when(Group("all", (printer, Group("any", ()), Group("none", (mail,))))) == (
        "the words contain “printer” and it is not so that it came by “mail”"
    )
    assert when(Group("any", (printer, Group("all", (mail, nobody))))) == (
        "the words contain “printer” or both it came by “mail” and nobody works on it"
    )
    assert tell(EVERY, NETWORK, NAMES) == "Whatever comes in, give it to the group Network."


def test_there_are_words_for_all_that_can_be_asked_and_done() -> None:
    words = load_words()

    assert words["asked"].keys() == FIELDS.keys()
    for name, field in FIELDS.items():
        clauses = words["asked"][name]
        assert clauses.keys() == set(field.operators), name
        assert {one for one, clause in clauses.items() if "{v}" not in clause} <= BARE, name
    assert words["done"].keys() == {*SETTABLE, *filter(None, GIVE), "note"}
