"""What the indicators that are switched on must say of tiny evidence, counted by hand."""

from evidence_rows import Tables, times

#: id → (evidence, hits, of) for shares, (evidence, value) for the others
FIRST: dict[str, tuple[Tables, float, float] | tuple[Tables, float]] = {
    "INC-01": (
        # three taken down, one of them too long ago; two walk-ups counted
        {
            "tickets": [{"opened_at": 1}, {"opened_at": 80}, {"opened_at": 100}],
            "tallies": [{"at": 3, "contacts": 2}],
        },
        2, 4,
    ),
    "INC-02": (
        # whole; without urgency but with a priority; without a caller; finished without a code
        {
            "tickets": [
                {"opened_at": 5, "service": "Mail", "caller": "a", "impact": "2", "urgency": "2",
                 "resolved_at": 4, "closure_code": "solved"},
                {"opened_at": 5, "service": "Mail", "caller": "a", "priority": "3"},
                {"opened_at": 5, "service": "Mail", "priority": "3"},
                {"opened_at": 5, "service": "Mail", "caller": "a", "priority": "3",
                 "resolved_at": 4},
                {"opened_at": 5, "kind": "request"},
            ]
        },
        2, 4,
    ),
    "INC-03": (
        # noted; solved in half an hour; passed on; opened again; by monitoring
        {
            "tickets": [
                {"opened_at": 5, "resolved_at": 1, "first_contact": True},
                {"opened_at": 5, "resolved_at": 5 - 0.02, "reassignments": 0},
                {"opened_at": 5, "resolved_at": 5 - 0.02, "reassignments": 2},
                {"opened_at": 5, "resolved_at": 1, "first_contact": True, "reopens": 1},
                {"opened_at": 5, "resolved_at": 1, "first_contact": True, "channel": "monitoring"},
            ]
        },
        2, 4,
    ),
    "INC-06": (
        # 60, 120 and 30 minutes; the clock of the fourth runs backwards
        {
            "tickets": [
                {"opened_at": 2, "resolved_at": 2 - 1 / 24},
                {"opened_at": 2, "resolved_at": 2 - 2 / 24},
                {"opened_at": 2, "resolved_at": 2 - 0.5 / 24},
                {"opened_at": 2, "resolved_at": 3},
            ]
        },
        60,
    ),
    "INC-07": (
        {
            "tickets": [
                {"opened_at": 20, "resolved_at": 10, "reopens": 2},
                {"opened_at": 20, "resolved_at": 10, "reopens": 0},
                {"opened_at": 20, "closed_at": 10},
                {"opened_at": 20, "reopens": 1},
            ]
        },
        1, 3,
    ),
    "INC-08": (
        # open for 40 days; for 10; finished; cancelled; resolved after the moment it is judged at
        {
            "tickets": [
                {"opened_at": 40}, {"opened_at": 10}, {"opened_at": 50, "resolved_at": 1},
                {"opened_at": 50, "state": "cancelled"}, {"opened_at": 35, "resolved_at": -3},
            ]
        },
        2, 3,
    ),
    "INC-16": (
        # stands for another one, without a number; major with 40; four hit; one hit
        {
            "tickets": [
                {"ticket_id": "p", "opened_at": 3},
                {"opened_at": 3, "parent_id": "p"},
                {"opened_at": 3, "major": True, "affected_users": 40},
                {"opened_at": 3, "affected_users": 4},
                {"opened_at": 3, "affected_users": 1},
            ]
        },
        2, 3,
    ),
    "INC-18": (
        # nothing said; a cause; a word of the caller; a problem; still open
        {
            "tickets": [
                {"opened_at": 3, "closed_at": 1},
                {"opened_at": 3, "closed_at": 1, "cause": "capacity"},
                {"opened_at": 3, "closed_at": 1, "confirmed": True},
                {"opened_at": 3, "closed_at": 1, "problem_id": "P1"},
                {"opened_at": 3},
            ]
        },
        1, 4,
    ),
    "INC-19": (
        # priority 1, one person, 60 minutes: 60; priority 2, five people, 100 minutes: 300;
        # priority 3 over three nights: 2880 of its 4320 minutes count at most, a quarter lost: 480.
        # 840 minutes in the 60.875 days since the first, so in two months, for ten people
        {
            "tickets": [
                {"opened_at": 61, "resolved_at": 60.875, "priority_rank": 4, "affected_users": 0},
                {"opened_at": 9, "resolved_at": 9 - 1 / 24, "priority_rank": 1},
                {"opened_at": 9, "resolved_at": 9 - 100 / 1440, "priority_rank": 2,
                 "affected_users": 5},
                {"opened_at": 9, "resolved_at": 6, "priority_rank": 3},
            ],
            "departments": [{"users": 4}, {"users": 6}],
        },
        (60 + 300 + 480) / 10 / 2,
    ),
    "PRB-01": (
        # three in a month with a problem; three in a month without; five in 90 days without;
        # three in 90 days are too few; three that ask for something are no trouble
        {
            "tickets": [
                *({"ticket_id": f"a{i}", "opened_at": i, "problem_id": "P1" if i == 2 else None}
                  for i in range(1, 4)),
                *({"ticket_id": f"b{i}", "opened_at": i} for i in range(3)),
                *({"ticket_id": f"c{i}", "opened_at": 1 + 20 * i} for i in range(5)),
                *({"ticket_id": f"d{i}", "opened_at": 1 + 40 * i} for i in range(3)),
                *({"ticket_id": f"e{i}", "opened_at": i} for i in range(3)),
            ],
            "clusters": [
                *({"cluster_id": name} for name in "abcd"), {"cluster_id": "e", "asked_for": True}
            ],
            "cluster_members": [
                *({"cluster_id": "a", "ticket_id": f"a{i}"} for i in range(1, 4)),
                *({"cluster_id": "b", "ticket_id": f"b{i}"} for i in range(3)),
                *({"cluster_id": "c", "ticket_id": f"c{i}"} for i in range(5)),
                *({"cluster_id": "d", "ticket_id": f"d{i}"} for i in range(3)),
                *({"cluster_id": "e", "ticket_id": f"e{i}"} for i in range(3)),
            ],
        },
        1, 3,
    ),
    "PRB-02": (
        {
            "problems": [
                {"opened_at": 9, "owner": "a", "due_at": -9},
                {"opened_at": 9, "owner": "a"},
                {"opened_at": 9, "due_at": -9},
                {"opened_at": 9, "resolved_at": 1},
            ]
        },
        1, 3,
    ),
    "PRB-06": (
        {
            "tickets": [
                {"ticket_id": "a", "opened_at": 3, "resolved_at": 1, "known_error_id": "K1"},
                {"ticket_id": "b", "opened_at": 3, "resolved_at": 1},
                {"ticket_id": "c", "opened_at": 3, "resolved_at": 1},
                {"ticket_id": "d", "opened_at": 3, "known_error_id": "K1"},
            ],
            "workaround_uses": [{"known_error_id": "K2", "ticket_id": "b", "at": 1}],
        },
        2, 3,
    ),
    "PRB-07": (
        # holds; one linked again after 20 days; one alike again; its 60 days are not over
        {
            "problems": [
                {"problem_id": name, "opened_at": 200, "closed_at": days}
                for name, days in (("h", 100), ("l", 100), ("k", 100), ("y", 30))
            ],
            "tickets": [
                {"ticket_id": "h1", "opened_at": 150, "problem_id": "h"},
                {"ticket_id": "h2", "opened_at": 20, "problem_id": "h"},
                {"ticket_id": "l1", "opened_at": 80, "problem_id": "l"},
                {"ticket_id": "k1", "opened_at": 120, "problem_id": "k"},
                {"ticket_id": "k2", "opened_at": 90},
            ],
            "clusters": [{"cluster_id": "c"}],
            "cluster_members": [
                {"cluster_id": "c", "ticket_id": "k1"}, {"cluster_id": "c", "ticket_id": "k2"}
            ],
        },
        1, 3,
    ),
    "CHG-01": (
        {"differences": [{"at": 1, "change_id": "C1"}, {"at": 2}, {"at": 3}, {"at": 99}]},
        1, 3,
    ),
    "CHG-03": (
        # as planned; taken back; failed; caused an incident; result not known; not done yet
        {
            "changes": [
                {"change_id": "a", "ended_at": 5, "succeeded": True},
                {"change_id": "b", "ended_at": 5, "succeeded": True, "backed_out": True},
                {"change_id": "c", "ended_at": 5, "succeeded": False},
                {"change_id": "d", "ended_at": 5, "succeeded": True},
                {"change_id": "e", "ended_at": 5},
                {"change_id": "f", "opened_at": 5},
            ],
            "tickets": [{"opened_at": 4, "caused_by_change": "d"}],
        },
        1, 4,
    ),
    "CHG-04": (
        {
            "changes": [
                {"opened_at": 5, "type": "Emergency"}, {"opened_at": 5, "type": "Notfall-Change"},
                {"opened_at": 5, "type": "Normal"}, {"opened_at": 5, "type": None},
                {"opened_at": 5, "type": "emergency", "state": "cancelled"},
            ]
        },
        2, 4,
    ),
    "CHG-05": (
        {"tickets": [{"opened_at": 5, "caused_by_change": "C1"}, *times(3, opened_at=5)]},
        1, 4,
    ),
    "CFG-01": (
        # an item of its own; a relation; nothing; not critical; retired
        {
            "services": [
                {"service": "a", "critical": True}, {"service": "b", "critical": True},
                {"service": "c", "critical": True}, {"service": "d", "critical": False},
                {"service": "e", "critical": True, "state": "retired"},
            ],
            "service_items": [{"service": "a", "ci": "srv1"}],
            "relations": [{"source_ci": "b", "kind": "runs_on", "target": "srv2"}],
        },
        2, 3,
    ),
    "CFG-07": (
        # on a mapped service with and without an item; on a service that is not mapped
        {
            "tickets": [
                {"opened_at": 5, "service": "a", "ci": "srv1"}, {"opened_at": 5, "service": "a"},
                {"opened_at": 5, "service": "b", "ci": "srv2"},
            ],
            "service_items": [{"service": "a", "ci": "srv1"}],
        },
        1, 2,
    ),
    "SVC-01": (
        # in the catalogue; not in it; none; a request counts too
        {
            "tickets": [
                {"opened_at": 5, "service": "a"}, {"opened_at": 5, "service": "zz"},
                {"opened_at": 5}, {"opened_at": 5, "service": "a", "kind": "request"},
            ],
            "services": [{"service": "a"}],
        },
        2, 4,
    ),
    "SVC-02": (
        {
            "services": [
                {"owner": "p", "users": 9, "hours": "8-18", "critical": False, "supplier": "we",
                 "value": "Letters go out"},
                {"owner": "p", "users": 9, "hours": "8-18", "critical": False, "supplier": "we"},
                {"state": "retired"},
            ]
        },
        1, 2,
    ),
    "KNW-01": (
        {
            "tickets": [
                {"ticket_id": "a", "opened_at": 3, "resolved_at": 1, "article_id": "A1"},
                {"ticket_id": "b", "opened_at": 3, "resolved_at": 1, "known_error_id": "K1"},
                {"ticket_id": "c", "opened_at": 3, "resolved_at": 1},
                {"ticket_id": "d", "opened_at": 3, "resolved_at": 1, "kind": "request"},
            ],
            "article_uses": [{"article_id": "A2", "ticket_id": "d", "at": 1}],
        },
        3, 4,
    ),
    "KNW-02": (
        {
            "samples": [
                {"kind": "article_link", "at": 3, "right": True},
                {"kind": "article_link", "at": 3, "right": False},
                {"kind": "article_link", "at": 3},
                {"kind": "ci", "at": 3, "right": True},
            ]
        },
        1, 2,
    ),
    "CSI-03": (
        {
            "improvements": [
                {"opened_at": 300, "pain": "x", "who": "y", "cost": "z"},
                {"opened_at": 300, "pain": "x", "who": "y"},
                {"opened_at": 399, "pain": "x", "who": "y", "cost": "z"},
            ]
        },
        1, 2,
    ),
    "CSI-05": (
        {
            "improvements": [
                {"finished_at": 30, "before": 9.0, "after": 3.0},
                {"finished_at": 30, "before": 9.0}, {"finished_at": 30},
                {"finished_at": 30, "state": "dropped"}, {"before": 9.0},
            ]
        },
        1, 3,
    ),
    "MGT-01": (
        {
            "stakeholders": [
                {"stage": 1, "evidence_at": 9, "next_move": "show the list"},
                {"stage": 1, "evidence_at": 9}, {"stage": 1, "next_move": "ask"}, {},
            ]
        },
        1, 4,
    ),
    "FIR-01": (
        # incident 60; emergency change 30; change as planned 30; problem 80
        {
            "work": [
                {"record_id": "i", "record_kind": "incident", "at": 3, "minutes": 60.0},
                {"record_id": "e", "record_kind": "change", "at": 3, "minutes": 30.0},
                {"record_id": "n", "record_kind": "change", "at": 3, "minutes": 30.0},
                {"record_id": "p", "record_kind": "problem", "at": 3, "minutes": 80.0},
            ],
            "changes": [
                {"change_id": "e", "opened_at": 3, "type": "emergency"},
                {"change_id": "n", "opened_at": 3, "type": "normal", "succeeded": True},
            ],
        },
        90, 200,
    ),
}  # fmt: skip
