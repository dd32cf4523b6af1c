"""Questions about configuration items."""

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.cmdb.models import ConfigItem, Relation

PAGE = 50


def page_items(*, containing: str, page: str) -> Page[ConfigItem]:
    """Return one page of the items; a page that does not exist becomes the nearest."""
    return Paginator(list_items(containing=containing), PAGE).get_page(page)


def list_items(*, containing: str = "") -> QuerySet[ConfigItem]:
    """Return the items whose name, kind or number this text is, by name, with relations counted."""
    items = ConfigItem.objects.annotate(
        needs_count=Count("needs", distinct=True), needed_count=Count("needed_by", distinct=True)
    )
    if containing:
        items = items.filter(
            Q(name__icontains=containing)
            | Q(type__icontains=containing)
            | Q(number__iexact=containing)
        )
    return items.order_by("name")


def get_item(number: str) -> ConfigItem:
    """Return the item with this number.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(ConfigItem, number=number)


def list_relations() -> QuerySet[Relation]:
    """Return what depends on what, with both ends."""
    return Relation.objects.select_related("source", "target").order_by(
        "source__name", "target__name"
    )
