"""The changes of the year: most go well, one does not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from groundswell.cli.demo.company import MAIN_SITE
from groundswell.cli.demo.desk import YEAR, Desk
from groundswell.cli.demo.records import Change
from groundswell.cli.demo.wording import data

TUESDAY = 1
_EVENING = time(18, 30)


def changes_of_the_year(desk: Desk) -> tuple[Change, ...]:
    """Return the changes in order of registration, numbered, the planted one among them."""
    entries = data("changes")["change"]
    usual = [entry for entry in entries if not entry.get("planted")]
    drawn = [
        _usual(desk, entry, (place + desk.dice.share()) / len(usual))
        for place, entry in enumerate(desk.dice.shuffled(usual))
    ]
    drawn += [_planted(desk, entry) for entry in entries if entry.get("planted")]
    return tuple(_numbered(sorted(drawn, key=lambda change: change.opened_at)))


def planted_change(changes: Sequence[Change]) -> Change:
    """Return the change that went wrong."""
    title = next(entry["title"] for entry in data("changes")["change"] if entry.get("planted"))
    return next(change for change in changes if change.title == title)


def _usual(desk: Desk, entry: Mapping[str, Any], passed: float) -> Change:
    days = desk.sites[MAIN_SITE]
    day = _working_day(
        desk, desk.starts_on + timedelta(days=5) + (YEAR - timedelta(days=20)) * passed
    )
    start = days.at(day, _EVENING) + timedelta(minutes=15 * desk.dice.whole(-4, 8))
    end = start + timedelta(minutes=desk.dice.around(entry.get("minutes", 60), 0.4))
    failed = bool(entry.get("failed"))
    return _change(desk, entry, (start, end.replace(microsecond=0)), failed=failed)


def _planted(desk: Desk, entry: Mapping[str, Any]) -> Change:
    """Return the change that caused a wave: Tuesday evening in, Friday afternoon out again."""
    day = desk.starts_on + YEAR * entry["at"]
    while day.weekday() != TUESDAY or not _plain_week(desk, day):
        day += timedelta(days=1)
    days = desk.sites[MAIN_SITE]
    start = days.at(day, _EVENING)
    end = days.at(day + timedelta(days=3), time(16, 45))
    return _change(desk, entry, (start, end), failed=True)


def _plain_week(desk: Desk, tuesday: date) -> bool:
    days = [tuesday + timedelta(days=offset) for offset in range(-1, 7)]
    sites = desk.sites.values()
    return all(site.weight(day) > 0.5 for site in sites for day in days if day.weekday() < 5)


def _working_day(desk: Desk, day: date) -> date:
    while desk.sites[MAIN_SITE].weight(day) < 0.3:
        day += timedelta(days=1)
    return day


def _change(
    desk: Desk, entry: Mapping[str, Any], span: tuple[datetime, datetime], *, failed: bool
) -> Change:
    start, end = span
    dice, kind = desk.dice, entry["type"]
    emergency = kind == "emergency"
    opened = start - timedelta(hours=dice.between(1, 3) if emergency else dice.between(50, 400))
    opened = max(opened, datetime.combine(desk.starts_on, time(8), UTC)).replace(microsecond=0)
    approved = (
        None
        if kind == "standard"
        else (opened + (start - opened) * dice.between(0.2, 0.8)).replace(microsecond=0)
    )
    closed = desk.clock.after(end, dice.around(900, 0.8))
    people = desk.company.by_name
    return Change(
        number="",
        title=entry["title"],
        description=entry["description"],
        type=kind,
        risk=entry["risk"],
        state="closed" if closed <= desk.now else ("backed_out" if failed else "done"),
        service=entry["service"],
        ci=entry["ci"],
        group=entry["group"],
        requested_by=people[entry["by"]].login
        if "by" in entry
        else desk.agent_of(entry["group"], opened.date()).login,
        approved_by=people["Helen Marchbank"].login if approved else None,
        opened_at=opened,
        approved_at=approved,
        planned_start_at=start,
        started_at=start,
        ended_at=end,
        closed_at=closed if closed <= desk.now else None,
        succeeded=not failed,
        backed_out=failed,
        backout_plan=entry.get("backout", ""),
    )


def _numbered(changes: Sequence[Change]) -> Iterator[Change]:
    prefix = data("company")["prefixes"]["change"]
    for place, change in enumerate(changes, start=1):
        yield replace(change, number=f"{prefix}-{place:06}")
