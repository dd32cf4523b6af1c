"""What can be asked, and what a set of questions must keep to. Plain rules, no database."""

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import models

from groundswell.kernel.errors import Refusal

#: more questions than this nobody answers
MOST_FIELDS = 60
MOST_OPTIONS = 200


class FieldKind(models.TextChoices):
    """What kind of answer a question wants."""

    TEXT = "text", "A line of text"
    LONG = "long", "Several lines of text"
    NUMBER = "number", "A number"
    DATE = "date", "A day"
    YES_NO = "yes_no", "Yes or no"
    CHOICE = "choice", "One of several"
    SEVERAL = "several", "Several of them"
    PERSON = "person", "A person"
    SERVICE = "service", "A service"
    FILE = "file", "Files"


#: kinds whose answer is chosen from a list that is written with the question
LISTED = (FieldKind.CHOICE, FieldKind.SEVERAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question.

    Attributes:
        key: how programs call it; never altered, so that answers stay with it.
        label: the question, in the words of the person who answers.
        kind: which kind of answer it wants.
        help: what makes it easier to answer.
        required: whether it has to be answered where it is asked.
        options: from which to choose, where the kind is a list.
        default: what stands there before anybody answers.
        only_if: key of the question on whose answer it depends; "" for always.
        only_values: the answers with which it is asked; empty: any answer but none and no.
    """

    key: str
    label: str
    kind: str = FieldKind.TEXT
    help: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    default: str = ""
    only_if: str = ""
    only_values: tuple[str, ...] = ()


def as_gone(field: Field) -> Field:
    """Return a question that was taken out while somebody answered it: what they said is kept."""
    words = "This is no longer asked; what was written here is kept."
    return replace(field, help=words, required=False, only_if="", only_values=())


def say_gone(fields: Sequence[Field]) -> str:
    """Return what whoever answered questions that were taken out meanwhile reads; "" for none."""
    if not fields:
        return ""
    named = ", ".join(f"“{field.label}”" for field in fields)
    verb = "is" if len(fields) == 1 else "are"
    return f"{named} {verb} no longer asked; what was written there is kept with it."


def make_key(label: str, *, taken: Container[str] = ()) -> str:
    """Return a key for a question: its words in small letters; with a number where it is taken."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    start = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40] or "question"
    key, count = start, 2
    while key in taken:
        key, count = f"{start}_{count}", count + 1
    return key


def check_fields(fields: Sequence[Field]) -> None:
    """Pass questions that can be asked together.

    Raises:
        Refusal: naming the question that cannot be asked, and what to do.
    """
    if len(fields) > MOST_FIELDS:
        raise Refusal(f"{len(fields)} questions are too many; ask at most {MOST_FIELDS}.")
    by_key = {field.key: field for field in fields}
    for field in fields:
        _check_alone(field)
    if len(by_key) < len(fields):
        raise Refusal("Two questions have the same key; give one of them other words.")
    for field in fields:
        if field.only_if:
            _check_condition(field, by_key)


def _check_alone(field: Field) -> None:
    if not field.label.strip():
        raise Refusal("A question has no words; write what is asked.")
    if field.kind not in FieldKind.values:
        known = ", ".join(FieldKind.values)
        raise Refusal(f'“{field.label}” is of the kind "{field.kind}"; use one of {known}.')
    if field.kind == FieldKind.FILE and field.default:
        raise Refusal(f"“{field.label}” asks for files; none can stand there at first.")
    if field.kind not in LISTED:
        return
    if not field.options:
        raise Refusal(f"“{field.label}” has nothing to choose from; write one option a line.")
    if len(field.options) > MOST_OPTIONS:
        raise Refusal(
            f"“{field.label}” has {len(field.options)} options; {MOST_OPTIONS} are the most."
        )
    twice = {option for option in field.options if field.options.count(option) > 1}
    if twice:
        raise Refusal(f"“{field.label}” offers {', '.join(sorted(twice))} twice; keep one.")
    if field.default and field.default not in field.options:
        raise Refusal(
            f"“{field.label}” begins with {field.default}, which is not among its options."
        )


def _check_condition(field: Field, by_key: Mapping[str, Field]) -> None:
    other = by_key.get(field.only_if)
    if other is None:
        raise Refusal(
            f"“{field.label}” depends on a question that is not asked ({field.only_if}); "
            "choose another, or ask it always."
        )
    offered = ("yes", "no") if other.kind == FieldKind.YES_NO else other.options
    strange = [value for value in field.only_values if offered and value not in offered]
    if strange:
        raise Refusal(
            f"“{field.label}” waits for the answer {', '.join(strange)} to “{other.label}”, "
            f"which can only be: {', '.join(offered)}."
        )
    way = [field]
    while other is not None and other not in way:
        way.append(other)
        other = by_key.get(other.only_if)
    if other is not None:
        circle = ", ".join(f"“{step.label}”" for step in way[way.index(other) :])
        raise Refusal(
            f"These questions wait for one another in a circle: {circle}. "
            "Nobody would ever be asked; let one of them be asked always."
        )
