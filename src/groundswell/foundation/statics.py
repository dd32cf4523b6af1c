"""Where the files for the look of pages and their scripts are; every page names twenty."""

from functools import cache
from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class _LookedUpOnce:
    """Keeps the addresses: no file is added while a server runs."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.url = cache(super().url)  # type: ignore[misc]  # of the storage beside it


class AsTheyAre(_LookedUpOnce, StaticFilesStorage):
    """The files under their own names, as they lie in the packages."""


class Collected(_LookedUpOnce, CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # names no types
    """The files as `serve` collects, hashes and compresses them."""
