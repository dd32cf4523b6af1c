"""Leaving out who it was about: an article is read by people who have nothing to do with it."""

import re
from collections.abc import Iterable

from groundswell.analysis.text.masks import trim
from groundswell.analysis.text.people import learn_people

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+\d[\d ()/-]{6,}\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST = 3
_NAME = "[name]"


def leave_out_people(
    text: str, *, names: Iterable[str], like: Iterable[tuple[str, str]] = ()
) -> str:
    """Return a text without the names, mail addresses and phone numbers of people.

    What is left over is for the writer to see: a draft is read before it is published.

    Args:
        text: what was written on a ticket.
        names: people who had to do with it, by their whole names.
        like: title and description of tickets like it, from which words that name people are
            learnt (whoever is greeted, and whoever signs).
    """
    text = _PHONE.sub("[phone]", _ADDRESS.sub("[address]", text))
    known = [name for name in names if name.strip()]
    for name in sorted(known, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", _NAME, text, flags=re.IGNORECASE)
    parts = {part for name in known for part in name.split() if len(part) >= _SHORTEST}
    people = learn_people(like).named

    def leave_out(word: re.Match[str]) -> str:
        is_named = word[0] in parts or trim(word[0]) in people
        return _NAME if is_named and text[word.start() - 1 : word.start()] != "[" else word[0]

    text = _WORD.sub(leave_out, text)
    return re.sub(r"\[name\](?:[ ,]+\[name\])+", _NAME, text)
