"""One row for every file that somebody brought."""

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.foundation.numbering.models import NumberedRecord

if TYPE_CHECKING:
    from groundswell.readers import PlainFile


class ImportState(models.TextChoices):
    """How an import stands."""

    UPLOADED = "uploaded", "Uploaded"
    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"
    FAILED = "failed", "Failed"


class ImportRun(NumberedRecord):
    """A file of another tool: what it was recognised as, and what came of reading it."""

    prefix = "IMP"

    state = models.CharField(
        max_length=8, choices=ImportState.choices, default=ImportState.UPLOADED
    )
    #: as the one who brought it calls it; with several files the first of them
    file_name = models.CharField(max_length=255)
    #: where it is kept; the name of the file counts, as the folder goes where the home does
    path = models.CharField(max_length=500)
    #: name and path of the files that are read together with it
    beside = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, blank=True)
    #: canonical field → header of the file, where a person corrected the recognition
    mapping = models.JSONField(default=dict, blank=True)
    rows_done = models.PositiveBigIntegerField(default=0)
    rows_total = models.PositiveBigIntegerField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    #: what was read and what was not, per file, as `sources` of the JSON contract
    report = models.JSONField(default=dict, blank=True)
    failure = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_import_has_a_known_state", condition=Q(state__in=ImportState.values)
            ),
        )

    @property
    def folder(self) -> Path:
        """Return where its files are, and what was left out of them."""
        return Path(settings.HOME) / "imports" / self.number

    @property
    def files(self) -> "list[PlainFile]":
        """Return the files, each under the name that people know it by."""
        # the readers take a second to load, and every command loads the records
        from groundswell.readers import PlainFile  # noqa: PLC0415

        kept = [(self.file_name, self.path), *self.beside]
        return [PlainFile(name, self.folder / Path(path).name) for name, path in kept]

    @property
    def title(self) -> str:
        """Return what the files are called together."""
        first = Path(self.file_name).name
        return f"{first} and {len(self.beside)} more" if self.beside else first

    @property
    def is_register(self) -> bool:
        """Tell whether it brought configuration items and what they need, and no tickets."""
        kinds = {source["kind"] for source in self.report.get("sources", ())}
        return bool(kinds) and kinds <= {"cis", "relations"}

    @property
    def is_busy(self) -> bool:
        """Tell whether it is being worked on or waits for it."""
        return self.state in {ImportState.WAITING, ImportState.RUNNING}

    @property
    def share(self) -> int:
        """Return how much is done, in per cent; 0 while the length is not known."""
        return min(100, 100 * self.rows_done // self.rows_total) if self.rows_total else 0
