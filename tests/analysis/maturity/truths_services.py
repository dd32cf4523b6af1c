"""What the indicators of services, watching and partners must say, counted by hand."""

from evidence_rows import Row, Tables, times

_CRITICAL: list[Row] = [
    {"service": "a", "critical": True}, {"service": "b", "critical": True},
    {"service": "c", "critical": False}, {"service": "d", "critical": True, "state": "retired"},
]  # fmt: skip

SERVICES: dict[str, tuple[Tables, float, float] | tuple[Tables, float]] = {
    "SVC-03": (
        # looked at; too long ago; planned and not held; retired
        {
            "services": [{"service": "a"}, {"service": "b"}, {"service": "c"},
                         {"service": "d", "state": "retired"}],
            "reviews": [
                {"kind": "service", "subject": "a", "held_at": 300},
                {"kind": "service", "subject": "b", "held_at": 390},
                {"kind": "service", "subject": "c", "due_at": 10},
            ],
        },
        1, 3,
    ),
    "SVC-04": (
        {
            "proposals": [
                {"at": 9, "demand": "x", "resources": "y", "benefit": "z"},
                {"at": 9, "demand": "x", "resources": "y"}, {"at": 399, "demand": "x"},
            ]
        },
        1, 2,
    ),
    "SVC-05": ({"services": [{"offered": True}, {"offered": True}, {"offered": False}, {}]}, 2),
    "SLM-01": (
        # of its own; only a supplier's; none
        {
            "services": [{"service": "a"}, {"service": "b"}, {"service": "c"}],
            "targets": [{"service": "a"}, {"service": "b", "supplier": "s"}],
        },
        1, 3,
    ),
    "SLM-02": ({"targets": [{"measured": True}, {"measured": False}, {}]}, 1, 3),
    "SLM-03": (
        # kept; broken; a supplier's; not measured
        {
            "targets": [{"target_id": "a"}, {"target_id": "b"},
            {"target_id": "s", "supplier": "x"}],
            "target_results": [
                {"target_id": "a", "at": 9, "met": True}, {"target_id": "b", "at": 9, "met": False},
                {"target_id": "s", "at": 9, "met": True}, {"target_id": "a", "at": 8},
            ],
        },
        1, 2,
    ),
    "SLM-04": (
        {
            "target_results": [
                {"at": 9, "met": False, "told_at": 7}, {"at": 9, "met": False, "told_at": 2},
                {"at": 9, "met": False}, {"at": 9, "met": True},
            ]
        },
        1, 3,
    ),
    "SLM-05": (
        {"targets": [{"depends": True, "fits": True}, {"depends": True}, {"depends": False}]}, 1, 2,
    ),
    "RPT-01": (
        {
            "reports": [
                {"sent_at": 9, "purpose": "x", "audience": "y", "frequency": "z", "owner": "p"},
                {"sent_at": 9, "purpose": "x"}, {"due_at": 9},
            ]
        },
        1, 2,
    ),
    "RPT-02": (
        {
            "reports": [
                {"due_at": 9, "sent_at": 10}, {"due_at": 9, "sent_at": 8}, {"due_at": 9},
                {"due_at": -9},
            ]
        },
        1, 3,
    ),
    "RPT-03": ({"reports": [{"sent_at": 9, "read_at": 8}, {"sent_at": 9}, {"due_at": 9}]}, 1, 2),
    "RPT-04": (
        # a yes; no answer; still open; asked last week; a contest
        {
            "decisions": [
                {"asked_at": 60, "decided_at": 40, "answer": "granted"},
                {"asked_at": 60, "decided_at": 40, "answer": "no_answer"}, {"asked_at": 60},
                {"asked_at": 7, "decided_at": 6, "answer": "refused"},
                {"asked_at": 60, "decided_at": 40, "answer": "granted", "kind": "contest"},
            ]
        },
        1, 3,
    ),
}  # fmt: skip

