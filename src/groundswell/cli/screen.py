"""Findings on a terminal, in one screenful."""

import textwrap
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

WIDTH = 78


def show_findings(findings: dict[str, Any], *, problems: int = 8) -> None:
    """Print what was read, what recurs with its cost, and what to do first."""
    for source in findings["sources"]:
        _show_source(source)
    _show_problems(findings, problems)
    waves = _list_waves(findings["problems"] or ())
    _show_at_once(waves, findings)
    _show_habit(findings["habits"] or ())
    _show_steps(findings)
    _show_gaps(findings["not_known"])


#: so many surges are named, the largest
_SURGES = 3

#: what a person looks for on the screen; the document names every gap with its reason
_MAIN = ("problems", "cost_per_year", "process", "changes", "surges", "maturity", "mode")


def _show_gaps(not_known: dict[str, str]) -> None:
    gaps = [(key, not_known[key]) for key in _MAIN if key in not_known]
    if gaps:
        click.echo()
        click.secho("What these records cannot tell", bold=True)
    for key, reason in gaps:
        _show_lines(f"{key.replace('_', ' ')}: {reason}")
    if len(not_known) > len(gaps):
        click.secho("    and more; --json names every gap with its reason", dim=True)


def _show_lines(text: str) -> None:
    for line in textwrap.wrap(text, WIDTH - 4):
        click.secho(f"    {line}", dim=True)


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _show_source(source: dict[str, Any]) -> None:
    # where more were left out than are listed, their number stands beside them
    rejected = source.get("rejected_total", len(source["rejected"]))
    kept = f", {rejected:,} kept aside" if rejected else ""
    click.echo(
        f"{Path(source['file']).name}: {source['product'] or 'unknown tool'}, {source['kind']}, "
        f"{source['rows']:,} rows, {source['records']:,} records{kept}"
    )
    for warning in source["warnings"][:6]:
        where = f"{warning['column']}: " if warning["column"] else ""
        click.secho(f"  note: {where}{warning['reason']}", dim=True)


def _show_problems(findings: dict[str, Any], limit: int) -> None:
    problems = findings["problems"]
    if not problems:
        if problems is not None and "problems" not in findings["not_known"]:
            click.echo("\nNothing came back often enough to be named.")
        return
    click.echo()
    click.secho("What comes again and again", bold=True)
    for rank, problem in enumerate(problems[:limit], start=1):
        callers = f", {_people(problem['callers'])}" if problem["callers"] else ""
        click.echo(f"{rank:>2}. {_fit(problem['title'], WIDTH - 4)}")
        cost = _cost(problem, findings["currency"])
        click.secho(f"    {_records(problem)}{callers}, {cost}", dim=True)
    if len(problems) > limit:
        click.secho(f"    and {len(problems) - limit} more", dim=True)


def _records(problem: dict[str, Any]) -> str:
    """Return how many records, and how long they last where that is what is known of them."""
    count = len(problem["tickets"])
    if problem["record_kind"] == "ticket":
        return f"{count:,} tickets"
    lasting = (problem["figures"] or {}).get("restore")
    if not lasting:
        return f"{count:,} problem records"
    days = f"{lasting['median'] / 86_400:,.0f} days"
    return f"{count:,} problem records, half of them open longer than {days}"


