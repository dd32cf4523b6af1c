"""How fast the machine is at the moment, where others share it."""

import time

#: what five million squares take on two cores of a server of 2026 that nobody else uses, seconds,
#: and which part of them is done to judge the pace
UNDISTURBED_S, _PART = 0.16, 50


def pace_s() -> float:
    """Return how long five million squares would take now, seconds, judged from a part of them."""
    begun = time.process_time()
    sum(number * number for number in range(5_000_000 // _PART))
    return _PART * (time.process_time() - begun)


def undisturbed(taken: float, before: float, after: float) -> float:
    """Return what would have been taken at the pace of a machine that is not disturbed.

    Args:
        taken: what was.
        before: the pace before it, as `pace_s` tells it.
        after: the pace after it.
    """
    return taken * UNDISTURBED_S / ((before + after) / 2)
