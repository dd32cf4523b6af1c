"""Scheduled jobs that fail: each one that fails three times or more is one problem, no two are.

The file is an export of tickets with titles such as "job NAME failed in …" or "NAME: job failed";
the names are read from the titles by a pattern of this file, independently of the analysis.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from groundswell.analysis.discovery import discover
from groundswell.evidence.store import Evidence
from groundswell.readers import read

FILE = "tickets_text_600.csv"
_JOB = re.compile(r"\bjob\s+(\S+)\s+failed\b", re.IGNORECASE)
_LEAST = 3


def count_jobs(folder: Path) -> dict[str, Any]:
    """Return how the failing jobs of the tickets in a folder fall into problems."""
    with TemporaryDirectory() as place:
        read([folder / FILE], into=Path(place) / "evidence")
        evidence = Evidence.open(Path(place) / "evidence")
        rows = evidence.table("tickets").select("ticket_id", "title").to_pyarrow().to_pylist()
        clusters = discover(evidence)
    jobs = {
        str(row["ticket_id"]): found[1].lower()
        for row in rows
        if (found := _JOB.search(row["title"] or ""))
    }
    problems: dict[str, set[str]] = defaultdict(set)
    for cluster in clusters:
        for ticket in cluster.tickets:
            if ticket in jobs:
                problems[cluster.id].add(jobs[ticket])
    returning = {job for job, times in Counter(jobs.values()).items() if times >= _LEAST}
    homes = {job: [held for held in problems.values() if job in held] for job in returning}
    return {
        "failures of jobs": len(jobs),
        "jobs that fail three times or more": len(returning),
        "of these one problem each": sum(held == [{job}] for job, held in homes.items()),
        "problems with two jobs or more": sum(len(held) > 1 for held in problems.values()),
    }
