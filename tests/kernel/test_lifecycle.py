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


def test_who_comes_second_is_told_that_it_is_so_already() -> None:
    with pytest.raises(ForbiddenMove, match="L-1 is Red already, nothing was changed; from Red"):
        LIFE.check("L-1", Light.RED, Light.RED)


def test_an_end_says_that_it_is_one() -> None:
    with pytest.raises(ForbiddenMove, match="from Dark to Red; Dark is its end"):
        LIFE.check("L-1", Light.DARK, Light.RED)
