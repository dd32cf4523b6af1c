"""One's own profile without names, and another house's laid beside it."""

from collections.abc import Mapping
from typing import Any

from groundswell.analysis.maturity import (
    Beside,
    lay_beside,
    load_practices,
    read_profile,
    take_profile,
    write_profile,
)
from groundswell.measurement.levels.queries.book import current_book


def own_profile(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the profile without names of an assessment, as it would be a file."""
    return write_profile(document)


def find_beside(document: Mapping[str, Any], other: bytes) -> Beside:
    """Return the file of another house beside an assessment; nothing of it is kept.

    Raises:
        BadInput: the file is no profile, or something in it cannot be.
    """
    own = take_profile(write_profile(document))
    return lay_beside(own, read_profile(other), book=current_book(), practices=load_practices())
