"""Writing the index anew while people work: in small steps, each of which can be the last."""

from collections.abc import Iterator

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef

from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.search import index
from groundswell.foundation.search.models import SearchDocument

_STEP = 500


def list_kinds() -> list[type[NumberedRecord]]:
    """Return the kinds of records that say under which words they are found."""
    kinds = [kind for kind in apps.get_models() if issubclass(kind, NumberedRecord)]
    return [kind for kind in kinds if kind.search_text is not NumberedRecord.search_text]


def count_outdated() -> int:
    """Return how many records are in the index in an older form."""
    current = SearchDocument.objects.filter(form=index.FORM)
    return SearchDocument.objects.count() - current.count()


def forget_forms() -> None:
    """Take every record for one of an older form, so that all are written anew."""
    SearchDocument.objects.update(form=None)


def reindex() -> Iterator[tuple[str, int]]:
    """Write every record that is not in the index in its present form.

    A record written meanwhile by somebody is in its present form already. What was done stays done
    when this is stopped; started again, it goes on there.

    Yields:
        The name of a kind, and how many of its records were written in one step.
    """
    for kind in list_kinds():
        after = 0
        while True:
            current = SearchDocument.objects.filter(number=OuterRef("number"), form=index.FORM)
            waiting = kind._default_manager.filter(~Exists(current), pk__gt=after)
            with transaction.atomic():
                records = list(waiting.order_by("pk")[:_STEP])
                index.put(records)
                kind.search_beside([record.pk for record in records])
            if not records:
                break
            after = records[-1].pk
            yield str(kind._meta.verbose_name_plural), len(records)
