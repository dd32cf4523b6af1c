"""Questions about texts."""

from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.texts.models import TextModule


def list_texts(*, seen_by: User) -> list[TextModule]:
    """Return the texts that this person may send, those of all first, by name."""
    texts = TextModule.objects.visible_to(seen_by).filter(removed_at=None)
    found = texts.select_related("owner").order_by("name", "id")
    return sorted(found, key=lambda text: text.owner_id is not None)


def get_text(number: str, *, seen_by: User) -> TextModule:
    """Return a text that this person may send.

    Raises:
        Http404: there is none, or it is somebody else's own.
    """
    texts = TextModule.objects.visible_to(seen_by).filter(removed_at=None)
    return get_object_or_404(texts, number=number)
