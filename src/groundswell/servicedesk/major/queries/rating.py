"""How bad the ticket of a major incident was said to be before it was declared one."""

from collections.abc import Mapping

from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.servicedesk.major.models import MajorIncident

MADE_MAJOR = "incident.made_major"
_RATED = "incident.rated"
_RATING = ("impact", "urgency")


def find_rating_before(major: MajorIncident) -> Mapping[str, int]:
    """Return what of impact and urgency goes back, and to what, when it is stood down.

    The declaration says how bad it is right before it stands in the trail of the ticket, in the
    same moment. What was changed after that stays: somebody judged it anew, or a promise that ran
    short raised it. So does all where the priorities of the house know that no longer. One query.
    """
    entries = AuditEntry.objects.filter(
        number=major.parent.number, acted_at__gte=major.declared_at
    ).order_by("id")
    before: dict[str, str] = {}
    is_declared = False
    for entry in entries:
        changed = {name: entry.changes[name] for name in _RATING if name in entry.changes}
        if is_declared:
            before = {name: old for name, old in before.items() if name not in changed}
        elif entry.act == MADE_MAJOR:
            is_declared = entry.changes.get("major", ["", ""])[1] == major.number
        elif entry.act == _RATED:
            before = {name: old for name, (old, _) in changed.items()}
    if not is_declared:
        return {}
    back = {name: int(old) for name, old in before.items()}
    return back if _cell(major, back) in current_matrix().cells else {}


def tell_going_back(major: MajorIncident) -> str:
    """Return in words what becomes of its ticket when it is stood down."""
    head, back, matrix = major.parent, find_rating_before(major), current_matrix()
    if not back:
        return f"Its tickets stay open, and {head} stays as pressing as it is."
    said = {"impact": matrix.impacts, "urgency": matrix.urgencies}
    words = " and ".join(f"“{said[name][rank]}”" for name, rank in back.items())
    priority = matrix.priorities[matrix.cells[_cell(major, back)]]
    return (
        f"Its tickets stay open, and {head} goes back to {words}, as before it was declared: its "
        f"priority is {priority} then."
    )


def _cell(major: MajorIncident, back: Mapping[str, int]) -> tuple[int, int]:
    """Return the impact and the urgency that its ticket has then."""
    head = major.parent
    return back.get("impact", head.impact), back.get("urgency", head.urgency)
