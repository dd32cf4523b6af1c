"""The signals of records read back from the document of a run."""

from collections.abc import Mapping, Sequence
from typing import Any

from groundswell.analysis.mode.signals import Signal


def read_reading(document: Mapping[str, Any] | None) -> tuple[Signal, ...]:
    """Return the signals of the records that a run kept; those of people are asked anew."""
    listed: Sequence[Mapping[str, Any]] = (document or {}).get("signals") or ()
    return tuple(
        Signal(**{**one, "records": tuple(one.get("records") or ())})
        for one in listed
        if one.get("source") == "records" and one.get("id") != "quiet"
    )