OPERATIONS: dict[str, tuple[Tables, float, float] | tuple[Tables, float]] = {
    "AVL-01": (
        {
            "services": _CRITICAL,
            "availability": [{"service": "a", "at": 30}, {"service": "b", "at": 90}],
        },
        1, 2,
    ),
    "AVL-02": (
        # 99.5 %, 99 %, 98 % of 200 hours with 99 % promised; nothing promised
        {
            "availability": [
                {"at": 30, "hours": 200.0, "down_hours": 1.0, "target": 0.99},
                {"at": 30, "hours": 200.0, "down_hours": 2.0, "target": 0.99},
                {"at": 30, "hours": 200.0, "down_hours": 4.0, "target": 0.99},
                {"at": 30, "hours": 200.0, "down_hours": 4.0},
            ]
        },
        2, 3,
    ),
    "AVL-03": (
        # 198 hours over two failures; 200 hours without one
        {
            "availability": [
                {"at": 30, "hours": 200.0, "down_hours": 2.0, "failures": 2},
                {"at": 30, "hours": 200.0, "failures": 0},
            ]
        },
        (99 + 200) / 2,
    ),
    "AVL-04": (
        {"services": _CRITICAL, "reviews": [{"kind": "risk", "subject": "a", "held_at": 300}]}, 1,
         2,
    ),
    "AVL-05": (
        {
            "services": _CRITICAL,
            "reviews": [
                {"kind": "restore_test", "subject": "a", "held_at": 300, "passed": True},
                {"kind": "restore_test", "subject": "b", "held_at": 300, "passed": False},
            ],
        },
        1, 2,
    ),
    "CAP-01": (
        # with both; without who uses it; without a capacity; not shared
        {
            "cis": [
                {"ci": "a", "shared": True, "capacity": 9.0},
                {"ci": "b", "shared": True, "capacity": 9.0},
                {"ci": "c", "shared": True}, {"ci": "d", "shared": False},
            ],
            "relations": [
                {"source_ci": "x", "kind": "consumes", "target": "a"},
                {"source_ci": "x", "kind": "runs_on", "target": "b"},
                {"source_ci": "x", "kind": "consumes", "target": "c"},
            ],
        },
        1, 3,
    ),
    "CAP-02": (
        {
            "cis": [{"ci": "a", "shared": True}, {"ci": "b", "shared": True}],
            "readings": [{"ci": "a", "at": 9}, {"ci": "b", "at": 40}],
        },
        1, 2,
    ),
    "CAP-03": (
        {
            "saturations": [
                {"at": 9, "forecast_at": 50}, {"at": 9, "forecast_at": 20}, {"at": 9},
            ]
        },
        1, 3,
    ),
    "CAP-04": (
        {
            "tickets": [
                {"opened_at": 9, "cause": "Capacity"}, {"opened_at": 9, "cause": "cable"},
                {"opened_at": 9},
            ]
        },
        1, 2,
    ),
    "CAP-05": (
        {"conflicts": [{"at": 9, "decided_at": 2}, {"at": 9}, {"at": 9, "decided_at": -2}]}, 1, 3,
    ),
    "EVT-01": (
        {
            "services": _CRITICAL,
            "service_checks": [{"service": "a"}, {"service": "b", "live": False}],
        },
        1, 2,
    ),
    "EVT-02": (
        {"alerts": [{"at": 9, "acted": True}, {"at": 9, "ticket_id": "T"}, {"at": 9},
        {"at": 9}]}, 2, 4,
    ),
    "EVT-03": (
        # users 30 minutes after; 10 minutes before; 60 after, by a ticket that hangs on it
        {
            "alerts": [
                {"at": 2, "ticket_id": "a"}, {"at": 2, "ticket_id": "b"},
                {"at": 2, "ticket_id": "m"},
            ],
            "tickets": [
                {"ticket_id": "a", "opened_at": 2 - 30 / 1440},
                {"ticket_id": "b", "opened_at": 2 + 10 / 1440},
                {"ticket_id": "m", "opened_at": 2, "channel": "monitoring"},
                {"ticket_id": "c", "opened_at": 2 - 60 / 1440, "parent_id": "m"},
            ],
        },
        30,
    ),
    "EVT-04": ({"alerts": [{"at": 9, "raw_events": 9}, {"at": 9, "raw_events": 1}]}, 8, 10),
    "EVT-05": (
        # by a user; by monitoring; on a service that nobody watches
        {
            "tickets": [
                {"opened_at": 9, "service": "a", "channel": "phone"},
                {"opened_at": 9, "service": "a", "channel": "Event"},
                {"opened_at": 9, "service": "z", "channel": "phone"},
            ],
            "service_checks": [{"service": "a"}],
        },
        1, 2,
    ),
    "EVT-06": (
        {
            "alerts": [
                {"at": 9, "acknowledge_by": 8, "acknowledged_at": 8.5},
                {"at": 9, "acknowledge_by": 8, "acknowledged_at": 7},
                {"at": 9, "acknowledge_by": 8},
                {"at": 9, "acknowledge_by": -8}, {"at": 9},
            ]
        },
        1, 3,
    ),
}  # fmt: skip

