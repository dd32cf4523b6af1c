"""Days speak the language of the words around them."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.utils.translation import override

from groundswell.foundation.templatetags import dates


def said(template: str, on: date) -> str:
    return engines["django"].from_string(template).render({"on": on})


@pytest.mark.parametrize("language", ["ar", "he", "de", "en"])
def test_a_month_is_in_the_language_of_our_words(language: str) -> None:
    with override(language):
        words = said('{{ on|date:"l, j F Y" }} ({{ on|date:"j M" }})', date(2026, 5, 3))

    assert words == "Sunday, 3 May 2026 (3 May)"


def test_a_moment_is_that_of_the_time_zone_of_the_pages(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Berlin"

    assert said('{{ on|date:"j F, H:i" }}', datetime(2026, 3, 3, 23, 30, tzinfo=UTC)) == (
        "4 March, 00:30"
    )


def test_where_our_words_are_translated_the_months_are_too(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    settings.LOCALE_PATHS = [tmp_path]
    dates._language_of_words.cache_clear()

    with override("de"):
        words = said('{{ on|date:"j F Y" }}', date(2026, 3, 3))

    dates._language_of_words.cache_clear()
    assert words == "3 März 2026"
