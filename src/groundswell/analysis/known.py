"""Problems known from earlier runs, and what people decided about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Decision = Literal["confirmed", "renamed", "split", "merged", "rejected"]


@dataclass(frozen=True, slots=True)
class KnownCluster:
    """A problem of an earlier run, as much of it as is needed to know it again.

    A person's split leaves two of these, each with the members it was given and `decision`
    "split"; a merger leaves one with the members and the prototypes of both, decision "merged".
    """

    id: str
    title: str
    #: ids of the tickets
    members: tuple[str, ...]
    #: term → weight, unit length; terms are hashes that stay the same from run to run
    prototypes: tuple[Mapping[int, float], ...]
    #: what a person decided, None where nobody has
    decision: Decision | None = None

    @property
    def is_kept(self) -> bool:
        """Tell whether a person wants it to stay: its members and its title do not change."""
        return self.decision not in (None, "rejected")

    def as_json(self) -> dict[str, Any]:
        """Return plain lists and strings; terms become text, as JSON has no other keys."""
        return {
            "id": self.id,
            "title": self.title,
            "members": list(self.members),
            "prototypes": [
                {str(term): round(weight, 5) for term, weight in prototype.items()}
                for prototype in self.prototypes
            ],
            "decision": self.decision,
        }


def read_known(document: Mapping[str, Any]) -> KnownCluster:
    """Return what `KnownCluster.as_json` wrote.

    Raises:
        KeyError, ValueError: the document is not of that shape.
    """
    return KnownCluster(
        id=str(document["id"]),
        title=str(document["title"]),
        members=tuple(str(member) for member in document["members"]),
        prototypes=tuple(
            {int(term): float(weight) for term, weight in prototype.items()}
            for prototype in document["prototypes"]
        ),
        decision=document.get("decision"),
    )
