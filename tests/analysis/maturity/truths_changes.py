"""What the indicators of changes, releases and items must say, counted by hand."""

from evidence_rows import Tables, times

CHANGES: dict[str, tuple[Tables, float, float] | tuple[Tables, float]] = {
    "CHG-02": (
        # before; after the start; without a risk; not begun
        {
            "changes": [
                {"started_at": 5, "risk": "low", "impact": "mail", "assessed_at": 6},
                {"started_at": 5, "risk": "low", "impact": "mail", "assessed_at": 4},
                {"started_at": 5, "impact": "mail", "assessed_at": 6},
                {"opened_at": 5, "risk": "low", "impact": "mail", "assessed_at": 6},
            ]
        },
        1, 3,
    ),
    "CHG-06": (
        {
            "changes": [
                {"opened_at": 5, "backout_plan": "restore"},
                {"opened_at": 5, "backout_tested": True},
                {"opened_at": 5}, {"opened_at": 5, "type": "Standard"},
            ]
        },
        2, 3,
    ),
    "CHG-07": (
        # before the first yes; after it; no yes and before the start; never; touches no item
        {
            "changes": [
                {"change_id": "a", "started_at": 5, "ci": "x", "checked_at": 9},
                {"change_id": "b", "started_at": 5, "ci": "x", "checked_at": 7},
                {"change_id": "c", "started_at": 5, "ci": "x", "checked_at": 6},
                {"change_id": "d", "started_at": 5, "ci": "x"}, {"change_id": "e", "started_at": 5},
            ],
            "approvals": [
                {"record_id": name, "approver": "p", "at": 8, "answer": "granted"} for name in "ab"
            ],
        },
        2, 4,
    ),
    "CHG-08": (
        {
            "changes": [
                {"planned_start_at": 5, "announced_at": 8},
                {"planned_start_at": 5, "announced_at": 6},
                {"planned_start_at": 5}, {"planned_start_at": 5, "type": "emergency"},
                {"opened_at": 5, "announced_at": 8},
            ]
        },
        1, 3,
    ),
    "CHG-09": (
        {
            "changes": [
                {"opened_at": 5, "collides": True}, *times(3, opened_at=5, collides=False),
                {"opened_at": 5},
            ]
        },
        1, 4,
    ),
    "CHG-10": (
        # failed and looked back on; emergency, too late; major, never; normal; done last week
        {
            "changes": [
                {"change_id": "a", "ended_at": 40, "succeeded": False, "type": "normal"},
                {"change_id": "b", "ended_at": 40, "type": "emergency"},
                {"change_id": "c", "ended_at": 40, "type": "Major"},
                {"change_id": "d", "ended_at": 40, "type": "normal", "succeeded": True},
                {"change_id": "e", "ended_at": 7, "type": "emergency"},
            ],
            "reviews": [
                {"kind": "change", "subject": "a", "held_at": 30},
                {"kind": "change", "subject": "b", "held_at": 20},
            ],
        },
        1, 3,
    ),
    "CHG-11": (
        {
            "changes": [
                {"opened_at": 5, "type": "standard"}, {"opened_at": 5, "type": "Pre-approved"},
                {"opened_at": 5, "type": "normal"},
            ]
        },
        2, 3,
    ),
    "CHG-12": (
        {
            "changes": [
                {"opened_at": 9, "ended_at": 8}, {"opened_at": 9, "ended_at": 5},
                {"opened_at": 9, "ended_at": 2}, {"opened_at": 9},
            ]
        },
        4,
    ),
    "CHG-13": (
        {
            "changes": [
                {"ended_at": 5, "planned_end_at": 4}, {"ended_at": 5, "planned_end_at": 6},
                {"ended_at": 5}, {"planned_end_at": 6},
            ]
        },
        1, 2,
    ),
    "CHG-14": (
        {
            "changes": [
                {"opened_at": 5, "services": "Mail, Print", "affected_users": 40},
                {"opened_at": 5, "service": "Mail"}, {"opened_at": 5, "affected_users": 3},
            ]
        },
        1, 3,
    ),
    "CHG-15": (
        # by somebody else; by oneself; by oneself with a checklist; an emergency
        {
            "changes": [
                {"change_id": "a", "opened_at": 5, "implementer": "p"},
                {"change_id": "b", "opened_at": 5, "implementer": "p"},
                {"change_id": "c", "opened_at": 5, "implementer": "p", "self_reviewed": True},
                {"change_id": "d", "opened_at": 5, "implementer": "p", "type": "emergency"},
            ],
            "approvals": [
                {"record_id": "a", "approver": "q", "at": 5, "answer": "granted"},
                {"record_id": "b", "approver": "p", "at": 5, "answer": "granted"},
            ],
        },
        2, 3,
    ),
    "CHG-16": (
        {
            "changes": [
                {"ended_at": 5, "outcome_confirmed": True}, {"ended_at": 5}, {"opened_at": 5},
            ]
        },
        1, 2,
    ),
    "REL-01": (
        {
            "releases": [
                {"released_at": 5, "criteria": "all green", "tested_at": 6},
                {"released_at": 5, "criteria": "all green", "tested_at": 4},
                {"released_at": 5, "tested_at": 6}, {"criteria": "all green", "tested_at": 6},
            ]
        },
        1, 3,
    ),
    "REL-02": (
        # failed; an incident on the third day; an incident on the ninth day
        {
            "deployments": [
                {"at": 20, "failed": True}, {"at": 20, "failed": False, "change_id": "C1"},
                {"at": 20, "release_id": "R1"},
            ],
            "tickets": [
                {"opened_at": 17, "caused_by_change": "C1"}, {"opened_at": 11, "release_id": "R1"},
            ],
        },
        2, 3,
    ),
    "REL-03": (
        # two in its week and one later; none; went live yesterday
        {
            "releases": [
                {"release_id": "a", "released_at": 30}, {"release_id": "b", "released_at": 30},
                {"release_id": "c", "released_at": 1},
            ],
            "tickets": [{"opened_at": day, "release_id": "a"} for day in (29, 25, 9)],
        },
        1,
    ),
    "REL-04": (
        {
            "deployments": [
                {"at": 5, "failed": True, "recovered_at": 4.75},
                {"at": 5, "failed": True, "recovered_at": 4}, {"at": 5, "failed": True},
                {"at": 5, "failed": False, "recovered_at": 1},
            ]
        },
        (6 + 24) / 2,
    ),
}  # fmt: skip

