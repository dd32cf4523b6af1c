"""A folder or a zip file → records and their files, in an installation that holds none."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, models, transaction

from groundswell import __version__
from groundswell.foundation.accounts.models import User
from groundswell.foundation.archive import contents
from groundswell.foundation.archive.contents import Purpose
from groundswell.foundation.archive.places import open_place
from groundswell.foundation.archive.writing import FORM, Progress
from groundswell.kernel.errors import BadInput, Refusal

Source = Path | zipfile.Path
_BLOCK = 1 << 20
_STEP = 500


def is_archive(source: Path) -> bool:
    """Tell whether a folder holds an export of Groundswell."""
    return (source / "manifest.json").is_file()


def read_archive(
    source: Path, *, progress: Progress = lambda _done, _total: None
) -> dict[str, Any]:
    """Bring an export or a backup into this installation; return its manifest.

    Every checksum is looked at before anything is written, and all records come in one
    transaction: after a fault or a kill the installation is as empty as before.

    Raises:
        BadInput: it is no archive, of another version, or damaged.
        Refusal: this installation holds records already.
    """
    place = open_place(source)
    manifest = _manifest(place, source)
    _check_version(manifest, source)
    _check_empty(Purpose(manifest["purpose"]))
    _check_parts(place, manifest, source)
    total = sum(table["rows"] for table in manifest["tables"])
    try:
        with transaction.atomic():
            done = 0
            for table in manifest["tables"]:
                for row in _rows(place, table, source):
                    row.save(force_insert=True)
                    done += 1
                    if done % _STEP == 0:
                        progress(done, total)
            _finish(Purpose(manifest["purpose"]))
            _place_files(place, manifest)
    except DatabaseError as wrong:
        raise BadInput(f"{source} contradicts itself: {wrong}. Nothing was brought in.") from wrong
    return manifest


def _manifest(place: Source, source: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        if manifest["form"] != FORM:
            raise BadInput(
                f"{source} was made by Groundswell {manifest['groundswell']} in a form that this "
                f"version ({__version__}) does not read. Use that version."
            )
    except (OSError, KeyError, ValueError, TypeError) as wrong:
        raise BadInput(
            f"{source} is no export or backup of Groundswell: it holds no readable manifest.json."
        ) from wrong
    return dict(manifest)


def _check_version(manifest: dict[str, Any], source: Path) -> None:
    here, there = contents.state_of_tables(), manifest["state_of_tables"]
    if different := sorted(app for app in here | there if here.get(app) != there.get(app)):
        raise BadInput(
            f"{source} was made by Groundswell {manifest['groundswell']}, whose tables differ from "
            f"those of this version ({', '.join(different)}). Bring it in with the version that "
            "made it, then upgrade."
        )


def _check_empty(purpose: Purpose) -> None:
    held = sum(contents.rows(model).count() for model in contents.tables(purpose))
    if held:
        raise Refusal(
            f"This installation holds {held:,} records already. Name an empty one: set "
            "GROUNDSWELL_HOME to a new folder, and GROUNDSWELL_DATABASE_URL to an empty database "
            "if you use one."
        )


def _check_parts(place: Source, manifest: dict[str, Any], source: Path) -> None:
    for part in [*manifest["tables"], *manifest["files"]]:
        try:
            with (place / part["part"]).open("rb") as content:
                whole = _digest(content) == part["sha256"]
        except (OSError, KeyError, zipfile.BadZipFile):
            whole = False
        if not whole:
            raise BadInput(
                f"{source}: {part['part']} is missing or not as it was written. "
                "Take another copy of the whole archive; nothing was brought in."
            )


def _digest(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := content.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _rows(place: Source, table: dict[str, Any], source: Path) -> Iterator[Any]:
    with (place / table["part"]).open("rb") as content:
        lines = TextIOWrapper(content, encoding="utf-8", newline="\n")
        try:
            yield from serializers.deserialize("jsonl", lines)
        except DeserializationError as wrong:
            raise BadInput(
                f"{source}: {table['part']}: {wrong}. Nothing was brought in."
            ) from wrong


def _finish(purpose: Purpose) -> None:
    """Do what the database does by itself when records are made one at a time."""
    held: list[type[models.Model]] = [*apps.get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), held):
            cursor.execute(statement)
    if purpose is Purpose.EXPORT:
        # Passwords are not in it: nobody signs in before an administrator has made them a link.
        nobody = User()
        nobody.set_unusable_password()
        User.objects.update(password=nobody.password)


def _place_files(place: Source, manifest: dict[str, Any]) -> None:
    home = Path(settings.HOME)
    for file in manifest["files"]:
        path = PurePosixPath(file["path"])
        if path.is_absolute() or ".." in path.parts:
            raise BadInput(f"{file['path']} leads out of the installation's folder.")
        target = home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with (place / file["part"]).open("rb") as content, target.open("wb") as copy:
            shutil.copyfileobj(content, copy)
