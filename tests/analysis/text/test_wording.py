"""What makes a phrase a title, in the languages a desk reads."""

import pytest

from groundswell.analysis.text.people import learn_people
from groundswell.analysis.text.wording import (
    find_course,
    find_second,
    is_vague,
    put_act_first,
    repeats,
)
from tests.analysis.text.titling import best_title


@pytest.mark.parametrize(
    "phrase",
    [
        "access", "mail", "provide access", "add to open", "replace broken", "new account",
        "wi fi", "zugriff", "brauche zugriff", "konto ändern", "accès", "demander accès",
        "acceso", "solicitar acceso", "dostęp", "proszę dostęp", "πρόσβαση", "αλλαγή λογαριασμός",
    ],
)  # fmt: skip
def test_acts_and_things_of_every_day_alone_are_no_title(phrase: str) -> None:
    assert is_vague(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "account locked", "password reset", "vpn drops", "access to folder", "laptop replacement",
        "konto gesperrt", "drucker druckt nicht", "compte bloqué", "imprimante cassé",
        "cuenta bloqueado", "impresora no imprime", "konto zablokowane", "drukarka nie drukuje",
        "λογαριασμός κλειδωμένος", "εκτυπωτής χαλασμένο", "new starter",
    ],
)  # fmt: skip
def test_a_thing_and_what_is_wrong_or_wanted_is_a_title(phrase: str) -> None:
    assert not is_vague(phrase)


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (("Licence for {}", "Hello {}\nplease order it"), "Okonjo"),
        (("Lizenz für {}", "Hallo {}\nbitte bestellen"), "Wiesbrock"),
        (("Licence pour {}", "Bonjour {}\nmerci"), "Delacourbe"),
        (("Licencia para {}", "Hola {}\ngracias"), "Arrizabal"),
        (("Licencja dla {}", "Cześć {}\ndziękuję"), "Brzezicki"),
        (("Άδεια για {}", "Γεια {}\nευχαριστώ"), "Καραμπέτσος"),
    ],
)
def test_who_is_greeted_is_a_person(told: tuple[str, str], names: str) -> None:
    members = [(told[0].format(names), told[1].format(names))] * 4

    assert names.lower() in learn_people(members).named


def test_what_follows_for_but_is_never_greeted_may_be_a_thing() -> None:
    assert "switzerland" not in learn_people([("Customs papers for Switzerland", "")] * 9).named


def test_scrambled_names_are_known_by_their_letters() -> None:
    told = [("printer of xqvkjdwp uacltoeb is empty", "the cartridge of the printer is empty")] * 3

    named = learn_people(told).named

    assert {"xqvkjdwp", "uacltoeb"} <= named
    assert not {"printer", "cartridge", "empty"} & named


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Call for Xqvkjdwp Uacltoeb", "Call for somebody"),
        ("Anruf für Xqvkjdwp Uacltoeb, bitte an mich", "Anruf für jemanden"),
    ],
)
def test_nobody_is_a_trouble(told: str, title: str) -> None:
    members = [(told, told)] * 3

    found = best_title(members, people=learn_people(members))

    assert "xqvkjdwp" not in found.lower()
    assert "uacltoeb" not in found.lower()
    if told.startswith("Call"):
        assert found == title


def test_the_word_that_most_titles_hold_beside_a_vague_one_is_found() -> None:
    members = [("access to Bitbucket", ""), ("Bitbucket access please", ""), ("access", "")]

    assert find_second("Access", members) == "bitbucket"
    assert find_second("Access", [("access", "")] * 5) is None


def test_a_phrase_that_repeats_itself_reads_badly() -> None:
    assert repeats("starter in oslo oslo")
    assert not repeats("starter in oslo")


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (
            ["The portal does not save drafts", "Portal does not save", "It does not save"],
            "does not",
        ),
        (["Page broken when resizing", "page broken when printing", "Broken page"], "page"),
    ],
)
def test_a_title_is_not_cut_in_the_middle_of_a_clause(told: list[str], wanted: str) -> None:
    title = best_title([(each, "") for each in told]).lower()

    assert wanted in title
    assert not title.startswith("not ")
    assert not title.endswith((" when", " when resizing", " when printing"))


def test_an_act_stands_before_its_thing() -> None:
    assert put_act_first("access requesting") == "requesting access"
    assert put_act_first("password reset") == "password reset"


def test_a_thing_that_most_ask_for_is_requested_and_one_that_fails_is_not_working() -> None:
    asked = [("design suite license", "I need one for the new project")] * 3
    failing = [("beamer room four", "it is broken since Monday")] * 4
    plain = [("beamer room four", "Hello")] * 4

    assert find_course("design suite license", asked) == "requested"
    assert find_course("beamer room four", failing) == "not working"
    assert find_course("beamer room four", plain) is None
    assert find_course("beamer broken", failing) is None
