"""Questions as data: what a form asks, when, and what was answered."""

from groundswell.foundation.fields.answers import Answer, Unanswered, find_shown, settle
from groundswell.foundation.fields.rules import (
    Field,
    FieldKind,
    as_gone,
    check_fields,
    make_key,
    say_gone,
)

__all__ = [
    "Answer",
    "Field",
    "FieldKind",
    "Unanswered",
    "as_gone",
    "check_fields",
    "find_shown",
    "make_key",
    "say_gone",
    "settle",
]
