"""What a view can show of a ticket, and in which order."""

from collections.abc import Mapping

from groundswell.servicedesk.models.indexes import PRESSING

#: column → its heading; what the list holds of a ticket anyway, so that a column costs no query
COLUMNS: Mapping[str, str] = {
    "kind": "Kind",
    "priority": "Priority",
    "state": "State",
    "service": "Service",
    "caller": "Caller",
    "group": "Group",
    "assignee": "Works on it",
    "opened_at": "Opened",
    "resolved_at": "Resolved",
    "reassignments": "Passed on",
    "reopens": "Came back",
}
#: wider than this nobody reads
MOST_COLUMNS = 6

#: order → its words and the columns of an index that holds tickets in it
SORTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "": ("As the list does by itself", ()),
    "harm": ("Most pressing first", PRESSING),
    "newest": ("Newest first", ("-opened_at", "-id")),
    "oldest": ("Oldest first", ("opened_at", "id")),
    "changed": ("Last changed first", ("-updated_at", "-id")),
    "untouched": ("Longest untouched first", ("updated_at", "id")),
}
