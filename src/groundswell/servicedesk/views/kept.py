"""The forms of a ticket's page after one was refused: what was written stands in one of them."""

from collections.abc import Mapping
from typing import Any

from django import forms

from groundswell.servicedesk.forms import (
    HoldForm,
    MessageForm,
    ResolutionForm,
    TellingForm,
    TicketReasonForm,
)
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import State

#: to where each act with words of its own leads
_LEADS: Mapping[type[forms.Form], set[State]] = {
    ResolutionForm: {State.RESOLVED, State.FULFILLED},
    TicketReasonForm: {State.IN_PROGRESS, State.FULFILLING, State.REJECTED},
    HoldForm: {State.ON_HOLD},
}


def forms_after(ticket: Ticket, failed: forms.Form | None, *, tells: bool) -> dict[str, Any]:
    """Return the forms of a page, the refused one with what was written in it.

    Where the page does not offer its act any more, as somebody else was quicker, the words go on
    in the box in which one writes, as a note among agents until its writer says otherwise.
    Those that were not refused are classes, of which the page makes a form where it shows one.

    Args:
        ticket: as it is now.
        failed: what was refused, if anything.
        tells: whether the page offers to write to all with the same trouble.
    """
    message: Any = failed if isinstance(failed, MessageForm) else MessageForm
    if failed is not None and not _is_offered(ticket, failed, tells=tells):
        words = _words_of(failed)
        if words:
            message = MessageForm(initial={"text": words, "private": True})
            failed.add_error(
                None,
                f"{ticket} is {ticket.get_state_display().lower()} now. What you wrote stands in "
                "the box for messages: send it as a note for agents, take out the tick and send it "
                "to the caller, or clear it.",
            )
    return {
        "message_form": message,
        "resolution_form": failed if isinstance(failed, ResolutionForm) else ResolutionForm,
        "hold_form": failed if isinstance(failed, HoldForm) else HoldForm,
        "reason_form": failed if isinstance(failed, TicketReasonForm) else TicketReasonForm,
    }


def _is_offered(ticket: Ticket, failed: forms.Form, *, tells: bool) -> bool:
    if isinstance(failed, TellingForm):
        return tells
    leads = _LEADS.get(type(failed))
    return leads is None or not leads.isdisjoint(ticket.next_states)


def _words_of(failed: forms.Form) -> str:
    """Return what was written, each but the first line with the name of its field."""
    said = [
        (field.label, str(field.value() or "").strip())
        for field in failed.visible_fields()
        if type(field.field) is forms.CharField
    ]
    (_, first), *rest = said or [("", "")]
    lines = [first, *(f"{label}: {words}" for label, words in rest if words)]
    return "\n".join(line for line in lines if line)
