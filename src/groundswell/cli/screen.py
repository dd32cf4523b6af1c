"""Findings on a terminal, in one screenful."""

from typing import Any

import click

WIDTH = 78


def show_findings(findings: dict[str, Any], *, problems: int = 8) -> None:
    """Print what was read, what recurs with its cost, and what to do first."""
    for source in findings["sources"]:
        _show_source(source)
    _show_problems(findings, problems)
    _show_steps(findings)
    for key, reason in sorted(findings["not_known"].items()):
        click.secho(f"not known: {key}: {reason}", dim=True)


def _show_source(source: dict[str, Any]) -> None:
    rejected = len(source["rejected"])
    kept = f", {rejected:,} kept aside" if rejected else ""
    click.echo(
        f"{source['file']}: {source['product'] or 'unknown tool'}, {source['kind']}, "
        f"{source['rows']:,} rows, {source['records']:,} records{kept}"
    )
    for warning in source["warnings"][:6]:
        where = f"{warning['column']}: " if warning["column"] else ""
        click.secho(f"  note: {where}{warning['reason']}", dim=True)


def _show_problems(findings: dict[str, Any], limit: int) -> None:
    problems = findings["problems"]
    if not problems:
        return
    click.echo()
    click.secho("What comes again and again", bold=True)
    for rank, problem in enumerate(problems[:limit], start=1):
        cost = problem["cost_per_year"]
        money = f"{_money(cost, findings['currency'])} a year" if cost else "cost not known"
        callers = f", {problem['callers']} people" if problem["callers"] else ""
        title = _fit(problem["title"], WIDTH - 4)
        click.echo(f"{rank:>2}. {title}")
        click.secho(f"    {len(problem['tickets'])} tickets{callers}, {money}", dim=True)
    if len(problems) > limit:
        click.secho(f"    and {len(problems) - limit} more", dim=True)


def _show_steps(findings: dict[str, Any]) -> None:
    if not findings["first_steps"]:
        return
    click.echo()
    click.secho("What to do first", bold=True)
    for step in findings["first_steps"]:
        click.echo(f" •  {_fit(step['title'], WIDTH - 4)}")
        click.secho(f"    {step['minutes']} minutes, {_mandate(step['mandate'])}", dim=True)
        click.secho(f"    {step['reason']}", dim=True)


def _mandate(level: int) -> str:
    return (
        "needs nobody's permission",
        "needs the agreement of one colleague",
        "needs your boss",
        "needs other departments",
        "needs top management",
    )[level]


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
