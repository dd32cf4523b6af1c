"""What this installation keeps records of, so that nothing there means none."""

#: what this installation keeps, whether or not anything is in it yet: here "nothing" means none
KEPT = frozenset(
    {
        "tickets.opened_at", "tickets.resolved_at", "tickets.closed_at", "tickets.kind",
        "tickets.service", "tickets.ci", "tickets.caller", "tickets.impact", "tickets.urgency",
        "tickets.priority", "tickets.priority_rank", "tickets.channel", "tickets.category",
        "tickets.closure_code", "tickets.resolution", "tickets.reassignments", "tickets.reopens",
        "tickets.problem_id", "tickets.known_error_id", "tickets.effort_minutes",
        "problems", "problems.opened_at", "problems.resolved_at", "problems.closed_at",
        "problems.owner", "problems.due_at", "problems.cause_class", "problems.root_cause",
        "known_errors", "known_errors.created_at", "known_errors.reviewed_at",
        "known_errors.active", "workaround_uses", "workaround_uses.helped",
        "services", "services.owner", "services.users", "services.critical", "services.value",
        "cis", "relations",
        "improvements", "improvements.finished_at", "improvements.forecast",
        "improvements.actual", "improvements.pain", "improvements.due_at", "decisions",
        "practices", "adoptions", "processes", "stakeholders", "signals",
        "ratings", "ratings.level", "work", "work.minutes", "work.record_kind",
        "practice_cases", "reviews=figures", "corrections", "corrections.due_at",
    }
)  # fmt: skip
