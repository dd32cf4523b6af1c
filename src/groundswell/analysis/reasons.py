"""Why keys of the findings hold nothing: told once each, in words for the reader."""

from dataclasses import dataclass, field

from groundswell.evidence import Evidence


@dataclass(slots=True)
class Reasons:
    """Why something is not known, by key of the document."""

    told: dict[str, str] = field(default_factory=dict)

    def tell(self, key: str, reason: str) -> None:
        """Tell why a key holds nothing; the first reason stays."""
        self.told.setdefault(key, reason)

    def take_back(self, key: str) -> None:
        """Forget the reason of a key that another kind of record answers after all."""
        self.told.pop(key, None)


def tell_later_keys(evidence: Evidence, reasons: Reasons) -> None:
    """Say why the keys that this version leaves null are null."""
    later = "the records were not examined for it: this version does not do that yet"
    has_changes = evidence.has("changes")
    reasons.tell("changes", later if has_changes else evidence.why_absent("changes"))
