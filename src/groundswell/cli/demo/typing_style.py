"""How somebody types: with care, plainly or in a hurry, with the slips of a hurried hand."""

import re
from collections.abc import Mapping
from typing import Any

from groundswell.cli.demo.chance import Dice, Urn

_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*")
_SENTENCE = re.compile(r"(^|[.?]\s+|\n)([a-zà-ÿ])")
_ENGLISH_I = re.compile(r"\bi\b(?=[ '’])")
_SHORTEST = 4


class Typist:
    """Turns what somebody means into what they type."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._styles: Urn[str] = Urn(list(data["styles"]), list(data["styles"].values()))
        self._slips: Urn[str] = Urn(list(data["slips"]), list(data["slips"].values()))

    def style(self, dice: Dice) -> str:
        """Return how somebody types, for good."""
        return self._styles.draw(dice)

    def type(self, text: str, style: str, language: str, dice: Dice) -> str:
        """Return the text as this person types it; numbers and names of machines stay whole."""
        if style == "careful":
            return _with_capitals(text, language)
        rate = self._data["rate"][style]
        habits = self._data["habits"][language] if style == "hasty" else None
        if style == "hasty":
            text = _lowered(text)

        def slip(match: re.Match[str]) -> str:
            word = match.group()
            if habits and dice.share() < habits["rate"] and word in habits["words"]:
                return str(habits["words"][word])
            if len(word) < _SHORTEST or word.isupper() or dice.share() >= rate:
                return word
            return self._slipped(word, language, dice)

        return _WORD.sub(slip, text)

    def _slipped(self, word: str, language: str, dice: Dice) -> str:
        at = dice.whole(1, len(word) - 2)
        how = self._slips.draw(dice)
        if how == "swap":
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if how == "drop":
            return word[:at] + word[at + 1 :]
        if how == "double":
            return word[:at] + word[at] + word[at:]
        near: str = self._data["neighbours"][language].get(word[at], word[at])
        return word[:at] + near + word[at + 1 :]


def _with_capitals(text: str, language: str) -> str:
    if language == "en":
        text = _ENGLISH_I.sub("I", text)
    return _SENTENCE.sub(lambda match: match.group(1) + match.group(2).upper(), text)


def _lowered(text: str) -> str:
    """Return the text in small letters, except words that hold a digit or are all capitals."""
    return " ".join(
        word
        if word.isupper() or any(letter.isdigit() for letter in word)
        else word[:1].lower() + word[1:]
        for word in text.split(" ")
    )
