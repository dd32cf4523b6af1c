"""What tickets of a real desk do to an analysis: an honest answer each time, and never a crash."""

import pytest

from groundswell.analysis.discovery import Cluster, discover
from tests.analysis.text.made_tickets import LOCKED, ONE_OFFS, PASSWORDS, make_evidence

DESK = [*PASSWORDS, *LOCKED, *ONE_OFFS]
DISCLAIMER = (
    "This message is confidential and meant for the addressee only.\n"
    "If you received it by mistake, delete it and tell the sender.\n"
    "Please think of the forest before you print this mail."
)
POLISH = (
    "Zapomniałem hasła", "zapomniałam hasła do systemu", "Hasło zapomniane", "zapomniane hasło",
    "Zapomniałem hasła do poczty", "zapomniałem hasła", "Nie pamiętam hasła, zapomniałem",
)  # fmt: skip
GREEK = (
    "Ξέχασα τον κωδικό", "ξέχασα τον κωδικό μου", "Ξέχασα κωδικό πρόσβασης", "ξέχασα τον κωδικό",
    "Ξέχασα πάλι τον κωδικό", "ξέχασα τον κωδικό του υπολογιστή", "Ξέχασα τον κωδικό στο σπίτι",
)  # fmt: skip
FINNISH = (
    "Salasana unohtui", "unohdin salasanan", "salasana pitää vaihtaa", "salasana unohtunut taas",
    "Salasana unohtui jälleen", "unohdin salasanani", "uusi salasana, unohtui",
)  # fmt: skip
BOUNCES = tuple(
    (
        f"Undeliverable: offer {number}",
        f"Your message to person{number}@example.org could not be delivered. 550 5.1.1 unknown",
    )
    for number in range(300, 420)
)


def home(found: tuple[Cluster, ...], title: str) -> Cluster:
    return next(cluster for cluster in found if cluster.title == title)


def test_a_single_ticket_is_no_problem() -> None:
    assert discover(make_evidence(["Password reset"])) == ()


def test_all_tickets_identical_are_one_problem() -> None:
    (only,) = discover(make_evidence(["VPN drops"] * 200))

    assert (only.title, len(only.tickets)) == ("VPN drops", 200)


def test_all_tickets_different_are_no_problem() -> None:
    assert discover(make_evidence(ONE_OFFS)) == ()


@pytest.mark.parametrize("text", ["", "   ", "\x00", "!!! ???", "12345", "🙂", "the and of"])
def test_text_that_says_nothing_is_no_problem(text: str) -> None:
    assert discover(make_evidence([text] * 40)) == ()


def test_one_caller_who_writes_eight_hundred_is_said_to_be_one() -> None:
    told = [*[f"my printer again, page {number}" for number in range(800)], *DESK]
    caller = [*["person 1"] * 800, *[f"person {at}" for at in range(2, 2 + len(DESK))]]

    found = discover(make_evidence(told, caller=caller))

    largest = found[0]
    assert largest.callers == 1
    assert f"one caller, {len(largest.tickets)} times" in [why.detail for why in largest.why]
    assert {"Password reset", "Account locked"} <= {cluster.title for cluster in found}


def test_a_disclaimer_in_every_mail_joins_nothing() -> None:
    found = discover(make_evidence([(title, DISCLAIMER) for title in DESK]))

    assert home(found, "Password reset").tickets == tuple(f"INC{at:05}" for at in range(12))
    assert {len(cluster.tickets) for cluster in found} == {len(PASSWORDS), len(LOCKED)}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (FINNISH, ("salasana", "unohdin")),
        (POLISH, ("zapomnia", "hasł")),
        (GREEK, ("ξέχασα", "κωδικό")),
    ],
    ids=["Finnish", "Polish", "Greek"],
)
def test_a_language_that_was_never_seen_is_grouped_by_its_words(
    told: tuple[str, ...], words: tuple[str, ...]
) -> None:
    found = discover(make_evidence([*told, *DESK]))

    ids = {f"INC{at:05}" for at in range(len(told))}
    theirs = [cluster for cluster in found if ids & set(cluster.tickets)]
    assert theirs
    assert all(set(cluster.tickets) <= ids for cluster in theirs)
    assert any(word in theirs[0].title.lower() for word in words)
    assert {"Password reset", "Account locked"} <= {cluster.title for cluster in found}


def test_a_mass_of_bounces_stays_apart_from_what_people_write() -> None:
    found = discover(make_evidence([*BOUNCES, *DESK]))

    bounces = {f"INC{at:05}" for at in range(len(BOUNCES))}
    mixed = [c for c in found if set(c.tickets) & bounces and set(c.tickets) - bounces]
    assert mixed == []
    assert len(home(found, "Password reset").tickets) == len(PASSWORDS)


def test_a_title_of_ten_thousand_words_is_cut_and_read() -> None:
    found = discover(make_evidence([*["vpn drops " * 10_000] * 5, *ONE_OFFS]))

    assert [len(cluster.tickets) for cluster in found] == [5]
    assert len(found[0].title) < 100
