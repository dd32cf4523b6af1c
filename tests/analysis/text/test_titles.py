import pytest

from groundswell.analysis.text.features import learn_vocabulary
from groundswell.analysis.text.phrases import find_language, tidy_words, write_titles
from groundswell.analysis.text.titles import Namer, Told
from tests.analysis.text.made_tickets import JOBS, LOCKED, LOGINS, PASSWORDS
from tests.analysis.text.titling import EVERYTHING, READER, WEIGHTS, best_title


def test_a_group_is_called_what_its_members_call_it() -> None:
    assert best_title([(title, "") for title in PASSWORDS]) == "Password reset"
    assert best_title([(title, "") for title in LOCKED]) == "Account locked"


def test_a_title_does_not_lose_its_not() -> None:
    title = best_title([(title, "") for title in LOGINS])

    assert title.lower().startswith(("cannot", "unable", "can't", "login"))


def test_the_names_that_a_machine_filled_in_are_not_in_the_title() -> None:
    title = best_title([(title, "") for title in JOBS], machine_made=True)

    assert title == "Job failed in nightly_scheduler"


def test_useless_titles_give_way_to_the_description() -> None:
    told = [
        ("issue", "The VPN drops every hour."),
        ("help", "VPN drops again. Third time today."),
        ("problem", "Hello. VPN drops when I call somebody."),
        ("ticket", "my vpn drops"),
    ]

    assert best_title(told) == "VPN drops"


def test_the_title_is_in_the_language_of_most_members() -> None:
    told = [
        ("Drucker druckt nicht", "Der Drucker im dritten Stock druckt seit gestern nicht mehr"),
        ("Drucker druckt nicht", "ich kann nicht drucken, bitte um Hilfe"),
        ("printer does not print", "it is not printing since the morning"),
        ("Drucker druckt nicht mehr", "wir können die Lieferscheine nicht drucken"),
    ]

    assert best_title(told).startswith("Drucker druckt nicht")


def test_words_are_written_as_people_write_them_inside_a_sentence() -> None:
    told = ["the Orbit client", "my Orbit freezes"]

    assert write_titles(["orbit freezes"], told) == ["Orbit freezes"]
    assert write_titles(["cannot connect to vpn"], told) == ["Cannot connect to VPN"]


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("RE: [EXT] urgent - VPN drops", "VPN drops"),
        ("backup of SRV-12 failed", "backup failed"),
        ("interface eth0/1 on sw-4 is down since 09:23", "interface is down"),
        ("please reset my password", "reset my password"),
        ("inc0012345: printer jam on PRN-07", "printer jam"),
    ],
)
def test_variable_parts_and_loose_ends_go(title: str, left: str) -> None:
    assert " ".join(tidy_words(title)) == left


def test_languages_are_told_by_their_small_words() -> None:
    assert find_language("the printer on my floor does not work") == "en"
    assert find_language("der Drucker auf meiner Etage geht nicht") == "de"
    assert find_language("je ne peux pas ouvrir mon compte") == "fr"
    assert find_language("VPN") is None


def test_a_whole_title_that_many_wrote_is_not_cut() -> None:
    told = [("Asked for the code every single time", "")] * 6 + [("code again", "")] * 3

    assert best_title(told) == "Asked for the code every single time"


def test_a_word_that_says_nothing_gives_way_to_what_is_wrong() -> None:
    told = [
        *[
            (f"lost my phone in the {place}", "please block it")
            for place in ("train", "bus", "van")
        ],
        ("old phone", "lost it, please block it"),
        ("lost phone", ""),
    ]

    assert best_title(told).lower() in ("lost my phone", "lost phone")


def test_a_place_in_the_middle_is_left_out() -> None:
    told = [(f"Screen in {room} dead", "stays black") for room in ("Weir", "Lagoon", "Fountain")]

    assert best_title(told) == "Screen dead"


def test_a_phrase_never_begins_with_what_denies_the_words_before_it() -> None:
    told = [
        ("Bestätigung kommt nicht am Handy", "es kommt keine Meldung"),
        ("Code kommt nicht am Handy", "seit gestern keine Meldung"),
        ("Bestätigung kommt nicht am Handy an", "die Meldung fehlt"),
    ]

    assert not best_title(told).lower().startswith("nicht")


def test_a_title_without_a_thing_is_known_to_be_one() -> None:
    rows = READER.read(["not reachable", "vpn not reachable"])
    vocabulary = learn_vocabulary(rows, READER.read([""] * 2), WEIGHTS, rare=1, rarity=0.7)
    namer = Namer(READER, vocabulary)

    assert not namer.list_titles([("not reachable", "")] * 3)[0].has_thing
    assert namer.list_titles([("vpn not reachable", "")] * 3)[0].has_thing


def test_a_group_gets_the_same_titles_alone_and_among_others() -> None:
    rows = READER.read(EVERYTHING)
    vocabulary = learn_vocabulary(rows, READER.read([""] * len(rows)), WEIGHTS, rare=1, rarity=0.7)
    namer = Namer(READER, vocabulary)
    groups = [Told([(title, "") for title in part]) for part in (PASSWORDS, LOCKED, LOGINS)]

    assert namer.name_all(groups) == [namer.list_titles(group.members) for group in groups]
