"""What can happen to a major incident: each function is one act with one entry in the trail."""

from groundswell.servicedesk.major.actions.affected import me_too, withdraw_me_too
from groundswell.servicedesk.major.actions.crowding import join_in
from groundswell.servicedesk.major.actions.declaring import (
    Declaration,
    declare_major,
    declare_surge,
)
from groundswell.servicedesk.major.actions.ending import restore_major, resume_major, stand_down
from groundswell.servicedesk.major.actions.reviewing import (
    add_follow_up,
    end_follow_up,
    finish_review,
    write_review,
)
from groundswell.servicedesk.major.actions.running import (
    give_roles,
    note_entry,
    say_what_is_known,
)
from groundswell.servicedesk.major.actions.telling import tell_everyone, tell_newcomers

__all__ = [
    "Declaration",
    "add_follow_up",
    "declare_major",
    "declare_surge",
    "end_follow_up",
    "finish_review",
    "give_roles",
    "join_in",
    "me_too",
    "note_entry",
    "restore_major",
    "resume_major",
    "say_what_is_known",
    "stand_down",
    "tell_everyone",
    "tell_newcomers",
    "withdraw_me_too",
    "write_review",
]