PARTNERS: dict[str, tuple[Tables, float, float] | tuple[Tables, float]] = {
    "SEC-01": (
        {
            "tickets": [
                {"ticket_id": name, "opened_at": 9, "resolved_at": 8, "security": True,
                 "security_class": "phishing", "contained_at": 8.5}
                for name in "ab"
            ] + [{"opened_at": 9, "resolved_at": 8}],
            "reviews": [{"kind": "incident", "subject": "a", "held_at": 5}],
        },
        1, 2,
    ),
    "SEC-02": (
        {"services": _CRITICAL, "reviews": [{"kind": "access", "subject": "b", "held_at": 300}]},
         1, 2,
    ),
    "SEC-03": (
        {
            "risks": [
                {"kind": "security", "owner": "p", "treatment": "patch"},
                {"kind": "security", "owner": "p"}, {"kind": "other"},
            ]
        },
        1, 2,
    ),
    "CRM-01": (
        {"departments": [{"contact": "p", "it_contact": "q"}, {"contact": "p"}, {}]}, 1, 3,
    ),
    "CRM-02": (
        {
            "reviews": [
                {"kind": "customer", "due_at": 20, "held_at": 9},
                {"kind": "customer", "due_at": 20},
                {"kind": "customer", "due_at": -20}, {"kind": "service", "due_at": 20},
            ]
        },
        1, 2,
    ),
    "CRM-03": (
        # in time; late; open and over; open and not over
        {
            "complaints": [
                {"at": 20, "due_at": 10, "closed_at": 12}, {"at": 20, "due_at": 10, "closed_at": 8},
                {"at": 20, "due_at": 10}, {"at": 20, "due_at": -10},
            ]
        },
        1, 3,
    ),
    "SUP-01": (
        {
            "suppliers": [
                {"contact": "p", "escalation": "q", "contract_ends_at": -99},
                {"contact": "p", "escalation": "q"}, {},
            ]
        },
        1, 3,
    ),
    "SUP-02": (
        {
            "suppliers": [
                {"supplier": "a", "important": True}, {"supplier": "b", "important": True},
                {"supplier": "c", "important": False},
            ],
            "reviews": [{"kind": "supplier", "subject": "a", "held_at": 300}],
        },
        1, 2,
    ),
    "SUP-03": (
        {
            "targets": [{"target_id": "o"}, {"target_id": "s", "supplier": "x"}],
            "target_results": [
                {"target_id": "s", "at": 9, "met": True},
                {"target_id": "s", "at": 40, "met": False},
                {"target_id": "o", "at": 9, "met": True},
            ],
        },
        1, 2,
    ),
    "KNW-03": (
        # in two days; in twenty; never; flagged last week
        {
            "article_flags": [
                {"at": 30, "settled_at": 28}, {"at": 30, "settled_at": 10}, {"at": 30}, {"at": 7},
            ]
        },
        1, 3,
    ),
    "KNW-04": (
        # a ticket two hours after; a ticket two days after; none; read an hour ago
        {
            "article_views": [
                {"person": "a", "at": 9}, {"person": "b", "at": 9}, {"person": "c", "at": 9},
                {"person": "d", "at": 0.04},
            ],
            "tickets": [
                {"opened_at": 9 - 2 / 24, "caller": "a"}, {"opened_at": 7, "caller": "b"},
            ],
        },
        2, 3,
    ),
    "KNW-05": (
        # by the author alone; by another one too; too long ago
        {
            "articles": [{"article_id": name, "author": "p"} for name in "abc"],
            "article_uses": [
                {"article_id": "a", "ticket_id": "1", "at": 9, "person": "p"},
                {"article_id": "b", "ticket_id": "2", "at": 9, "person": "p"},
                {"article_id": "b", "ticket_id": "3", "at": 9, "person": "q"},
                {"article_id": "c", "ticket_id": "4", "at": 99, "person": "q"},
            ],
        },
        1, 2,
    ),
}  # fmt: skip

