"""Where in a JSON document its records stand, told from its beginning."""

import re
from dataclasses import dataclass, field

from groundswell.readers.limits import load

_LISTS = {name: rank for rank, name in enumerate(load(__package__, "records.toml")["lists"])}
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([\[\]{}:,])|[^\s\[\]{}:,"]+')
_DEEPEST = 6  # records stand at most so many objects deep


@dataclass(frozen=True, slots=True)
class Found:
    """Where the first record begins; `keyed` where each has a key of its own before it."""

    place: int
    keyed: bool = False


@dataclass(slots=True)
class _Container:
    """A list or an object while it is being passed."""

    name: str
    start: int
    depth: int
    is_list: bool
    plain: bool  # stands in objects only, not in a list
    objects: int = 0
    lists: int = 0
    others: int = 0
    keys: list[set[str]] = field(default_factory=list)
    open: bool = True

    @property
    def holds_records(self) -> bool:
        """Tell whether it is a list with objects, or an object of objects that are alike."""
        if not self.plain or self.depth > _DEEPEST or not self.objects:
            return False
        if self.is_list:
            return self.objects > self.others + self.lists
        alike = len(self.keys) > 1 and 2 * len(self.keys[0] & self.keys[1]) > len(self.keys[0])
        return self.objects > 1 and not self.others + self.lists and alike

    @property
    def rank(self) -> tuple[bool, bool, int, int, int]:
        """Return what sorts the likeliest container of records first."""
        known = _LISTS.get(self.name.lower())
        return (known is None, not self.is_list, self.depth, known or 0, -self.objects)


def find_records(head: str) -> Found:
    """Return where the records begin in a document whose beginning is given.

    They are a list at the top, a list somewhere in objects (names that interfaces use go first), an
    object that holds one under each key, or objects one after another.
    """
    if head.startswith("["):
        return Found(1)
    passed, roots = _pass_over(head)
    found = sorted((one for one in passed if one.holds_records), key=lambda one: one.rank)
    if roots > 1 or not found:
        return Found(0)
    best, root = found[0], passed[0]
    named = best.name.lower() in _LISTS
    if not named and best is not root and best.objects <= root.others and not root.open:
        return Found(0)  # one record that has a list in it
    return Found(best.start + 1, keyed=not best.is_list)


def _pass_over(head: str) -> tuple[list[_Container], int]:
    """Return the containers in the head, in the order of their beginning, and how many roots."""
    passed: list[_Container] = []
    stack: list[_Container] = []
    name = text = ""
    roots = 0
    for token in _TOKEN.finditer(head):
        sign = token.group(2)
        if sign == ":":
            name = text
            if len(stack) > 1 and not stack[-1].is_list and len(stack[-2].keys) in (1, 2):
                stack[-2].keys[-1].add(name)
        elif sign in ("{", "["):
            if not stack:
                roots += 1
            container = _begin(stack, name, token.start(), is_list=sign == "[")
            stack.append(container)
            passed.append(container)
            name = ""
        elif sign in ("}", "]") and stack:
            stack.pop().open = False
        elif sign != ",":
            text = token.group(1) or ""
            if stack and (stack[-1].is_list or name):
                stack[-1].others += 1
                name = ""
    return passed, roots


def _begin(stack: list[_Container], name: str, start: int, *, is_list: bool) -> _Container:
    if not stack:
        return _Container(name, start, 0, is_list, plain=True)
    above = stack[-1]
    if is_list:
        above.lists += 1
    else:
        above.objects += 1
        above.keys.append(set())
    plain = above.plain and not above.is_list
    return _Container(name, start, above.depth + 1, is_list, plain)
