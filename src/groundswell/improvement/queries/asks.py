"""Asks and their answers."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.improvement.models import Ask


def get_ask(number: str, *, seen_by: User) -> Ask:
    """Return the ask with this number, if this person may see it.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    asks = Ask.objects.visible_to(seen_by).select_related("problem", "option")
    return get_object_or_404(asks, number=number)


def list_asks(*, seen_by: User) -> QuerySet[Ask]:
    """Return the asks, those without an answer first, then the newest."""
    asks = Ask.objects.visible_to(seen_by).select_related("problem", "option")
    return asks.alias(is_answered=~Q(answer="")).order_by("is_answered", "-asked_at", "-id")
