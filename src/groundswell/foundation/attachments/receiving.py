"""Uploads of a browser, also where the disk is full: the words beside a file are never lost."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class PatientUploads(TemporaryFileUploadHandler):
    """Writes each file to the disk; one that cannot be written says why in `problem`.

    Django's own handler ends the whole request then, and what was typed into the form with it.
    """

    def new_file(self, *given: Any, **named: Any) -> None:
        """Begin with a file."""
        self.problem = ""
        try:
            super().new_file(*given, **named)
        except OSError as problem:
            self._give_up(problem)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a part of it, unless an earlier one could not be written."""
        if self.problem:
            return
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as problem:
            self._give_up(problem)

    def file_complete(self, file_size: int) -> Any:
        """Return the file; without its content where it could not be written."""
        file: Any = None
        if not self.problem:
            try:
                file = super().file_complete(file_size)
            except OSError as problem:
                self._give_up(problem)
        if file is None:
            file = UploadedFile(BytesIO(), self.file_name, self.content_type, file_size)
        file.problem = self.problem
        return file

    def _give_up(self, problem: OSError) -> None:
        self.problem = str(problem.strerror or problem)