PEOPLE: dict[str, tuple[Tables, float, float] | tuple[Tables, float]] = {
    "CSI-01": (
        # six months of twelve with an entry, from two kinds of source
        {
            "improvements": [
                {"opened_at": 15 + 30 * month, "origin": "report" if month else "person"}
                for month in range(6)
            ]
        },
        0.5,
    ),
    "CSI-02": (
        {
            "improvements": [
                {"opened_at": 60, "effort": 8.0, "value": "x", "decided_at": 40},
                {"opened_at": 60, "effort": 8.0, "value": "x", "decided_at": 20},
                {"opened_at": 60, "effort": 8.0}, {"opened_at": 9},
            ]
        },
        1, 3,
    ),
    "CSI-04": (
        {
            "improvements": [
                {"due_at": 20, "finished_at": 25, "state": "done"},
                {"due_at": 20, "finished_at": 15, "state": "done"},
                {"due_at": 20, "state": "doing"},
                {"due_at": 20, "finished_at": 25, "state": "dropped"}, {"due_at": -20},
            ]
        },
        1, 4,
    ),
    "CSI-06": (
        # half of it; a tenth more; nothing forecast
        {
            "improvements": [
                {"finished_at": 20, "forecast": 100.0, "actual": 50.0},
                {"finished_at": 20, "forecast": 100.0, "actual": 110.0},
                {"finished_at": 20, "forecast": 0.0, "actual": 50.0},
            ]
        },
        (0.5 + 0.1) / 2,
    ),
    "PRA-01": (
        {
            "departments": [{"department": "a"}, {"department": "b"}],
            "practices": [{"department": "a"}, {"everywhere": True}],
        },
        1, 2,
    ),
    "PRA-02": (
        {
            "adoptions": [
                {"department": "a", "answer": "adopted"}, {"department": "b", "answer": "adopted"},
                {"department": "c", "answer": "deviates"},
            ]
        },
        2, 3,
    ),
    "PRA-03": (
        {"practice_cases": [{"closed_at": 9, "complete": True}, {"closed_at": 9},
        {"complete": True}]},
        1, 2,
    ),
    "GOV-01": (
        {
            "processes": [
                {"owner": "p", "manager": "q", "active_at": 9},
                {"owner": "p", "manager": "q", "active_at": 60}, {"owner": "p"},
            ]
        },
        1, 3,
    ),
    "GOV-02": (
        {
            "processes": [
                {"described_at": 60, "review_by": -60}, {"described_at": 60},
                {"described_at": 600, "review_by": 60}, {},
            ]
        },
        2, 4,
    ),
    "GOV-03": (
        {
            "reviews": [
                {"kind": "figures", "due_at": 20, "held_at": 9}, {"kind": "figures", "due_at": 20},
                {"kind": "figures", "due_at": -20}, {"kind": "customer", "due_at": 20},
            ]
        },
        1, 2,
    ),
    "GOV-04": (
        {
            "corrections": [
                {"due_at": 20, "closed_at": 25}, {"due_at": 20, "closed_at": 15}, {"due_at": 20},
                {"due_at": -20},
            ]
        },
        1, 3,
    ),
    "FIR-02": (
        # four of five by one; three of five by one; four tickets are too few
        {
            "tickets": [
                {"opened_at": 9, "resolved_at": 8, "service": service, "resolved_by": person}
                for service, people in (("a", "ppppq"), ("b", "pppqq"), ("c", "pppp"))
                for person in people
            ]
        },
        1, 2,
    ),
    "FIR-03": (
        {
            "tickets": [
                *times(1, opened_at=9, assignee="a"), *times(3, opened_at=9, assignee="b"),
                *times(8, opened_at=9, assignee="c"),
                *times(2, opened_at=9, assignee="a", resolved_at=8), {"opened_at": 9},
            ]
        },
        3,
    ),
    "FIR-04": (
        {
            "work": [
                {"at": 9, "minutes": 30.0, "outside_hours": True}, {"at": 9, "minutes": 60.0},
                {"at": 9, "minutes": 10.0, "outside_hours": False},
            ]
        },
        30, 100,
    ),
    "FIR-05": (
        # one day A, A, B, A: twice; one day A, B: once; another person A: not at all
        {
            "work": [
                *({"person": "p", "at": 9.1 - hour / 100, "record_id": record}
                  for hour, record in enumerate("AABA")),
                *({"person": "p", "at": 7.1 - hour / 100, "record_id": record}
                  for hour, record in enumerate("AB")),
                {"person": "q", "at": 7.1, "record_id": "A"},
            ]
        },
        1,
    ),
    "MGT-02": (
        # four of managers in two months; one of somebody else
        {
            "signals": [
                {"stakeholder": "m", "at": 60.875}, {"stakeholder": "m", "at": 9},
                {"stakeholder": "m", "at": 5}, {"stakeholder": "n", "at": 1},
                {"stakeholder": "x", "at": 1},
            ],
            "stakeholders": [{"stakeholder": "m", "manager": True},
            {"stakeholder": "x", "manager": False}],
        },
        2,
    ),
    "MGT-03": (
        {
            "decisions": [
                {"asked_at": 60, "decided_at": 40, "answer": "granted"},
                {"asked_at": 60, "decided_at": 50, "answer": "refused"},
                {"asked_at": 60, "decided_at": 59, "answer": "no_answer"}, {"asked_at": 60},
            ]
        },
        (20 + 10) / 2,
    ),
    "MGT-04": (
        {
            "ratings": [
                {"manager": True, "at": 9, "level": 3.0, "shown": 1.0},
                {"manager": True, "at": 9, "level": 1.0, "shown": 2.0},
                {"manager": True, "at": 9, "level": 2.0},
                {"manager": False, "at": 9, "level": 5.0, "shown": 0.0},
            ]
        },
        (2 + 1) / 2,
    ),
}  # fmt: skip
