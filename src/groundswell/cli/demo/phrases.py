"""Wordings with choices and gaps: `{a|b}` is either, `{customer}` is filled from a list.

A gap keeps its filling for as long as one `Gaps` lives, so that the title, the description and the
answer of one ticket speak of the same printer.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from groundswell.cli.demo.chance import Dice

_INNERMOST = re.compile(r"\{([^{}]*)\}")
_SPACES = re.compile(r" {2,}")

Filling = str | Sequence[str] | Callable[[], str]


class Gaps:
    """What fills the gaps of one ticket."""

    def __init__(self, dice: Dice, *fillings: Mapping[str, Filling]) -> None:
        self._dice = dice
        self._fillings = fillings
        self._chosen: dict[str, str] = {}

    def fill(self, wording: str) -> str:
        """Return the wording with every choice made and every gap filled.

        Raises:
            KeyError: the wording names a gap that nothing fills; a fault in the data.
        """
        text = wording
        while "{" in text:
            text = _INNERMOST.sub(self._settle, text)
        return _SPACES.sub(" ", text).strip()

    def also(self, **fillings: Filling) -> "Gaps":
        """Return gaps that keep what was chosen so far, with these fillings tried first."""
        wider = Gaps(self._dice, fillings, *self._fillings)
        wider._chosen = {name: text for name, text in self._chosen.items() if name not in fillings}
        return wider

    def _settle(self, match: re.Match[str]) -> str:
        inner = match.group(1)
        if "|" in inner:
            either: str = self._dice.pick(inner.split("|"))
            return either
        if inner not in self._chosen:
            self._chosen[inner] = self._look_up(inner)
        return self._chosen[inner]

    def _look_up(self, name: str) -> str:
        for fillings in self._fillings:
            if name in fillings:
                filling = fillings[name]
                if isinstance(filling, str):
                    return filling
                return filling() if callable(filling) else self._dice.pick(filling)
        raise KeyError(f"no filling for the gap {name}")
