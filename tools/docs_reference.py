"""Write the parts of the reference that the code itself says: between two marks on each page.

    .venv/bin/python tools/docs_reference.py

A test fails while a page and the code say different things; then this is what to run.
"""

import ast
import inspect
import os
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "groundswell"
PAGES = ROOT / "docs" / "reference"
BEGIN = "<!-- from here on written by tools/docs_reference.py -->\n"


def evidence() -> str:
    """Return every evidence table with its columns."""
    from groundswell.evidence.schema import TABLES  # noqa: PLC0415

    parts = []
    for table in TABLES.values():
        key = ", ".join(f"`{name}`" for name in table.key)
        rows = ((f"`{c.name}`", str(c.type), c.meaning) for c in table.columns)
        parts.append(
            f"## {table.name}\n\n{table.meaning} One row per {key}.\n\n"
            + grid(("column", "type", "meaning"), rows)
        )
    return "\n".join(parts)


def settings() -> str:
    """Return every setting with its meaning and default, as config/settings.py declares them."""
    tree = ast.parse((SOURCE / "config" / "settings.py").read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    rows = []
    for call in calls:
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "env":
            name, meaning = (ast.literal_eval(argument) for argument in call.args[:2])
            default = next((k.value for k in call.keywords if k.arg == "default"), None)
            rows.append((call.lineno, f"`GROUNDSWELL_{name}`", meaning, shown(default)))
    return grid(("variable", "meaning", "default"), (row[1:] for row in sorted(rows)))


def shown(default: ast.expr | None) -> str:
    """Return a default as a person would write it into the environment."""
    if default is None:
        return "made on first use, kept in the data folder"
    if isinstance(default, ast.Constant):
        if default.value == "":
            return "none"
        return (
            f"`{str(default.value).lower() if default.value in {True, False} else default.value}`"
        )
    if isinstance(default, ast.JoinedStr):
        return "`sqlite:///…/groundswell.sqlite3` in the data folder"
    if ast.unparse(default) == "zone_of_machine()":
        return "that of the machine (`TZ`, else `/etc/localtime`), else `UTC`"
    words = [node.value for node in ast.walk(default) if isinstance(node, ast.Constant)]
    return f"`{words[0]}`"


def rights() -> str:
    """Return roles against rights."""
    data = tomllib.loads(
        (SOURCE / "foundation" / "accounts" / "roles.toml").read_text(encoding="utf-8")
    )
    roles = data["roles"].values()
    rows = (
        (words, *("yes" if right in role["rights"] else "" for role in roles))
        for right, words in data["rights"].items()
    )
    return grid(("right", *(role["label"] for role in roles)), rows)


def sources() -> str:
    """Return the products that are recognised and what a column can be mapped to."""
    products = [read_toml(path) for path in sorted((SOURCE / "readers/products").glob("*.toml"))]
    names = sorted(
        (p["label"] for p in products), key=lambda label: label.removeprefix("a ").lower()
    )
    parts = ["## Recognised by their header\n\n" + "".join(f"- {name}\n" for name in names)]
    for kind, fields in read_toml(SOURCE / "readers" / "fields.toml").items():
        rows = (
            (f"`{name}`", field["label"], ", ".join(field.get("names", [])[:4]))
            for name, field in fields.items()
        )
        parts.append(f"## {kind}\n\n" + grid(("field", "meaning", "headers such as"), rows))
    return "\n".join(parts)


def records() -> str:
    """Return every record that the database keeps, with its fields and what always holds."""
    from django.apps import apps  # noqa: PLC0415

    set_up()
    models = (m for m in apps.get_models() if m.__module__.startswith("groundswell."))
    return "\n".join(record(model) for model in models)


def set_up() -> None:
    """Let the application be asked about itself, without a database."""
    import django  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    os.environ.setdefault("GROUNDSWELL_HOME", str(ROOT / ".cache" / "docs"))
    django.setup()


def record(model: Any) -> str:
    """Return one record."""
    rows = (
        (f"`{field.name}`", kind_of(field), ", ".join(str(label) for _, label in field.flatchoices))
        for field in model._meta.concrete_fields
        if field.name != "id"
    )
    promises = [constraint.name.replace("_", " ") for constraint in model._meta.constraints]
    held = "".join(f"- {promise}\n" for promise in promises)
    return (
        f"## {model.__name__}\n\n{inspect.getdoc(model)}\n\n"
        + grid(("field", "holds", "one of"), rows)
        + (f"\nThe database sees to it that:\n\n{held}" if held else "")
    )


def kind_of(field: Any) -> str:
    """Return in a word or two what a field holds."""
    if field.related_model:
        return f"a {field.related_model.__name__}"
    words = {
        "CharField": f"text, at most {field.max_length}",
        "TextField": "text",
        "EmailField": "mail address",
        "DateTimeField": "time",
        "BooleanField": "yes or no",
        "JSONField": "JSON",
        "FileField": "file",
    }
    return words.get(field.get_internal_type(), "number")


def command_line() -> str:
    """Return every command with what its --help says."""
    import click  # noqa: PLC0415

    from groundswell.cli.main import cli  # noqa: PLC0415

    return "\n".join(helps(cli, click.Context(cli, info_name="groundswell")))


def helps(command: Any, context: Any) -> Iterator[str]:
    """Yield the help of a command, and of the commands within it."""
    level = "#" * min(4, context.command_path.count(" ") + 2)
    yield f"{level} {context.command_path}\n\n```text\n{command.get_help(context).strip()}\n```\n"
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        inner = command.get_command(context, name)
        yield from helps(inner, type(context)(inner, parent=context, info_name=name))


def rest() -> str:
    """Return every operation of the REST interface by subject, with what it does."""
    set_up()
    from groundswell.config.api import api  # noqa: PLC0415

    rows: dict[str, list[tuple[str, ...]]] = {}
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, said in methods.items():
            call = f"`{method.upper()} {path}`"
            rows.setdefault(said["tags"][0], []).append((call, said["description"]))
    return "\n".join(
        f"## {tag.capitalize()}\n\n"
        + grid(("call", "does"), sorted(calls, key=lambda c: c[0].split()[1]))
        for tag, calls in sorted(rows.items())
    )


def indicators() -> str:
    """Return every indicator by practice, with what other frameworks call the practice."""
    from groundswell.analysis.maturity import FRAMEWORKS, load_book, load_practices  # noqa: PLC0415

    book = load_book()
    parts = []
    for key, practice in load_practices().items():
        levels = "".join(f"- {level}: {practice.sentence(level)}\n" for level in range(4))
        called = ", ".join(
            f"{FRAMEWORKS[name]} {word}" for name, word in practice.frameworks.items()
        )
        heads = ("indicator", "is", "cuts", "days", "at least", "from", "says")
        rows = (indicator(one) for one in book.of(key))
        parts.append(f"## {practice.name}\n\n`{key}`: {called}.\n\n{levels}\n" + grid(heads, rows))
    return "\n".join(parts)


def indicator(one: Any) -> tuple[str, ...]:
    """Return the row of one indicator."""
    sign = "≤ " if one.direction == "down" else ""
    cuts = "; ".join(
        f"{level}: {cut if isinstance(cut, str) else f'{sign}{cut:g}'} ({one.attribute(level)})"
        for level, cut in sorted(one.cuts.items())
    )
    marks = [mark for mark, is_so in (("on", one.on), ("gate", one.gate)) if is_so]
    marks += [f"weight {one.weight:g}"] if one.weight != 1 else []
    marks += [f"beside it {one.twin}"] if one.twin else []
    return (
        f"**{one.id}** {one.title}" + (f" ({', '.join(marks)})" if marks else ""),
        f"{one.means} {one.remark}".strip(),
        cuts,
        str(one.window_days),
        str(one.n_min),
        ", ".join(f"`{need}`".replace("|", "` or `") for need in one.needs),
        ", ".join((*one.fitsm, one.source)),
    )


def grid(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    lines = [list(heads), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a data file of the product holds."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


WRITTEN: dict[str, Callable[[], str]] = {
    "evidence.md": evidence,
    "indicators.md": indicators,
    "settings.md": settings,
    "rights.md": rights,
    "sources.md": sources,
    "records.md": records,
    "command-line.md": command_line,
    "rest.md": rest,
}


def page_as_it_should_be(name: str) -> str:
    """Return a page: the part that people wrote, the mark, the part that the code says."""
    by_hand, mark, _ = (PAGES / name).read_text(encoding="utf-8").partition(BEGIN)
    return f"{by_hand}{mark or BEGIN}\n{WRITTEN[name]()}"


if __name__ == "__main__":
    for page in sys.argv[1:] or WRITTEN:
        (PAGES / page).write_text(page_as_it_should_be(page), encoding="utf-8")
