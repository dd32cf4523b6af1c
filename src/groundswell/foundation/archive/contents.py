"""What belongs to an export and to a backup: said once, as data."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.migrations.recorder import MigrationRecorder


class Purpose(StrEnum):
    """What an archive is made for."""

    EXPORT = "export"
    BACKUP = "backup"


@cache
def load_rules() -> Mapping[str, Any]:
    """Return `archive.toml`."""
    return tomllib.loads(Path(__file__).with_name("archive.toml").read_text(encoding="utf-8"))


def left_out(purpose: Purpose) -> dict[str, str]:
    """Return the tables that such an archive does not hold, each with the reason."""
    rules = load_rules()
    secret = rules["secret"] if purpose is Purpose.EXPORT else {}
    return {**rules["never"], **secret}


def tables(purpose: Purpose) -> list[type[models.Model]]:
    """Return the tables that such an archive holds, those that others point to first."""
    absent = left_out(purpose)
    held = [model for model in apps.get_models() if model._meta.label not in absent]
    return sorted(held, key=lambda model: model._meta.label)


def rows(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return every row of a table, also those that its own manager would hide."""
    return model._base_manager.all()  # noqa: SLF001 (Django's documented way to all rows)


def columns(model: type[models.Model], purpose: Purpose) -> list[str]:
    """Return the fields of a table that such an archive holds, lists of others included."""
    secret: list[str] = (
        load_rules()["secret_columns"].get(model._meta.label, [])
        if purpose is Purpose.EXPORT
        else []
    )
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [field.name for field in fields if field.name not in secret]


def files(purpose: Purpose) -> list[Path]:
    """Return the files that belong to the records, as paths within the installation's folder."""
    home, rules = Path(settings.HOME), load_rules()
    found = [path for folder in rules["folders"] for path in (home / folder).rglob("*")]
    if purpose is Purpose.BACKUP:
        found += [home / name for name in rules["secrets"]]
    return sorted(path.relative_to(home) for path in found if path.is_file())


def state_of_tables() -> dict[str, str]:
    """Return the last migration of each application with tables held: the form that they have."""
    held = {model._meta.app_label for model in tables(Purpose.BACKUP)}
    applied = MigrationRecorder.Migration.objects.filter(app__in=held).order_by("app", "name")
    return dict(applied.values_list("app", "name"))
