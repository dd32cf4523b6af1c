"""Records and their files → a folder or a zip file."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from groundswell import __version__
from groundswell.foundation.archive import contents
from groundswell.foundation.archive.contents import Purpose
from groundswell.foundation.archive.places import Hashed, Place, new_folder, new_zip

#: raised when the form of an archive changes so that an older reader would misread it
FORM = 1
_ROWS_AT_ONCE = 2000

Progress = Callable[[int, int | None], None]


class ExactEncoder(DjangoJSONEncoder):
    """Django's encoder, which cuts times to milliseconds, with the microseconds kept."""

    def default(self, o: Any) -> Any:
        """Return a time in full; leave the rest to Django."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def write_archive(
    target: Path, *, purpose: Purpose, at: datetime, progress: Progress = lambda _done, _of: None
) -> dict[str, Any]:
    """Write everything that belongs to such an archive; return its manifest.

    An export becomes a folder, a backup one zip file. Either appears under its name only when it
    is whole. What is written is one moment: changes made meanwhile wait for the next one.

    Raises:
        Refusal: the target is there already.
        OSError: it cannot be written, for example because the disk is full.
    """
    place = new_folder if purpose is Purpose.EXPORT else new_zip
    with place(target) as parts, _one_moment():
        manifest = _head(purpose, at)
        held = contents.tables(purpose)
        total = sum(contents.rows(model).count() for model in held)
        done = 0
        for model in held:
            table = _write_table(parts, model, purpose, partial(_tell, progress, total, done))
            done += table["rows"]
            manifest["tables"].append(table)
        manifest["files"] = [_write_file(parts, path) for path in contents.files(purpose)]
        with parts.open("manifest.json") as part:
            part.write(json.dumps(manifest, indent=2, ensure_ascii=False).encode() + b"\n")
    return manifest


def _tell(progress: Progress, total: int, before: int, rows: int) -> None:
    progress(before + rows, total)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Let every query within see the same state of the records, without keeping writers waiting."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django's own transactions take the writers' lock at once; a plain one reads beside them.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def _head(purpose: Purpose, at: datetime) -> dict[str, Any]:
    return {
        "form": FORM,
        "groundswell": __version__,
        "purpose": purpose.value,
        "made_at": at.isoformat(),
        "currency": settings.CURRENCY,
        "state_of_tables": contents.state_of_tables(),
        "left_out": contents.left_out(purpose),
        "tables": [],
        "files": [],
    }


def _write_table(
    parts: Place, model: type[models.Model], purpose: Purpose, progress: Callable[[int], None]
) -> dict[str, Any]:
    name = f"tables/{model._meta.label_lower}.jsonl"
    many = [
        models.Prefetch(field.name, contents.rows(field.related_model).only("pk").order_by("pk"))
        for field in model._meta.local_many_to_many
    ]
    rows = contents.rows(model).order_by("pk").prefetch_related(*many)
    count = 0
    with parts.open(name) as raw:
        part = Hashed(raw)
        for row in _counted(rows.iterator(_ROWS_AT_ONCE), progress):
            count += 1
            serializers.serialize(
                "jsonl",
                [row],
                stream=part,
                fields=contents.columns(model, purpose),
                cls=ExactEncoder,
                # PostgreSQL keeps the keys of JSON in an order of its own.
                sort_keys=True,
            )
    return {"table": model._meta.label, "part": name, "rows": count, "sha256": part.digest}


def _counted(rows: Iterator[Any], progress: Callable[[int], None]) -> Iterator[Any]:
    for number, row in enumerate(rows):
        if number % _ROWS_AT_ONCE == 0:
            progress(number)
        yield row


def _write_file(parts: Place, path: Path) -> dict[str, Any]:
    name = f"files/{path.as_posix()}"
    with (Path(settings.HOME) / path).open("rb") as source, parts.open(name) as raw:
        part = Hashed(raw)
        shutil.copyfileobj(source, part)
    return {"path": path.as_posix(), "part": name, "bytes": part.size, "sha256": part.digest}
