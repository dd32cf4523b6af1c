"""People in the words of a page: nobody yet, and those whom the analysis knows by pseudonyms."""

import re

from django import template
from django.utils.safestring import SafeString

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.queries import name_people
from groundswell.foundation.accounts.words import NOBODY_YET
from groundswell.foundation.richtext import fill_in, join_markup

register = template.Library()

_PSEUDONYM = re.compile(r"\bperson-\d+\b")
#: where an address may go on in the next line
_SEAM = re.compile(r"(?<=[@._])(?=\w)")
_ASIDE = re.compile(r" \(person-\d+\)")


@register.filter
def or_nobody(person: object) -> object:
    """Return who has something, or that nobody has it yet."""
    return person or NOBODY_YET


@register.filter
def by_parts(person: object) -> SafeString:
    """Return a name or an address that breaks after its @ and dots where it is too long for a line.

    Without that a phone tears it in the middle of a word.
    """
    return join_markup(_SEAM.split(str(person)), between=fill_in("<wbr>"))


@register.filter
def naming(text: str, reader: User) -> str:
    """Return the text with names in place of pseudonyms, for a reader who may see names.

    Others read "one person" where the name would say something, and nothing where it is an aside.
    """
    found = set(_PSEUDONYM.findall(text))
    if not found:
        return text
    names = name_people(found, seen_by=reader)
    if not names:
        return _PSEUDONYM.sub("one person", _ASIDE.sub("", text))
    return _PSEUDONYM.sub(lambda match: names.get(match[0], "one person"), text)