ITEMS: dict[str, tuple[Tables, float, float] | tuple[Tables, float]] = {
    "CFG-02": (
        {"cis": [{"complete": True}, {"complete": False}, {},
        {"complete": True, "state": "retired"}]},
        1, 3,
    ),
    "CFG-03": (
        {
            "samples": [
                {"kind": "ci", "at": 100, "right": True}, {"kind": "ci", "at": 100, "right": False},
                {"kind": "ci", "at": 399, "right": True},
            ]
        },
        1, 2,
    ),
    "CFG-04": (
        {
            "cis": [
                {"verified_at": 200}, {"verified_at": 200, "critical": True},
                {"verified_at": 60, "critical": True}, {"verified_at": 400}, {},
            ]
        },
        2, 5,
    ),
    "CFG-05": (
        # two days after; three weeks after; never; done yesterday
        {
            "changes": [
                {"ended_at": 30, "ci": "a"}, {"ended_at": 30, "ci": "b"},
                {"ended_at": 30, "ci": "c"},
                {"ended_at": 1, "ci": "a"}, {"ended_at": 30},
            ],
            "ci_updates": [{"ci": "a", "at": 28}, {"ci": "b", "at": 9}],
        },
        1, 3,
    ),
    "CFG-06": (
        # a double; untouched for 400 days; connected with nothing; fresh and connected
        {
            "cis": [
                {"ci": "a", "duplicate_of": "d"}, {"ci": "b", "updated_at": 400}, {"ci": "c"},
                {"ci": "d", "updated_at": 9},
            ],
            "relations": [
                {"source_ci": "d", "kind": "runs_on", "target": "b"},
                {"source_ci": "d", "kind": "runs_on", "target": "a"},
            ],
        },
        3, 4,
    ),
    "CFG-08": (
        {"changes": [{"opened_at": 5, "ci": "x"}, *times(3, opened_at=5)]}, 1, 4,
    ),
    "CFG-09": (
        # of somebody here; of somebody who left; of nobody
        {
            "cis": [{"owner": "here"}, {"owner": "gone"}, {}],
            "people": [{"person": "here"}],
        },
        1, 3,
    ),
    "CFG-10": (
        {"differences": [{"at": 1, "change_id": "C1"}, {"at": 2}, {"at": 3}]}, 2, 3,
    ),
    "CFG-11": (
        {
            "ci_attributes": [
                {"by_hand": True, "read_at": 10}, {"by_hand": True, "read_at": 200},
                {"by_hand": True}, {"by_hand": False},
            ]
        },
        2, 3,
    ),
    "CFG-12": (
        {
            "services": [
                {"service": "a", "critical": True}, {"service": "b", "critical": True},
                {"service": "c", "critical": False},
            ],
            "baselines": [{"service": "a", "at": 300}, {"service": "b", "at": 390}],
        },
        1, 2,
    ),
    "CFG-13": (
        # three in the 60.875 days since the first record, so in two months
        {
            "tickets": [
                {"opened_at": 60.875, "cmdb_error": False}, {"opened_at": 5, "cmdb_error": True},
                {"opened_at": 5, "cmdb_error": True}, {"opened_at": 5},
            ],
            "changes": [{"opened_at": 5, "cmdb_error": True}],
        },
        1.5,
    ),
    "CFG-14": (
        {"cis": [{"support_ends_at": 5}, {"support_ends_at": -5}, {}]}, 1, 2,
    ),
}  # fmt: skip
