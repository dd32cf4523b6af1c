"""Links by which whoever holds one can answer one question, without an account."""

from typing import TypeVar

from django.core import signing
from django.db.models import Model, QuerySet
from django.http import Http404

Asked = TypeVar("Asked", bound=Model)

_DAY = 24 * 3600


def sign_link(asked: Model, *, salt: str) -> str:
    """Return the part of an address that opens this record, and no other.

    `salt` says what the link is for: one that was made for something else does not open it.
    """
    return signing.dumps(asked.pk, salt=salt)


def follow_link(token: str, *, salt: str, days: int, among: QuerySet[Asked]) -> Asked:
    """Return the record that a link belongs to.

    Raises:
        Http404: the link was not made here, is older than so many days, or its record is gone.
    """
    try:
        key = signing.loads(token, salt=salt, max_age=days * _DAY)
    except signing.BadSignature as fault:
        raise Http404("This link cannot be used any more; ask for a new one.") from fault
    found = among.filter(pk=key).first()
    if found is None:
        raise Http404("This question is not there any more.")
    return found
