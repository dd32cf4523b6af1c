"""The evidence pack of an assessor: levels with their records, registers, promises with misses.

It holds what an assessor may read on screen and nothing of the register of people who decide; every
address is taken out of its words.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from groundswell.analysis.charts.amounts import money
from groundswell.analysis.papers import Paper, Sheet, make_pack
from groundswell.foundation.accounts.models import User
from groundswell.improvement.models import Improvement, Practice
from groundswell.improvement.queries.handover.rows import NOTHING, day_of, name_of, number_of
from groundswell.improvement.queries.ledger import count_results, list_ledger
from groundswell.improvement.queries.team import list_roles
from groundswell.improvement.queries.underway import judge_outcome, tellable
from groundswell.improvement.states import ImprovementState
from groundswell.kernel.days import say_day
from groundswell.measurement.history import current_rates
from groundswell.measurement.levels.models import Snapshot
from groundswell.measurement.levels.queries import draw_profile, latest_snapshot

NAME = "groundswell-evidence"

#: frameworks of the cross-walk, as practices.toml names them
_FRAMEWORKS = {
    "fitsm": "FitSM", "iso20000": "ISO/IEC 20000-1", "itil4": "ITIL 4",
    "cmmi_svc": "CMMI-SVC 1.3", "cobit": "COBIT 2019",
}  # fmt: skip


def pack_evidence(*, seen_by: User, at: datetime, on: date) -> bytes:
    """Return the pack as a zip, with the newest snapshot byte for byte as it was kept."""
    snapshot = latest_snapshot()
    further = {"maturity.json": snapshot.content.encode()} if snapshot else {}
    paper = write_evidence(seen_by=seen_by, at=at, on=on)
    return make_pack(paper, name=NAME, further=further)


def write_evidence(*, seen_by: User, at: datetime, on: date) -> Paper:
    """Return what an assessor asks for first, as far as this person may read it."""
    snapshot = latest_snapshot()
    paper = Paper(
        title="Evidence",
        lead="For an assessor: what the records show, with the records. Nothing in here was "
        "declared; where nothing is on record, it says so.",
        written_on=on,
        sheets=(
            *_maturity(snapshot),
            _roles(at),
            _improvements(seen_by),
            _practices(seen_by),
            _ledger(seen_by),
        ),
        foot=f"As of {say_day(on)}. {_digest(snapshot)}",
    )
    return paper.without_addresses()


def _digest(snapshot: Snapshot | None) -> str:
    return f"Snapshot {snapshot.number}, SHA-256 {snapshot.digest}." if snapshot else ""


def _maturity(snapshot: Snapshot | None) -> Iterator[Sheet]:
    if snapshot is None:
        empty = "No snapshot was taken yet; the next run of the analysis takes one."
        yield Sheet("How mature each practice is", empty=empty)
        return
    document = snapshot.document
    seen, unseen = draw_profile(document)
    rows = tuple(
        (row.name, row.said, row.sentence or row.reason, row.to_next or NOTHING)
        for row in (*seen, *unseen)
    )
    yield Sheet("How mature each practice is", ("From records alone.",),
                ("Practice", "Level", "Because", "To the next"), rows,
                file="levels.csv")  # fmt: skip
    yield Sheet("What others call it", header=("Practice", *_FRAMEWORKS.values()),
                rows=tuple(_walk(one) for one in document["practices"]),
                file="cross-walk.csv")  # fmt: skip
    yield _indicators(document)
    yield _records(document)


def _walk(one: Mapping[str, Any]) -> tuple[str, ...]:
    return (one["name"], *(str(one["frameworks"].get(key) or NOTHING) for key in _FRAMEWORKS))


def _indicators(document: Mapping[str, Any]) -> Sheet:
    rows = tuple(
        (one["indicator"], one["title"], one["said"] or one["reason"] or NOTHING,
         *(NOTHING if one[at] is None else number_of(one[at]) for at in ("value", "low", "high")),
         str(one["n"]),
         one["status"].replace("_", " "), one["definition"])
        for one in sorted(document["readings"].values(), key=_unseen_last)
    )  # fmt: skip
    header = ("Indicator", "Title", "Said", "Value", "Low", "High", "Counted", "How sure",
              "Definition")  # fmt: skip
    return Sheet("Indicators", header=header, rows=rows, file="indicators.csv")


def _unseen_last(one: Mapping[str, Any]) -> tuple[bool, str]:
    return one["value"] is None, str(one["indicator"])


def _records(document: Mapping[str, Any]) -> Sheet:
    rows = tuple(
        (one["indicator"], str(record))
        for one in document["readings"].values()
        for record in one["records"]
    )
    return Sheet("Records behind the indicators", header=("Indicator", "Record"), rows=rows,
                 empty="No record is named.", file="records.csv")  # fmt: skip


def _roles(at: datetime) -> Sheet:
    rows = tuple(
        (line.about, line.label, name_of(line.role.person), str(line.acts),
         "on paper only" if line.on_paper else day_of(line.last))
        for line in list_roles(at=at)
    )  # fmt: skip
    header = ("What for", "Role", "Who", "Acts in 30 days", "Seen last")
    return Sheet("Who answers for what", header=header, rows=rows,
                 empty="Nobody was given a role.", file="roles.csv")  # fmt: skip


def _improvements(user: User) -> Sheet:
    shown = Improvement.objects.visible_to(user).filter(pk__in=tellable().values("pk"))
    rows = tuple(
        (one.number, one.title, one.get_state_display(), one.hypothesis or NOTHING,
         one.measure or NOTHING, number_of(one.before), number_of(one.target),
         number_of(one.after), _judge(one), one.lesson or NOTHING)
        for one in shown.order_by("opened_at", "id")
    )  # fmt: skip
    header = ("Number", "Improvement", "State", "Believed", "Measure", "Before", "Wanted", "After",
              "Promise", "Learned")  # fmt: skip
    return Sheet("Register of improvements", header=header, rows=rows,
                 empty="None is written down.", file="improvements.csv")  # fmt: skip


def _judge(one: Improvement) -> str:
    return judge_outcome(one) if one.state == ImprovementState.MEASURED else NOTHING


def _practices(user: User) -> Sheet:
    shown = Practice.objects.visible_to(user).select_related("department", "owner")
    rows = tuple(
        (one.number, one.title, one.get_state_display(), str(one.version), str(one.department),
         name_of(one.owner), number_of(one.before), number_of(one.after), day_of(one.measured_on))
        for one in shown.order_by("title", "id")
    )  # fmt: skip
    header = ("Number", "Way of working", "Holds for", "Version", "At home in", "Owner", "Before",
              "After", "Measured")  # fmt: skip
    return Sheet("Ways of working", header=header, rows=rows, empty="None is written down.",
                 file="practices.csv")  # fmt: skip


def _ledger(user: User) -> Sheet:
    lines = [line for line in list_ledger(seen_by=user) if not line.problem.security]
    currency = current_rates().currency
    rows = tuple(
        (line.result, line.problem.number, line.problem.title, line.promise.words,
         _amount(line.promise.forecast, currency),
         _amount(line.delivered.likely if line.delivered else None, currency),
         day_of(line.fixed_at))
        for line in lines
    )  # fmt: skip
    counts = ", ".join(f"{n} {result}" for result, n in count_results(lines).items())
    header = ("Result", "Problem", "Title", "Promised", "Forecast a year", "Delivered a year",
              "Fixed")  # fmt: skip
    return Sheet("Promised and delivered, the misses first", (f"{counts}.",) if rows else (),
                 header, rows, "Nothing was promised or forecast yet.",
                 "ledger.csv")  # fmt: skip


def _amount(value: float | None, currency: str) -> str:
    return "not known" if value is None else money(value, currency)
