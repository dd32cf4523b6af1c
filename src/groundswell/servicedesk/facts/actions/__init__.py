"""Fields of tickets and what is answered to them; templates of tickets."""

from groundswell.servicedesk.facts.actions.answers import (
    answer_fields,
    find_just_taken_down,
    take_down,
    words_of,
    write_facts,
)
from groundswell.servicedesk.facts.actions.fields import (
    Scope,
    add_field,
    alter_field,
    remove_field,
)
from groundswell.servicedesk.facts.actions.templates import (
    NewTemplate,
    add_template,
    remove_template,
)

__all__ = [
    "NewTemplate",
    "Scope",
    "add_field",
    "add_template",
    "alter_field",
    "answer_fields",
    "find_just_taken_down",
    "remove_field",
    "remove_template",
    "take_down",
    "words_of",
    "write_facts",
]
