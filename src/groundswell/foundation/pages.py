"""Pages that are no place of the rail: which of them somebody has, and where they are."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse

from groundswell.foundation.accounts.policy import may


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


def list_pages(user: object) -> list[Page]:
    """Return the pages that this person has."""
    return [page for page in load_pages() if not page.right or may(user, page.right)]


@cache
def address_of(name: str) -> str:
    """Return where a page without a record is; looked up once, as every page asks for many."""
    return reverse(name)
