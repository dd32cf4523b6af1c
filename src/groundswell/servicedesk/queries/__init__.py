"""Questions about tickets that carry a rule."""

from groundswell.servicedesk.models.groups import find_closed
from groundswell.servicedesk.queries.addresses import list_unknown, read_filter
from groundswell.servicedesk.queries.alike import find_alike
from groundswell.servicedesk.queries.around import look_around
from groundswell.servicedesk.queries.choices import (
    list_agents,
    list_categories,
    list_filed_under,
    list_groups,
    list_views,
)
from groundswell.servicedesk.queries.costs import Running, cost_of_surge, cost_of_ticket
from groundswell.servicedesk.queries.counted import count_up_to, tell_count
from groundswell.servicedesk.queries.counting import count_tickets, list_keys
from groundswell.servicedesk.queries.joined import (
    Affected,
    Reach,
    affected_by,
    count_affected,
    find_tickets,
    head_of,
    list_affected,
    list_joined,
    reach_of_all,
    reach_of_callers,
)
from groundswell.servicedesk.queries.lines import TicketLine, read_line, read_lines
from groundswell.servicedesk.queries.lists import (
    PAGE,
    TicketFilter,
    TicketPage,
    has_tickets,
    list_first,
    list_tickets,
)
from groundswell.servicedesk.queries.named import (
    find_department,
    find_group,
    find_item,
    find_service,
)
from groundswell.servicedesk.queries.narrowing import LOOK_AT, Narrowing
from groundswell.servicedesk.queries.one import get_ticket
from groundswell.servicedesk.queries.origins import count_known, origins_beginning
from groundswell.servicedesk.queries.own import (
    get_own,
    list_own,
    list_written_beside,
    list_written_of,
)
from groundswell.servicedesk.queries.raising import propose_raising
from groundswell.servicedesk.queries.said import KINDS
from groundswell.servicedesk.queries.shown import SHOW
from groundswell.servicedesk.queries.story import Moment, files_of_report, read_trail, tell_story
from groundswell.servicedesk.queries.surges import (
    Proposal,
    get_surge,
    list_banners,
    list_members,
    list_of_surge,
    list_surges,
    propose_joining,
    read_joining,
)
from groundswell.servicedesk.queries.taking import offer_taking
from groundswell.servicedesk.queries.twice import (
    find_just_told,
    find_just_written,
    list_just_opened,
)

__all__ = [
    "KINDS",
    "LOOK_AT",
    "PAGE",
    "SHOW",
    "Affected",
    "Moment",
    "Narrowing",
    "Proposal",
    "Reach",
    "Running",
    "TicketFilter",
    "TicketLine",
    "TicketPage",
    "affected_by",
    "cost_of_surge",
    "cost_of_ticket",
    "count_affected",
    "count_known",
    "count_tickets",
    "count_up_to",
    "files_of_report",
    "find_alike",
    "find_closed",
    "find_department",
    "find_group",
    "find_item",
    "find_just_told",
    "find_just_written",
    "find_service",
    "find_tickets",
    "get_own",
    "get_surge",
    "get_ticket",
    "has_tickets",
    "head_of",
    "list_affected",
    "list_agents",
    "list_banners",
    "list_categories",
    "list_filed_under",
    "list_first",
    "list_groups",
    "list_joined",
    "list_just_opened",
    "list_keys",
    "list_members",
    "list_of_surge",
    "list_own",
    "list_surges",
    "list_tickets",
    "list_unknown",
    "list_views",
    "list_written_beside",
    "list_written_of",
    "look_around",
    "offer_taking",
    "origins_beginning",
    "propose_joining",
    "propose_raising",
    "reach_of_all",
    "reach_of_callers",
    "read_filter",
    "read_joining",
    "read_line",
    "read_lines",
    "read_trail",
    "tell_count",
    "tell_story",
]
