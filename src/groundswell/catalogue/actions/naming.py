"""Writing down what else people call a service."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from groundswell.catalogue.models import OtherName, Service
from groundswell.catalogue.queries.naming import LEAST_LETTERS, find_taken, fold
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.search import index
from groundswell.kernel.errors import BadInput, Refusal

#: other names of one service, and letters of each
MOST, LONGEST = 20, 60


@needs("register.keep")
def say_other_names(service: Service, *, by: User, at: datetime, names: Sequence[str]) -> None:
    """Say what else people call a service, in place of what was said; however it is spelled.

    Raises:
        BadInput: they are too many, or one is too short or too long.
        Refusal: another service is called so.
    """
    said = _read(service, names)
    try:
        with transaction.atomic():
            fresh = trail.lock(service)
            before = fresh.said_otherwise
            _need_free(said, besides=fresh)
            fresh.other_names.all().delete()
            OtherName.objects.bulk_create(
                OtherName(service=fresh, name=name, folded=folded) for folded, name in said.items()
            )
            if before != (after := fresh.said_otherwise):
                told = {"other_names": [before, after]}
                trail.note(fresh.number, "service.also_called", by=by, at=at, changes=told)
                index.put([fresh])
    except IntegrityError:  # at the same moment
        raise Refusal(
            f"Another service got one of these names a moment ago: {', '.join(said.values())}. "
            "Look at the page of the other one first."
        ) from None


def _read(service: Service, names: Sequence[str]) -> dict[str, str]:
    """Return each name once, by how it is folded; the service's own is no other one."""
    said: dict[str, str] = {}
    for name in (one.strip() for one in names):
        if not name:
            continue
        if len(name) > LONGEST:
            raise BadInput(f"“{name[:LONGEST]}…” is too long for a name; {LONGEST} letters do.")
        if len(fold(name)) < LEAST_LETTERS:
            raise BadInput(
                f"“{name}” is too short: it would be found in other words. Write {LEAST_LETTERS} "
                "letters or more."
            )
        said.setdefault(fold(name), name)
    said.pop(fold(service.name), None)
    if len(said) > MOST:
        raise BadInput(f"These are {len(said)} other names; keep the {MOST} that are said most.")
    return said


def _need_free(said: Mapping[str, str], *, besides: Service) -> None:
    for folded, service in find_taken(said, besides=besides).items():
        raise Refusal(
            f"“{said[folded]}” means {service} already, and a name can mean one service only. "
            "Take it out there first, or leave it out here."
        )
