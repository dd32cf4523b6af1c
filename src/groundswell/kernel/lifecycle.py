"""A lifecycle is data: the permitted moves, state by state."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from groundswell.kernel.errors import Refusal


class Labelled(Protocol):
    """A state with a label for people; Django's `TextChoices` members are such states."""

    @property
    def label(self) -> str:
        """Return the words shown to a person."""
        ...

    def __hash__(self) -> int: ...


State = TypeVar("State", bound=Labelled)


class ForbiddenMove(Refusal):
    """The record cannot go from its state to the one asked for."""


@dataclass(frozen=True, slots=True)
class Lifecycle(Generic[State]):
    """The permitted moves, state by state."""

    moves: Mapping[State, frozenset[State]]

    def check(self, record: object, old: State, new: State) -> None:
        """Pass a permitted move, refuse any other.

        Raises:
            ForbiddenMove: naming the record, both states and the moves that are open.
        """
        if new in self.moves[old]:
            return
        ways = ", ".join(sorted(state.label for state in self.moves[old]))
        then = f"from {old.label} it can go to: {ways}." if ways else f"{old.label} is its end."
        if new == old:
            raise ForbiddenMove(f"{record} is {old.label} already, nothing was changed; {then}")
        raise ForbiddenMove(f"{record} cannot go from {old.label} to {new.label}; {then}")

    def after(self, old: State) -> tuple[State, ...]:
        """Return the states that can follow this one, in a stable order."""
        return tuple(sorted(self.moves[old], key=lambda state: state.label))