def _list_waves(problems: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the largest troubles that came at once and have that as their reason."""
    came = [problem for problem in problems if problem["why"][:1] and _is_wave(problem)]
    return sorted(came, key=lambda problem: -len(problem["tickets"]))[:_SURGES]


def _is_wave(problem: dict[str, Any]) -> bool:
    return bool(problem["why"][0]["evidence"] == "time")


def _show_at_once(waves: Sequence[dict[str, Any]], findings: dict[str, Any]) -> None:
    """Print the waves and the largest other surges, in the order in which they came."""
    told = {ticket for wave in waves for ticket in wave["tickets"]}
    apart = [surge for surge in findings["surges"] or () if not told.issuperset(surge["tickets"])]
    if not waves and not apart:
        return
    click.echo()
    click.secho("When many wrote of one thing at once", bold=True)
    for wave in waves:
        click.echo(f" •  {_fit(wave['title'], WIDTH - 4)}")
        who = f", {_people(wave['callers'])}" if wave["callers"] else ""
        _show_lines(f"{_records(wave)}{who}, {_cost(wave, findings['currency'])}")
    largest = sorted(apart, key=lambda surge: -len(surge["tickets"]))[: _SURGES - len(waves)]
    for surge in sorted(largest, key=lambda surge: str(surge["detected"])):
        _show_surge(surge)
    if len(apart) > len(largest):
        click.secho(f"    and {len(apart) - len(largest)} smaller", dim=True)


def _show_surge(surge: dict[str, Any]) -> None:
    started, seen = (datetime.fromisoformat(surge[key]) for key in ("started", "detected"))
    click.echo(f" •  {_fit(surge['title'], WIDTH - 4)}")
    who = f"{_people(surge['callers'])}, " if surge["callers"] else ""
    tickets = f"{len(surge['tickets']):,} tickets"
    when = f"{seen:%H:%M}" if seen.date() == started.date() else f"{seen:%Y-%m-%d %H:%M}"
    shown = f"ticket {surge['at_ticket']} showed it, {when}"
    _show_lines(f"{started:%Y-%m-%d %H:%M}, {who}{tickets}; {shown}")


def _show_habit(habits: Sequence[dict[str, Any]]) -> None:
    """Print the way out that one person repeats and that relieves most, with what it ends."""
    told = next((habit for habit in habits if habit["problem"]), None)
    if told is None:
        return
    click.echo()
    click.secho("What one person knows and others do not", bold=True)
    click.echo(f" •  {_fit(told['trouble'], WIDTH - 4)}")
    own = f"One person ended {len(told['tickets'])} tickets with “{told['words']}”"
    times = (told["minutes_with"], told["minutes_without"])
    if told["others"] and None not in times:
        quick, slow = (_lasting(minutes) for minutes in times)
        own += f"; half of these in {quick}, of the {told['others']} others in {slow}"
    _show_lines(own)


_HOUR = 60
_DAY = 24 * _HOUR


def _lasting(minutes: float) -> str:
    """Return a time in the unit that a person would say it in."""
    for unit, name in ((_DAY, "days"), (_HOUR, "hours")):
        if minutes >= 2 * unit:
            return f"{minutes / unit:.0f} {name}"
    return f"{minutes:.0f} minutes"


def _show_steps(findings: dict[str, Any]) -> None:
    if findings["first_steps"]:
        click.echo()
        show_steps(findings["first_steps"])


def show_steps(steps: Sequence[Mapping[str, Any]]) -> None:
    """Print what to do first, each with its reason and how sure its place is."""
    click.secho("What to do first", bold=True)
    for step in steps:
        first, *rest = textwrap.wrap(step["title"], WIDTH - 4)
        click.echo(f" •  {first}")
        for line in rest:
            click.echo(f"    {line}")
        _show_lines(f"{step['reason']} ({step['minutes']} minutes, {_mandate(step['mandate'])})")
        if step.get("holds") is not None and step["holds"] < 1:
            _show_lines(f"Among the first three in {step['holds']:.0%} of the trials.")


def _mandate(level: int) -> str:
    return (
        "needs nobody's permission",
        "needs the agreement of one colleague",
        "needs your boss",
        "needs other departments",
        "needs top management",
    )[level]


def _cost(problem: dict[str, Any], currency: str) -> str:
    """Return what it costs in a year, or in these records where a year cannot be told."""
    if problem["cost_per_year"]:
        return f"{_money(problem['cost_per_year'], currency)} a year"
    if problem.get("cost_of_tickets"):
        return f"{_money(problem['cost_of_tickets'], currency)} in these records"
    return "cost not known"


def _money(span: dict[str, float], currency: str) -> str:
    low, likely, high = (_round(span[part]) for part in ("low", "likely", "high"))
    return f"about {likely:,} {currency} ({low:,} to {high:,})"


def _round(value: float) -> int:
    """Return two figures that mean something; more would pretend."""
    if value < 1:
        return 0
    digits = len(str(int(value)))
    return int(round(value, -(max(digits - 2, 0))))


def _fit(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
