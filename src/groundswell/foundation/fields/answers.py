"""What was answered: which questions are asked with these answers, and what is kept of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from groundswell.foundation.fields.rules import LISTED, Field, FieldKind
from groundswell.foundation.lengths import LONGEST
from groundswell.kernel.errors import BadInput

#: characters that an answer may hold; longer texts belong into a file
MOST = {FieldKind.TEXT: 500, FieldKind.LONG: LONGEST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered to a question, with its words as they were when it was asked.

    Attributes:
        key: that of the question.
        label: the question.
        kind: which kind of answer it is.
        value: for programs; text, number as text, ISO date, true or false, list, key of a record;
            the files themselves, for the verb that keeps them.
        words: for people.
    """

    key: str
    label: str
    kind: str
    value: Any
    words: str


class Unanswered(BadInput):
    """Questions that have to be answered and are not; `missing` holds them."""

    def __init__(self, missing: Sequence[Field]) -> None:
        self.missing = tuple(missing)
        named = ", ".join(f"“{field.label}”" for field in missing)
        super().__init__(f"Please answer {named}; without it nobody can go on.")


def find_shown(fields: Sequence[Field], values: Mapping[str, Any]) -> list[Field]:
    """Return the questions that are asked, given what is answered so far, in their order.

    One whose question is not asked itself is not asked either; a circle is never asked.
    """
    by_key = {field.key: field for field in fields}

    def is_shown(field: Field, way: tuple[str, ...] = ()) -> bool:
        if not field.only_if:
            return True
        other = by_key.get(field.only_if)
        if other is None or field.key in way:
            return False
        return _is_met(field, values.get(other.key)) and is_shown(other, (*way, field.key))

    return [field for field in fields if is_shown(field)]


def settle(fields: Sequence[Field], values: Mapping[str, Any]) -> list[Answer]:
    """Return the answers that count: those to questions that are asked and were answered.

    What was sent for a question that is not asked is ignored.

    Args:
        fields: the questions.
        values: by key: text, number, day, yes or no, several texts, a record, or files.

    Raises:
        Unanswered: one that has to be answered is not.
        BadInput: an answer is none of those that can be given.
    """
    shown = find_shown(fields, values)
    missing = [field for field in shown if field.required and is_empty(values.get(field.key))]
    if missing:
        raise Unanswered(missing)
    return [
        _keep(field, values[field.key]) for field in shown if not is_empty(values.get(field.key))
    ]


def is_empty(value: object) -> bool:
    """Tell whether nothing was answered; no and 0 are answers."""
    return value is None or (isinstance(value, str | list | tuple) and not value)


def _is_met(field: Field, value: object) -> bool:
    if is_empty(value):
        return False
    said = [_as_text(part) for part in value] if isinstance(value, list) else [_as_text(value)]
    if field.only_values:
        return not set(said).isdisjoint(field.only_values)
    return said != ["no"]


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _keep(field: Field, value: Any) -> Answer:
    kept, words = _read(field, value)
    return Answer(key=field.key, label=field.label, kind=field.kind, value=kept, words=words)


def _read(field: Field, value: Any) -> tuple[Any, str]:
    """Return what is kept of an answer, for programs and for people."""
    if field.kind in LISTED:
        chosen = [str(part) for part in value] if isinstance(value, list) else [str(value)]
        strange = [part for part in chosen if part not in field.options]
        if strange:
            raise BadInput(
                f"“{field.label}” cannot be {', '.join(strange)[:80]}; "
                f"choose from: {', '.join(field.options)}."
            )
        return (chosen if field.kind == FieldKind.SEVERAL else chosen[0]), ", ".join(chosen)
    if field.kind == FieldKind.FILE:
        return _read_files(field, value)
    if isinstance(value, bool):
        return value, _as_text(value)
    if isinstance(value, Decimal | int | float):
        return str(value), str(value)
    if isinstance(value, date):
        return value.isoformat(), value.isoformat()
    if hasattr(value, "pk"):
        return value.pk, str(value)
    text = str(value).replace("\0", "").strip()
    most = MOST.get(FieldKind(field.kind), MOST[FieldKind.TEXT])
    if len(text) > most:
        raise BadInput(
            f"The answer to “{field.label}” has {len(text):,} characters; {most:,} are the most. "
            "Shorten it, or send a file with a message afterwards."
        )
    return text, text


def _read_files(field: Field, value: Any) -> tuple[Any, str]:
    names = [getattr(file, "name", "") for file in value] if isinstance(value, list) else [""]
    if not all(names):
        raise BadInput(f"“{field.label}” is answered with files; attach them in the form.")
    return value, ", ".join(names)
