"""Pages that are no place of the rail: which of them somebody has, and where they are."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.urls import reverse

from groundswell.foundation.accounts.policy import rights_of

#: addresses of pages: all those without a record, and of a few hundred records all that a page of
#: theirs names
_ADDRESSES_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Page:
    """One page; see pages.toml for what its parts mean."""

    label: str
    icon: str
    page: str
    query: str = ""
    right: str = ""
    tab: str = ""
    tells: str = ""

    @property
    def url(self) -> str:
        """Return where it is."""
        return f"{address_of(self.page)}{self.query}"


@cache
def load_pages() -> Sequence[Page]:
    """Return all of them in their order."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(Page(**said) for said in data["page"])


def list_pages(user: object) -> Sequence[Page]:
    """Return the pages that this person has."""
    return list_pages_with(rights_of(user))


@cache
def list_pages_with(rights: frozenset[str]) -> Sequence[Page]:
    """Return the pages that whoever holds these rights has."""
    return tuple(page for page in load_pages() if not page.right or page.right in rights)


@lru_cache(maxsize=_ADDRESSES_KEPT)
def address_of(name: str, *given: str) -> str:
    """Return where a page is; looked up once, as every page asks for many.

    Args:
        name: of the page.
        given: the numbers or keys of its record, if it has one.
    """
    return reverse(name, args=given)
