"""Groups that hold several troubles by one word in common."""

from groundswell.analysis.discovery import Cluster, discover
from tests.analysis.text.made_tickets import make_evidence

PHONES = [
    "Phone book entry is misspelt", "Which phone may I take abroad", "Phone for the night guard",
    "Cable of the phone too short", "Phone rings at the neighbour's desk",
    "Old phone to be scrapped", "Private phone and the works council", "Phone case in red",
]  # fmt: skip
OTHERS = [
    *["Password reset"] * 5, *["Account locked"] * 5, *["Invoice printed twice"] * 5,
    *["Badge reader at the gate is dark"] * 5,
]  # fmt: skip


def of_phones(found: tuple[Cluster, ...]) -> list[Cluster]:
    return [cluster for cluster in found if "phone" in cluster.title.lower()]


def test_tickets_about_one_thing_are_not_one_trouble() -> None:
    phones = of_phones(discover(make_evidence([*PHONES, *OTHERS])))

    assert phones == []


def test_many_wordings_of_one_item_stay_together() -> None:
    told = [*PHONES, *OTHERS]
    items = [*["PBX-01"] * len(PHONES), *[f"NB-{at}" for at in range(len(OTHERS))]]

    phones = of_phones(discover(make_evidence(told, ci=items)))

    assert [len(cluster.tickets) >= len(PHONES) - 2 for cluster in phones] == [True]


def test_tickets_that_say_one_word_only_are_one_trouble() -> None:
    found = discover(make_evidence([*["Spam"] * 12, *OTHERS]))

    assert 12 in [len(cluster.tickets) for cluster in found]


def test_a_word_that_says_nothing_is_a_trouble_where_all_wrote_the_same() -> None:
    found = discover(make_evidence([*["access"] * 6, *OTHERS]))

    assert [len(each.tickets) for each in found if "access" in each.title.lower()] == [6]
