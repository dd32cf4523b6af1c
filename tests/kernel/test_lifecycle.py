from enum import Enum

import pytest

from groundswell.kernel.lifecycle import ForbiddenMove, Lifecycle


class Light(Enum):
    RED = "Red"
    GREEN = "Green"
    DARK = "Dark"

    @property
    def label(self) -> str:
        return self.value


LIFE = Lifecycle({Light.RED: frozenset({Light.GREEN}), Light.GREEN: frozenset({Light.RED}),
                  Light.DARK: frozenset()})  # fmt: skip


def test_a_permitted_move_passes() -> None:
    LIFE.check("L-1", Light.RED, Light.GREEN)

    assert LIFE.after(Light.RED) == (Light.GREEN,)


def test_another_move_is_refused_with_the_ways_that_are_open() -> None:
    with pytest.raises(
        ForbiddenMove, match="L-1 cannot go from Red to Dark; from Red it can go to: Green."
    ):
        LIFE.check("L-1", Light.RED, Light.DARK)


def test_an_end_says_that_it_leads_nowhere() -> None:
    with pytest.raises(ForbiddenMove, match="it can go to: nowhere"):
        LIFE.check("L-1", Light.DARK, Light.RED)
