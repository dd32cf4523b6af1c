"""Lines that stand in many tickets whatever these are about: forms, greetings, mail leftovers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LABEL = re.compile(r"[^\w]*([\w][\w #/()'-]{1,38}?)\s*[:?=]+\s*(.*)", re.DOTALL)
_VARYING = re.compile(r"\S*[\d@]\S*")
_LONGEST_VALUE = 3
# Lines of so many letters come again; so many of them are remembered.
_SHORT = 60
_MOST_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Habit:
    """When a line is a habit of the desk and not a word about the trouble."""

    #: least number of tickets, and least share of all, that hold it
    tickets: int
    share: float
    #: least share of different titles among these tickets: a line that always comes with one
    #: title belongs to that trouble
    variety: float


def learn_boilerplate(texts: Iterable[tuple[str, str]], habit: Habit) -> frozenset[str]:
    """Return the keys of lines that come with many different titles.

    Args:
        texts: title and description of each ticket.
        habit: from how many tickets a line counts.
    """
    titles_by_line: dict[str, list[int]] = defaultdict(list)
    count = 0
    for title, body in texts:
        count += 1
        mark = hash(_VARYING.sub("", title.lower()).strip())
        for key in {_key(line) for line in _split(body)} - {""}:
            titles_by_line[key].append(mark)
    least = max(habit.tickets, habit.share * count)
    return frozenset(
        key
        for key, titles in titles_by_line.items()
        if len(titles) >= least and len(set(titles)) >= habit.variety * len(titles)
    )


class Stripper:
    """Takes lines that say nothing out of descriptions."""

    def __init__(self, boilerplate: frozenset[str]) -> None:
        """Take what `learn_boilerplate` returned."""
        self._boilerplate = boilerplate
        # Nearly every line is kept: its beginning tells without working out what line it is.
        self._starts = frozenset(_start(key) for key in boilerplate) | {""}
        # The same greetings come again and again: what was told of a short line is kept.
        self._told: dict[str, bool] = {}

    def strip(self, title: str, body: str) -> str:
        """Return the description without boilerplate and without the title said again."""
        text = body.strip()
        said = title.strip()
        if said and text[: len(said)].lower() == said.lower():
            text = text[len(said) :]
        if not self._boilerplate or not text:
            return text
        told = self._told
        kept = []
        for line in text.splitlines():
            says_nothing = told.get(line)
            if says_nothing is None:
                says_nothing = self._tell(line)
            if not says_nothing:
                kept.append(line)
        return "\n".join(kept)

    def _tell(self, line: str) -> bool:
        """Tell whether a line is empty or boilerplate."""
        begin = line[:4].lower()
        if begin.isalpha() and begin not in self._starts:
            return False
        says_nothing = not line or line.isspace() or _key(line) in self._boilerplate
        if len(line) <= _SHORT and len(self._told) < _MOST_REMEMBERED:
            self._told[line] = says_nothing
        return says_nothing


def _start(line: str) -> str:
    """Return the first letters, nothing where the line does not begin with a word."""
    begin = line[:4].lower()
    return begin if begin.isalpha() else ""


def _split(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line and not line.isspace())


def _key(line: str) -> str:
    """Return what makes two lines the same line: a form's label, or the words but for numbers."""
    lowered = line.strip().lower()
    labelled = _LABEL.fullmatch(lowered)
    if labelled and len(labelled[2].split()) <= _LONGEST_VALUE:
        return f"{labelled[1]}:"
    return " ".join(_VARYING.sub("#", lowered).split())
