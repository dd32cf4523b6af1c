"""The export of a small desk: thirty tickets of half a year, as another tool writes them."""

from datetime import datetime, timedelta

#: as ServiceNow writes its list of incidents
HEADER = (
    "number,short_description,caller_id,opened_at,resolved_at,incident_state,priority,"
    "assigned_to,assignment_group,made_sla"
)
LABELS = (
    "Label printer prints blank pages",
    "label printer in dispatch prints blank labels",
    "Blank labels again from the label printer",
)
TUNNEL = ("VPN drops every ten minutes", "vpn connection drops at home", "The VPN drops again")
ODD = (
    "New keyboard for the front desk",
    "Where is the holiday form?",
    "Beamer in room 4 shows green",
    "Badge does not open hall 3",
    "Spreadsheet will not save",
    "Phone has no ring tone",
    "Second screen stays dark",
    "Fax from a customer is unreadable",
)


def thirty_tickets(*, until: datetime) -> str:
    """Return an export: twelve and ten of one trouble each, eight alone; 12 of 30 came too late."""
    titles = [LABELS[n % 3] for n in range(12)] + [TUNNEL[n % 3] for n in range(10)] + list(ODD)
    first = until - timedelta(days=180)
    rows = [HEADER]
    for n, title in enumerate(titles):
        opened = first + timedelta(days=(n * 37) % 170, hours=8)
        late = n % 5 < 2
        closed = opened + timedelta(hours=30 if late else 3)
        rows.append(
            f"INC{7000 + n},{title},Person {n % 9},{opened:%Y-%m-%d %H:%M:%S},"
            f"{closed:%Y-%m-%d %H:%M:%S},Closed,3 - Moderate,Ines,Desk,{str(not late).lower()}"
        )
    return "\n".join(rows)
