"""`groundswell articles`: bring a folder of Markdown files in as articles."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from groundswell.cli.django_setup import open_records


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--language", default="en", show_default=True, help="Language of the files.")
@click.option("--publish", is_flag=True, help="Publish them at once instead of keeping drafts.")
def articles(folder: Path, language: str, publish: bool) -> None:  # noqa: FBT001 (a flag)
    """Bring a folder of Markdown files in as articles.

    The first heading is the title, a short first paragraph the answer in one sentence.
    `printer.de.md` is the German translation of `printer.md`. Done again, only texts that changed
    become new versions.

    \b
    Example:
      groundswell articles wiki-export --publish
    """
    open_records()
    from groundswell.foundation.accounts.actions import machine_account  # noqa: PLC0415
    from groundswell.knowledge.reading import read_folder  # noqa: PLC0415 (needs Django)

    at = datetime.now(UTC)
    by = machine_account(at=at)
    done: Counter[str] = Counter()
    for each in read_folder(folder, language=language):
        done[_bring(each, by=by, at=at, publish=publish)] += 1
    said = ", ".join(f"{count} {what}" for what, count in sorted(done.items()))
    click.echo(f"{said or 'No Markdown file is there'}.")


def _bring(each: Any, *, by: Any, at: datetime, publish: bool) -> str:
    """Write one text; return what became of it in words."""
    from groundswell.knowledge import actions, queries  # noqa: PLC0415 (needs Django)

    origin = f"file:{each.name}"[:80]
    article = next(iter(queries.list_of_origin(origin, seen_by=by)), None)
    if article is None:
        new = actions.NewArticle(text=each.text, language=each.language, origin=origin)
        article = actions.write_article(by=by, at=at, new=new)
        if publish:
            actions.publish_article(article, by=by, at=at)
        return "written"
    newest = queries.newest_text(article, each.language)
    if newest is not None and _says(newest) == _says(each.text.checked()):
        return "unchanged"
    actions.save_text(
        article,
        by=by,
        at=at,
        text=each.text,
        language=each.language,
        based_on=newest.version if newest else 0,
    )
    return "new versions" if newest else "translated"


def _says(text: Any) -> tuple[str, str, str]:
    return (text.title, text.summary, text.body)
