"""What can happen to a ticket: each function is one act with one entry in the trail."""

from groundswell.servicedesk.actions.answering import answer_ticket, tell_known
from groundswell.servicedesk.actions.articles import (
    resolve_and_keep,
    use_article_on_ticket,
    write_article_of,
)
from groundswell.servicedesk.actions.ending import (
    cancel_ticket,
    close_ticket,
    close_unasked,
    end_own_ticket,
    reopen_ticket,
    resolve_ticket,
    resolve_unasked,
    stands_for_others,
)
from groundswell.servicedesk.actions.filing import say_own_service
from groundswell.servicedesk.actions.joining import (
    join_own,
    join_ticket,
    join_tickets,
    part_ticket,
    tell_joined,
)
from groundswell.servicedesk.actions.kinds import change_kind
from groundswell.servicedesk.actions.opening import NewTicket, open_incident, open_request
from groundswell.servicedesk.actions.raising import raise_impact
from groundswell.servicedesk.actions.surges import dismiss_surge, join_surge
from groundswell.servicedesk.actions.watching import (
    end_surges,
    keep_learnt,
    keep_surge,
    learn_usual,
    watch_arrivals,
)
from groundswell.servicedesk.actions.working import (
    approve_request,
    assign_ticket,
    change_caller,
    fill_place,
    hold_ticket,
    place_ticket,
    rate_ticket,
    reject_request,
    start_ticket,
)
from groundswell.servicedesk.actions.writing import need_room, write_message

__all__ = [
    "NewTicket",
    "answer_ticket",
    "approve_request",
    "assign_ticket",
    "cancel_ticket",
    "change_caller",
    "change_kind",
    "close_ticket",
    "close_unasked",
    "dismiss_surge",
    "end_own_ticket",
    "end_surges",
    "fill_place",
    "hold_ticket",
    "join_own",
    "join_surge",
    "join_ticket",
    "join_tickets",
    "keep_learnt",
    "keep_surge",
    "learn_usual",
    "need_room",
    "open_incident",
    "open_request",
    "part_ticket",
    "place_ticket",
    "raise_impact",
    "rate_ticket",
    "reject_request",
    "reopen_ticket",
    "resolve_and_keep",
    "resolve_ticket",
    "resolve_unasked",
    "say_own_service",
    "stands_for_others",
    "start_ticket",
    "tell_joined",
    "tell_known",
    "use_article_on_ticket",
    "watch_arrivals",
    "write_article_of",
    "write_message",
]
