"""Every address that somebody gets by asking: from the patterns of Django and from the links.

A page without words in its address is asked for as it stands. For every other the records of the
site are the arguments: first those to which a page that was read links, then any whose number or
key was seen at all. So a new page cannot be forgotten, and one that no record of the site reaches
is named.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

RULES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "permissions" / "routes.toml").read_text(encoding="utf-8")
)["pages"]
#: what a program asks for, and what ends the session of whoever walks
LEFT_OUT = ("api:", "account_logout")
#: what a page leads to, and what it hands out to be sent to somebody
LINK = re.compile(
    r'(?:(?:href|hx-get|data-[\w-]+)="|readonly value="(?:https?://[^/"]+)?)(/[^"#?]*)'
)
NUMBER = re.compile(r"\b[A-Z]{2,5}-\d{4,}\b")
#: records of one kind that are tried for a page to which nothing links
TRIED = 3


@dataclass
class Addresses:
    """What one person gets.

    Attributes:
        pages: whole pages, in the order in which they were found, with their route.
        broken: addresses that a link or a pattern leads to and that fail, with their status.
        unreached: routes for which no record of the site gives an address.
    """

    pages: dict[str, str] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)
    unreached: list[str] = field(default_factory=list)


def find(client: Client, *, examples: int = 1) -> Addresses:
    """Return every address that this browser gets, at most so many of one route."""
    return _Walker(client, examples).walk()


def routes(resolver: URLResolver | None = None, names: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the name of every pattern."""
    for part in (resolver or get_resolver()).url_patterns:
        if isinstance(part, URLResolver):
            yield from routes(part, (*names, part.namespace) if part.namespace else names)
        elif isinstance(part, URLPattern) and part.name:
            yield ":".join((*names, part.name))


def words_of(name: str) -> list[str]:
    """Return the words that the address of a route takes."""
    resolver = get_resolver()
    for namespace in name.split(":")[:-1]:
        resolver = resolver.namespace_dict[namespace][1]
    return list(resolver.reverse_dict.getlist(name.rsplit(":", maxsplit=1)[-1])[0][0][0][1])


class _Walker:
    def __init__(self, client: Client, examples: int) -> None:
        self.client, self.examples = client, examples
        self.found = Addresses()
        self.asked: set[str] = set()
        self.got: dict[str, int] = {}
        self.numbers: dict[str, list[str]] = {}
        self.keys: dict[str, None] = {}

    def walk(self) -> Addresses:
        names = [name for name in routes() if not name.startswith(LEFT_OUT)]
        plain = [name for name in names if not words_of(name)]
        self._follow([reverse(name) for name in plain])
        for name in names:
            if name in self.got or name in plain or RULES.get(name, {}).get("post"):
                continue
            self._try(name)
            if name not in self.got:
                self.found.unreached.append(name)
        return self.found

    def _follow(self, paths: list[str]) -> None:
        while paths:
            paths += self._ask(paths.pop(0))

    def _ask(self, path: str, *, linked: bool = True) -> list[str]:
        """Ask for one address; return those to which it links and that are still wanted."""
        name = _name_of(path)
        if name is None or path in self.asked or self.got.get(name, 0) >= self.examples:
            return []
        self.asked.add(path)
        answer = self.client.get(path)
        if answer.status_code >= 500 or (linked and answer.status_code == 404 and words_of(name)):
            self.found.broken[path] = answer.status_code
        if answer.status_code != 200:
            return []
        self.got[name] = self.got.get(name, 0) + 1
        if not answer.get("Content-Type", "").startswith("text/html"):
            return []
        text = answer.content.decode()
        if "<html" in text:
            self.found.pages[path] = name
        return self._read(text)

    def _read(self, text: str) -> list[str]:
        for number in NUMBER.findall(text):
            kept = self.numbers.setdefault(number.partition("-")[0], [])
            if number not in kept and len(kept) < TRIED:
                kept.append(number)
        links = list(dict.fromkeys(LINK.findall(text)))
        for link in links:
            self.keys |= dict.fromkeys(_words_in(link))
        return links

    def _try(self, name: str) -> None:
        """Ask with every record that was seen, until one is there; two words are left to links."""
        words = words_of(name)
        if len(words) > 1:
            return
        numbers = [number for kept in self.numbers.values() for number in kept]
        choices = {"pk": [str(pk) for pk in range(1, TRIED + 1)], "number": numbers}
        for given in choices.get(words[0], list(self.keys)):
            self._follow(self._ask(reverse(name, args=[given]), linked=False))
            if name in self.got:
                return


def _name_of(path: str) -> str | None:
    """Return the route of an address; None where it is none of ours, or is left out."""
    try:
        name = resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None
    return None if not name or name.startswith(LEFT_OUT) else name


def _words_in(link: str) -> list[str]:
    """Return the keys in an address: what stands for a word that is no number of a record."""
    try:
        given = resolve(link).kwargs
    except Resolver404:
        return []
    return [str(value) for word, value in given.items() if word not in {"pk", "number", "token"}]
