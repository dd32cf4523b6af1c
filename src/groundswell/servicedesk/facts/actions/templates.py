"""Tickets to begin from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.servicedesk.facts import queries
from groundswell.servicedesk.facts.models import TicketTemplate
from groundswell.servicedesk.states import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTemplate:
    """A ticket to begin from."""

    name: str
    ticket_kind: str = Kind.INCIDENT
    preset: Mapping[str, Any]
    needed: Sequence[str] = ()
    hidden: Sequence[str] = ()


@needs("catalogue.keep")
def add_template(*, by: User, at: datetime, new: NewTemplate) -> TicketTemplate:
    """Keep a ticket to begin from.

    Raises:
        Refusal: it has no name, another has it, or it leaves out what nothing fills in.
    """
    template = TicketTemplate()
    _write_template(template, new)
    try:
        with transaction.atomic():
            return trail.begin(template, "template.added", by=by, at=at)
    except IntegrityError:
        raise Refusal(f"There is a template “{new.name}” already; choose another name.") from None


@needs("catalogue.keep")
def remove_template(template: TicketTemplate, *, by: User, at: datetime) -> TicketTemplate:
    """Offer a template no longer; its tickets stay as they are."""
    with trail.change(template, "template.removed", by=by, at=at) as fresh:
        fresh.removed_at = fresh.removed_at or at
    return fresh


def _write_template(template: TicketTemplate, new: NewTemplate) -> None:
    if not new.name.strip():
        raise Refusal("Give the template a name, such as Printer.")
    known = queries.TEMPLATE_FIELDS
    strange = {*new.needed, *new.hidden, *new.preset} - {*known, "category"}
    if strange:
        raise BadInput(f"A ticket has no {', '.join(sorted(strange))}; use {', '.join(known)}.")
    preset = {name: value for name, value in new.preset.items() if value not in {None, ""}}
    blind = [known[name] for name in new.hidden if name in new.needed and name not in preset]
    if "summary" in new.hidden and "summary" not in preset:
        blind.append(known["summary"])
    if blind:
        named = ", ".join(f"“{words}”" for words in blind)
        raise Refusal(f"{named} is needed and not shown: say what stands there, or show it.")
    template.name, template.ticket_kind = new.name.strip()[:80], new.ticket_kind
    template.preset, template.needed = preset, sorted(new.needed)
    template.hidden = sorted(new.hidden)
