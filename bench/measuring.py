"""Runs one measurement in a process of its own, so that its peak memory is its own."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Measured:
    """What one measurement took and found."""

    name: str
    size: int
    seconds: float = 0.0
    processor_seconds: float = 0.0
    #: largest resident memory of the process, GB; its libraries and the reading included
    peak_gb: float = 0.0
    found: dict[str, Any] = field(default_factory=dict)
    #: why it was not measured, where it was not
    skipped: str | None = None


@contextmanager
def clock(measured: Measured) -> Any:
    """Add the time of the block, by the clock and by the processor, to what was measured."""
    begun, worked = time.perf_counter(), time.process_time()
    yield
    measured.seconds += time.perf_counter() - begun
    measured.processor_seconds += time.process_time() - worked


def run_apart(name: str, size: int, folder: str) -> Measured:
    """Run one measurement in a fresh process and return what it printed."""
    call = [sys.executable, "-m", "bench", "--one", name, str(size), folder]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        return Measured(name, size, skipped=lines[-1] if lines else "it ended without a word")
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def tell(measured: Measured) -> None:
    """Print what was measured, for the process that started this one."""
    measured.peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(json.dumps(asdict(measured), default=float))


Measure = Callable[[int, str], Measured]
