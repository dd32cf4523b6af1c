"""The columns of the evidence tables: name, Arrow type, meaning.

Every column may be null, except the key of its table: a source fills what it holds and no more.
Times are UTC instants. Durations carry their unit in the name. Money is in the currency of the
run. Ids are the source's own, as strings, leading zeros and all.

The page docs/reference/evidence.md is written from this module.
"""

from dataclasses import dataclass

import pyarrow as pa

TEXT = pa.string()
TIME = pa.timestamp("us", tz="UTC")
WHOLE = pa.int32()
REAL = pa.float64()
YES_NO = pa.bool_()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called, what it holds and what it means."""

    name: str
    type: pa.DataType
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One evidence table; `key` names the columns that identify a row and are never null."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def arrow(self) -> pa.Schema:
        """Return the Arrow schema, in the order of the columns."""
        return pa.schema([pa.field(column.name, column.type) for column in self.columns])


def _table(name: str, meaning: str, key: str, *columns: tuple[str, pa.DataType, str]) -> Table:
    return Table(
        name, meaning, tuple(key.split()), tuple(Column(*described) for described in columns)
    )


_ALL = (
    _table(
        "tickets",
        "Incidents and service requests, one row each, as last known.",
        "ticket_id",
        ("ticket_id", TEXT, "Number in the source."),
        ("source", TEXT, "File or database that the row came from."),
        ("kind", TEXT, "incident or request, where the source says so."),
        ("title", TEXT, "Short description, cleaned for reading."),
        ("description", TEXT, "Long description without quoted mail, signatures and markup."),
        ("original", TEXT, "Long description exactly as found, where cleaning changed it."),
        ("opened_at", TIME, "When the caller reported it."),
        ("updated_at", TIME, "When the record last changed."),
        ("responded_at", TIME, "First answer by a person."),
        ("resolved_at", TIME, "When service was back or the request was met."),
        ("closed_at", TIME, "When it was agreed as finished."),
        ("due_at", TIME, "Promised resolution."),
        ("status", TEXT, "State in the source's words."),
        ("state", TEXT, "open, resolved, closed or cancelled, derived from status and times."),
        ("priority", TEXT, "Priority in the source's words."),
        ("priority_rank", WHOLE, "1 is the most pressing, 5 the least."),
        ("impact", TEXT, "Impact in the source's words."),
        ("urgency", TEXT, "Urgency in the source's words."),
        ("category", TEXT, "First level of the source's classification."),
        ("subcategory", TEXT, "Second level of the source's classification."),
        ("symptom", TEXT, "Coded symptom."),
        ("service", TEXT, "Service that was hurt, by name."),
        ("ci", TEXT, "Configuration item that was hurt, by name."),
        ("cause_ci", TEXT, "Configuration item that caused it, by name."),
        ("product", TEXT, "Product or product line."),
        ("location", TEXT, "Place of the caller."),
        ("department", TEXT, "Department or organisation of the caller."),
        ("channel", TEXT, "How it came in: phone, mail, web, monitoring."),
        ("group", TEXT, "Group that holds or held it last."),
        ("assignee", TEXT, "Person who holds or held it last (pseudonym)."),
        ("caller", TEXT, "Person who reported it (pseudonym)."),
        ("opened_by", TEXT, "Person who wrote it down (pseudonym)."),
        ("resolved_by", TEXT, "Person who resolved it (pseudonym)."),
        ("closure_code", TEXT, "How it was closed, in the source's words."),
        ("resolution", TEXT, "What was done, in words."),
        ("problem_id", TEXT, "Problem it is linked to."),
        ("change_id", TEXT, "Change raised from it or related to it."),
        ("caused_by_change", TEXT, "Change recorded as its cause."),
        ("parent_id", TEXT, "Ticket that stands for it."),
        ("known_error_id", TEXT, "Known error used."),
        ("article_id", TEXT, "Knowledge article used."),
        ("reassignments", WHOLE, "Changes of group or person, as counted by the source."),
        ("reopens", WHOLE, "Times reopened, as counted by the source."),
        ("target_met", YES_NO, "Whether the service target was kept."),
        ("effort_minutes", REAL, "Working time logged by the desk, minutes."),
        ("affected_users", WHOLE, "People hit, as counted on the record."),
        ("satisfaction", REAL, "Caller's verdict, 1 to 5."),
    ),
    _table(
        "events",
        "What happened to a ticket, one row per update, in order.",
        "ticket_id seq",
        ("ticket_id", TEXT, "Ticket, problem or change that the event belongs to."),
        ("record_kind", TEXT, "ticket, problem or change."),
        ("seq", WHOLE, "Order within the record, from 0; settles events of the same second."),
        ("at", TIME, "When it happened."),
        ("activity", TEXT, "State after the event, or the act, in the source's words."),
        ("detail", TEXT, "Sub-state or life-cycle transition."),
        ("group", TEXT, "Group that held the record after the event."),
        ("actor", TEXT, "Person who did it (pseudonym)."),
        ("priority", TEXT, "Priority after the event."),
    ),
    _table(
        "messages",
        "What people wrote on a ticket.",
        "ticket_id seq",
        ("ticket_id", TEXT, "Ticket."),
        ("seq", WHOLE, "Order within the ticket, from 0."),
        ("at", TIME, "When it was written."),
        ("author", TEXT, "Who wrote it (pseudonym)."),
        ("author_role", TEXT, "caller, agent or system."),
        ("private", YES_NO, "Whether the caller could not read it."),
        ("text", TEXT, "The words."),
    ),
    _table(
        "people",
        "Everyone who calls or works, under a pseudonym.",
        "person",
        ("person", TEXT, "Pseudonym, the same in every table of one run."),
        ("department", TEXT, "Department."),
        ("location", TEXT, "Place."),
        ("agent", YES_NO, "Whether they work on tickets."),
    ),
    _table(
        "departments",
        "Parts of the organisation.",
        "department",
        ("department", TEXT, "Name."),
        ("parent", TEXT, "Department above."),
        ("users", WHOLE, "People in it."),
    ),
    _table(
        "services",
        "What IT offers, with its business facts.",
        "service",
        ("service", TEXT, "Name."),
        ("state", TEXT, "proposed, planned, live, retiring or retired."),
        ("owner", TEXT, "Who answers for it (pseudonym)."),
        ("users", WHOLE, "People who use it."),
        ("critical_hours", TEXT, "When it matters most, as the owner put it."),
        ("revenue_per_hour", REAL, "Business output per hour that depends on it, money."),
    ),
    _table(
        "targets",
        "Measurable promises.",
        "target_id",
        ("target_id", TEXT, "Name of the promise."),
        ("service", TEXT, "Service it holds for; null means every service."),
        ("priority_rank", WHOLE, "Priority it holds for; null means every priority."),
        ("measure", TEXT, "response or resolution."),
        ("minutes", REAL, "Promised working minutes."),
    ),
    _table(
        "problems",
        "Causes of incidents, known or suspected.",
        "problem_id",
        ("problem_id", TEXT, "Number in the source."),
        ("source", TEXT, "File or database that the row came from."),
        ("title", TEXT, "Short description."),
        ("description", TEXT, "Long description."),
        ("opened_at", TIME, "When it was registered."),
        ("updated_at", TIME, "When it last changed."),
        ("resolved_at", TIME, "When the cause was removed."),
        ("closed_at", TIME, "When it was closed."),
        ("status", TEXT, "State in the source's words."),
        ("state", TEXT, "open, resolved, closed or cancelled."),
        ("impact", TEXT, "Impact in the source's words."),
        ("priority", TEXT, "Priority in the source's words."),
        ("service", TEXT, "Service."),
        ("ci", TEXT, "Configuration item."),
        ("product", TEXT, "Product or product line."),
        ("location", TEXT, "Country or place."),
        ("group", TEXT, "Group that holds it."),
        ("owner", TEXT, "Who answers for it (pseudonym)."),
        ("cause_class", TEXT, "Why it happened, as a class."),
        ("root_cause", TEXT, "Why it happened, in words."),
        ("workaround", TEXT, "How to live with it."),
        ("due_at", TIME, "Target date."),
        ("decision", TEXT, "yes, no, later: what was decided about the fix."),
    ),
    _table(
        "known_errors",
        "Problems not removed yet, with what helps meanwhile.",
        "known_error_id",
        ("known_error_id", TEXT, "Number in the source."),
        ("problem_id", TEXT, "Problem behind it."),
        ("title", TEXT, "Short description."),
        ("symptom", TEXT, "What people see."),
        ("root_cause", TEXT, "Why it happens."),
        ("workaround", TEXT, "Steps that help."),
        ("created_at", TIME, "When it was written."),
        ("reviewed_at", TIME, "When it was last confirmed."),
        ("expires_at", TIME, "When it must be looked at again."),
        ("active", YES_NO, "Whether it is offered."),
    ),
    _table(
        "workaround_uses",
        "Each time a workaround was tried.",
        "known_error_id ticket_id at",
        ("known_error_id", TEXT, "Known error."),
        ("ticket_id", TEXT, "Ticket it was tried on."),
        ("at", TIME, "When."),
        ("helped", YES_NO, "What the caller or agent said."),
    ),
    _table(
        "changes",
        "Additions, alterations and removals that could touch a service.",
        "change_id",
        ("change_id", TEXT, "Number in the source."),
        ("source", TEXT, "File or database that the row came from."),
        ("title", TEXT, "Short description."),
        ("description", TEXT, "Long description."),
        ("type", TEXT, "standard, normal, emergency or major, in the source's words."),
        ("risk", TEXT, "Risk in the source's words."),
        ("opened_at", TIME, "When it was registered."),
        ("planned_start_at", TIME, "Planned start."),
        ("started_at", TIME, "Actual start."),
        ("ended_at", TIME, "Actual end."),
        ("closed_at", TIME, "When it was closed."),
        ("status", TEXT, "State in the source's words."),
        ("state", TEXT, "open, resolved, closed or cancelled."),
        ("succeeded", YES_NO, "Whether it was done as planned."),
        ("backed_out", YES_NO, "Whether it was taken back."),
        ("backout_plan", TEXT, "How to go back."),
        ("service", TEXT, "Service."),
        ("ci", TEXT, "Configuration item."),
        ("group", TEXT, "Group that carries it out."),
        ("requested_by", TEXT, "Who asked (pseudonym)."),
    ),
    _table(
        "approvals",
        "Who agreed to what.",
        "record_id approver at",
        ("record_id", TEXT, "Change or request."),
        ("approver", TEXT, "Who (pseudonym)."),
        ("at", TIME, "When."),
        ("answer", TEXT, "granted or refused."),
    ),
    _table(
        "cis",
        "Configuration items: things a service depends on.",
        "ci",
        ("ci", TEXT, "Name."),
        ("type", TEXT, "Kind of item."),
        ("subtype", TEXT, "Kind within the kind."),
        ("state", TEXT, "planned, in_stock, live, in_repair or retired."),
        ("vendor", TEXT, "Maker."),
        ("model", TEXT, "Model."),
        ("version", TEXT, "Version."),
        ("location", TEXT, "Place."),
        ("owner", TEXT, "Who answers for it (pseudonym)."),
        ("verified_at", TIME, "When somebody last checked it."),
        ("support_ends_at", TIME, "End of support."),
    ),
    _table(
        "relations",
        "What depends on what.",
        "source_ci kind target",
        ("source_ci", TEXT, "The one that depends."),
        ("kind", TEXT, "depends_on, runs_on, connects_to, part_of or consumes."),
        ("target", TEXT, "The one depended upon."),
    ),
    _table(
        "alerts",
        "What monitoring said.",
        "alert_id",
        ("alert_id", TEXT, "Number in the source."),
        ("at", TIME, "When it began."),
        ("ended_at", TIME, "When it was over."),
        ("ci", TEXT, "What it was about."),
        ("signal", TEXT, "What was measured."),
        ("severity", TEXT, "info, warning or exception, in the source's words."),
        ("text", TEXT, "Message."),
        ("ticket_id", TEXT, "Ticket opened from it."),
    ),
    _table(
        "articles",
        "Knowledge people can use again.",
        "article_id",
        ("article_id", TEXT, "Number in the source."),
        ("title", TEXT, "Title."),
        ("text", TEXT, "Body."),
        ("state", TEXT, "wip, not_validated, validated or archived."),
        ("created_at", TIME, "When it was written."),
        ("reviewed_at", TIME, "When it was last confirmed."),
    ),
    _table(
        "article_uses",
        "Each time an article was used on a ticket.",
        "article_id ticket_id at",
        ("article_id", TEXT, "Article."),
        ("ticket_id", TEXT, "Ticket."),
        ("at", TIME, "When."),
        ("helped", YES_NO, "What the caller or agent said."),
    ),
    _table(
        "improvements",
        "Ideas to do better, and what came of them.",
        "improvement_id",
        ("improvement_id", TEXT, "Number."),
        ("title", TEXT, "What is to be better."),
        ("state", TEXT, "idea, assessed, planned, doing, done, measured or dropped."),
        ("opened_at", TIME, "When it was written down."),
        ("finished_at", TIME, "When it was done."),
        ("forecast", REAL, "Expected worth a year, money."),
        ("actual", REAL, "Measured worth a year, money."),
    ),
    _table(
        "decisions",
        "What was asked, and what somebody answered.",
        "decision_id",
        ("decision_id", TEXT, "Number."),
        ("record_id", TEXT, "What it was about."),
        ("asked_at", TIME, "When it was asked."),
        ("decided_at", TIME, "When it was answered."),
        ("decider", TEXT, "Who answered (pseudonym)."),
        ("answer", TEXT, "granted, partly, refused, deferred or no_answer."),
        ("reason", TEXT, "Why."),
        ("amount", REAL, "Money asked for."),
    ),
    _table(
        "costs",
        "Money actually spent or counted, with its source.",
        "cost_id",
        ("cost_id", TEXT, "Number."),
        ("record_id", TEXT, "Ticket, problem or change it belongs to."),
        ("at", TIME, "When."),
        ("amount", REAL, "Money."),
        ("kind", TEXT, "agent, user, contact, revenue or external."),
        ("source", TEXT, "Where the figure comes from."),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _ALL}
