"""The catalogue of indicators as this house set it."""

from typing import Any

from django.db.models import QuerySet

from groundswell.analysis.maturity import Book, edit_book, load_book
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.often import Often
from groundswell.kernel.errors import BadInput
from groundswell.measurement.levels.models import IndicatorSetting


def list_edits() -> dict[str, dict[str, Any]]:
    """Return what is set otherwise than shipped, by id of the indicator."""
    return {one.indicator: dict(one.as_edit) for one in _SETTINGS.ask() if one.as_edit}


_SETTINGS = Often(lambda: IndicatorSetting.objects.order_by("indicator"))


def current_book() -> Book:
    """Return the catalogue with what people set.

    A later version may ship other cuts beside which an old setting makes no sense any more; that
    one is left out then, and its page says so by showing the shipped value.
    """
    edits = list_edits()
    if not edits:
        return load_book()
    try:
        return edit_book(load_book(), edits)
    except BadInput:
        book = load_book()
    for indicator, edit in edits.items():
        try:
            book = edit_book(book, {indicator: edit})
        except BadInput:
            continue
    return book


def setting_of(indicator: str) -> IndicatorSetting | None:
    """Return what was set of an indicator, None where it is as shipped and always was."""
    return IndicatorSetting.objects.filter(indicator=indicator).first()


def tell_settings(indicator: str) -> QuerySet[AuditEntry]:
    """Return who set an indicator otherwise and when, the newest first."""
    numbers = IndicatorSetting.objects.filter(indicator=indicator).values("number")
    entries = AuditEntry.objects.filter(number__in=numbers).select_related("actor")
    return entries.order_by("-acted_at", "-id")
