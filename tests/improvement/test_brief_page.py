"""The brief on screen: every number in its sentences opens the records behind it."""

import pytest

from groundswell.analysis.brief import compose
from groundswell.analysis.brief.sentences import day
from groundswell.improvement.views.paper_links import Piece, lay_out, link_numbers
from tests.analysis.brief.made_findings import PI_DAY, RICH
from tests.makers import make_user


def test_a_number_is_a_link_and_a_quoted_title_stays_whole() -> None:
    pieces = link_numbers("“Lane 7” costs 1,400 € (1,100 to 1,700).", "/there/")

    assert [piece.text for piece in pieces if piece.url] == ["1,400", "1,100", "1,700"]
    assert pieces[0] == Piece("“Lane 7” costs ")
    assert "".join(piece.text for piece in pieces) == "“Lane 7” costs 1,400 € (1,100 to 1,700)."


def test_a_date_counts_nothing_and_leads_nowhere() -> None:
    said = f"Decide by {day(PI_DAY)}: 3 of 45 tickets, 2026 in all."

    pieces = link_numbers(said, "/there/")

    assert [piece.text for piece in pieces if piece.url] == ["3", "45", "2026"]
    assert "".join(piece.text for piece in pieces) == said


@pytest.mark.django_db
def test_the_headline_leads_to_its_trouble_and_a_miss_to_the_way_tickets_go() -> None:
    shown = lay_out(compose(RICH, written_on=PI_DAY), seen_by=make_user("champion"))

    assert {piece.url for piece in shown[0].texts[0]} == {"", "/evidence/problems/p1/"}
    (done,) = (one for one in shown if one.block.name == "done")
    assert "/evidence/process/" in {piece.url for piece in done.texts[0]}
    assert shown[-1].block.heading == "What we do not know"
