"""Words that are written as one tell of a trouble as those that are written alone."""

import pytest

from groundswell.analysis.match.telling import Telling
from groundswell.analysis.text.compounds import Compounds

GERMAN = ("Lagerverwaltung hängt", "Lagerverwaltung startet nicht", "Fehler der Lagerverwaltung",
          "Verwaltung vom Lager ist weg")  # fmt: skip
FAULTS = ("Druckerfehler an der Rampe", "Druckerfehler 5", "wieder Druckerfehler",
          "druckt leere Seiten")  # fmt: skip
FRENCH = ("l'imprimante est en panne", "L’imprimante du quai ne répond plus",
          "plus d'impression sur l'imprimante", "panne de l'imprimante")  # fmt: skip
ENGLISH = ("The drawing vault is frozen", "drawings vault empty", "vault shows no drawings",
           "vault closed")  # fmt: skip
EVERY_DAY = ("Kaffeemaschine tropft", "Passwort vergessen", "coffee machine leaks", "no sport",
             "le badge est perdu", "Das Archiv ist zu")  # fmt: skip


@pytest.mark.parametrize(
    ("wrote", "typed", "words"),
    [
        (GERMAN, "Im Lager hängt die Verwaltung", {"lager", "verwaltung"}),
        (GERMAN, "Lagerverwaltungen", {"lagerverwaltungen"}),
        (FAULTS, "Drucker druckt nicht", {"drucker"}),
        (FAULTS, "Der Druckertreiber fehlt", {"druckertreiber"}),
        (FRENCH, "Mon imprimante", {"imprimante"}),
        (FRENCH, "impression impossible, l’imprimante clignote", {"impression"}),
        (ENGLISH, "drawing not in the vault", {"drawing", "vault"}),
    ],
)
def test_a_word_in_another_form_tells_of_the_trouble(
    wrote: tuple[str, ...], typed: str, words: set[str]
) -> None:
    found = Telling({1: wrote}, EVERY_DAY).fit(typed)

    assert words <= set(found.get(1, ()))


@pytest.mark.parametrize(
    "typed", ["Kaffeemaschine tropft", "Passwort vergessen", "the transport is late", "Mein Konto"]
)
def test_what_is_something_else_does_not(typed: str) -> None:
    troubles = {1: GERMAN, 2: FAULTS, 3: FRENCH, 4: ENGLISH}

    assert Telling(troubles, EVERY_DAY).fit(typed) == {}


def test_a_word_and_its_parts_count_as_one() -> None:
    wrote = ("Zeichnungsarchiv zu", "Ventil klemmt", "Pumpe steht", "eine Zeichnung")

    found = Telling({1: wrote}, EVERY_DAY)

    assert found.fit("Zeichnungsarchiv") == {}
    assert found.fit("Zeichnungsarchiv und Ventil").keys() == {1}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Lagerverwaltung", ("lager", "verwaltung")),
        ("Zeichnungsarchiv", ("zeichnung", "archiv")),
        ("Druckerfehler", ("drucker", "fehler")),
        ("Archiv", ()),
        ("transport", ()),
        ("INC-000012", ()),
    ],
)
def test_a_word_is_split_where_its_parts_are_known(word: str, parts: tuple[str, ...]) -> None:
    known = Compounds([*EVERY_DAY, "Das Lager, die Verwaltung, eine Zeichnung"])

    assert known.split(word.lower()) == parts
