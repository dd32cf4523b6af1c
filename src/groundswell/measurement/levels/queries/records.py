"""From the ids behind a figure to the pages that hold the records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.measurement.levels.words import load_words
from groundswell.measurement.queries import find_problems, latest_run


@dataclass(frozen=True, slots=True)
class Opened:
    """A record behind a figure; without `address` it has no page, or not for this reader."""

    id: str
    address: str
    title: str = ""


def open_records(ids: Iterable[str], *, seen_by: User) -> list[Opened]:
    """Return the records with the address of their page, where this person may open it.

    An id may hold two records, such as a known error and the ticket it was used on; then the last
    one that has a page opens.
    """
    given = list(ids)
    run = latest_run()
    found = find_problems(run, keys=given) if run else {}
    services = dict(Service.objects.filter(name__in=given).values_list("name", "number"))
    opened = []
    for one in given:
        if one in found:
            address = reverse("measurement:problem", args=[one])
            opened.append(Opened(one, address, found[one].title))
            continue
        words = [services[one]] if one in services else one.split()
        pages = [page for page in (_address(word, seen_by) for word in words) if page]
        opened.append(Opened(one, pages[-1] if pages else ""))
    return opened


def _address(number: str, user: User) -> str:
    rules: list[Mapping[str, Any]] = load_words()["opens"]
    rule = next((one for one in rules if number.startswith(tuple(one["starts"]))), None)
    if rule is None or not may(user, rule["right"]):
        return ""
    try:
        return reverse(rule["page"], args=[number])
    except NoReverseMatch:
        return ""
