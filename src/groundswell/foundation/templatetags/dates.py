"""Days in templates: `date` is Django's, but speaks the language of the words around it.

Django says months in every language, and our words are there in those that somebody translated
them into: a page is not half in one and half in the other. Every template has it (settings).
"""

from datetime import date, datetime
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.template.defaultfilters import date as say_date
from django.utils.translation import get_language, override, to_locale

register = template.Library()

#: in which our words are written
_WRITTEN = "en"


@register.filter("date", expects_localtime=True, is_safe=False)
def say_in_words(day: date | datetime | None, form: str | None = None) -> str:
    """Return a day, or a moment, in a form as Django's `date` takes it."""
    with override(_language_of_words(get_language() or _WRITTEN)):
        return say_date(day, form)


@cache
def _language_of_words(wanted: str) -> str:
    """Return this language where our words are translated into it, else that of the words."""
    is_translated = any(Path(path, to_locale(wanted)).is_dir() for path in settings.LOCALE_PATHS)
    return wanted if is_translated else _WRITTEN
