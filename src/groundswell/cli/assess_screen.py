"""An assessment on a terminal: a profile, never one number for all."""

import textwrap
from typing import Any

import click

from groundswell.analysis.numbers import say_number

WIDTH = 78
_NAME = 34
_TOP = 4


def show_assessment(document: dict[str, Any]) -> None:
    """Print the profile, then each practice with what would move it up, then what is not seen."""
    practices = document["practices"]
    known = [one for one in practices if one["level"] is not None]
    click.secho(f"What the records show, up to {document['as_of'][:10]}", bold=True)
    for one in known:
        _show_bar(one)
    if not known:
        click.echo("No practice can be judged by these records.")
    for one in known:
        _show_practice(one)
    _show_unseen([one for one in practices if one["level"] is None])
    if "beside" in document:
        _show_beside(document["beside"])


def _show_bar(one: dict[str, Any]) -> None:
    bar = "█" * one["level"] + "·" * (_TOP - one["level"])
    click.echo(f"  {one['name'][:_NAME]:{_NAME}} {bar}  level {one['level']}, {_sure(one)}")


def _sure(one: dict[str, Any]) -> str:
    if one["firm"]:
        return "firm"
    low, high = one["range"]
    low, high = (0 if end is None else end for end in (low, high))
    return "provisional" if low == high else f"provisional, {low} to {high}"


def _is_open(one: dict[str, Any]) -> bool:
    """Tell whether other levels are possible too, which the sentence then says."""
    return not one["firm"] and one["range"] is not None and one["range"][0] != one["range"][1]


def _show_practice(one: dict[str, Any]) -> None:
    click.echo()
    click.secho(f"{one['name']}: level {one['level']}", bold=True)
    _say(one["sentence"] if _is_open(one) else f"What this level means: {one['sentence']}")
    if one["reason"]:
        _say(f"Why: {one['reason']}.")
    for reading in one["evidence"]:
        twin = next((two for two in _beside(one) if two["indicator"] == reading["twin"]), None)
        pair = f" (beside it: {twin['title'].lower()}, {twin['said']})" if twin else ""
        mark = "" if reading["status"] == "firm" else ", provisional"
        _say(f"{reading['title']}: {reading['said']}{mark}{pair}", bullet="- ")
        if reading["jump"]:
            _say("the last month lies far from all before it: check the data first", bullet="  ! ")
    if one["to_next"]:
        _say(f"To level {one['level'] + 1}: {one['to_next']}")


def _beside(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [reading for reading in one["beside"] if reading["value"] is not None]


def _show_unseen(practices: list[dict[str, Any]]) -> None:
    unseen = [one for one in practices if one["not_seen"]]
    if unseen:
        click.echo()
        click.secho("What these records cannot show", bold=True)
    for one in unseen:
        _say(f"{one['name']}: {one['reason']}", dim=True)
    off = [one["name"] for one in practices if not one["not_seen"] and not one["evidence"]]
    if off:
        _say(f"Not switched on yet: {'; '.join(off)}.", dim=True)


def _show_beside(beside: dict[str, Any]) -> None:
    """Print two houses side by side, in the order of the catalogue: where they differ."""
    click.echo()
    month = f" of {beside['month']}" if beside["month"] else ""
    click.secho(f"Beside the profile{month} of another house", bold=True)
    _say(beside["caution"])
    for pair in (*beside["practices"], *beside["indicators"]):
        _say(f"{pair['title']}: {pair['said']}", bullet="- ")
        _say(f"here {pair['here']}; there {pair['there']}", bullet="  ")
    if beside["unknown"]:
        _say(f"Not known to this version and left out: {', '.join(beside['unknown'])}.", dim=True)


def show_profile(profile: dict[str, Any], target: str) -> None:
    """Print all that a profile without names holds, before it is written."""
    click.echo()
    click.secho(f"What is written to {target}, and nothing else", bold=True)
    _say(f"the version {profile['groundswell']} and the month {profile['month']}", bullet="- ")
    for key, (level, low, high) in profile["levels"].items():
        _say(f"{key}: level {level}, {low} to {high}", bullet="- ")
    for key, seen in profile["values"].items():
        ends = f"{say_number(seen['low'])} to {say_number(seen['high'])}"
        _say(f"{key}: {say_number(seen['value'])}, {ends}, of {seen['n']} records", bullet="- ")


def _say(text: str, *, bullet: str = "", dim: bool = False) -> None:
    first, rest = f"    {bullet}", " " * (4 + len(bullet))
    for line in textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest):
        click.secho(line, dim=dim)
