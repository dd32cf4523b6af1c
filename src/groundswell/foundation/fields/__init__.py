"""Questions as data: what a form asks, when, and what was answered."""

from groundswell.foundation.fields.answers import Answer, Unanswered, find_shown, settle
from groundswell.foundation.fields.rules import Field, FieldKind, check_fields, make_key

__all__ = [
    "Answer",
    "Field",
    "FieldKind",
    "Unanswered",
    "check_fields",
    "find_shown",
    "make_key",
    "settle",
]
