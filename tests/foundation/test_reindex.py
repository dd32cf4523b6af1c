"""The search is written anew while people work, and goes on where it was stopped."""

from typing import Any

import pytest

from groundswell.foundation.search import index
from groundswell.foundation.search.models import SearchDocument, SearchWord
from groundswell.foundation.search.reindexing import count_outdated, forget_forms, reindex
from groundswell.servicedesk.queries import KINDS
from tests.makers import make_problem, make_ticket

pytestmark = pytest.mark.django_db


def _as_before_forms() -> None:
    """Leave the index as the version before wrote it."""
    for document in SearchDocument.objects.all():
        words = [word for word in document.words.split() if word[0] not in "ǂǃ"]
        SearchDocument.objects.filter(pk=document.pk).update(words=" ".join(words), form=None)
    SearchWord.objects.all().delete()


def test_an_older_form_is_found_and_written_anew(django_capture_on_commit_callbacks: Any) -> None:
    ticket = make_ticket(summary="Printers print blank pages")
    make_problem()
    _as_before_forms()
    assert index.find("blank", kinds=KINDS) == [ticket.number]
    assert count_outdated() == 2

    with django_capture_on_commit_callbacks(execute=True):
        written = sum(count for _, count in reindex())

    assert written == 2
    assert index.find_stems(["printing"], kinds=KINDS, limit=5) == [ticket.number]
    assert index.find_near("prinetrs", kinds=KINDS).instead == "printers"


def test_it_goes_on_where_it_was_stopped_and_brings_back_what_was_lost() -> None:
    first, second = make_ticket(summary="One"), make_ticket(summary="Two")
    SearchDocument.objects.filter(number=first.number).delete()
    assert index.find("one", kinds=KINDS) == []

    next(iter(reindex()))

    assert index.find("one", kinds=KINDS) == [first.number]
    assert list(reindex()) == []
    forget_forms()
    assert sum(count for _, count in reindex()) == 2
    assert index.find("two", kinds=KINDS) == [second.number]
