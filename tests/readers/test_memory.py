"""Reading takes the same memory however long the file is: in Arrow, and in all."""

import subprocess
import sys
from pathlib import Path

import pytest

MEASURE = """
import resource, sys
from pathlib import Path
import pyarrow
from groundswell.readers import read

folder = Path(sys.argv[1])
peaks = []
for name in sys.argv[2:]:
    read([folder / name], into=folder / f"evidence-{name}")
    peaks.append(pyarrow.default_memory_pool().max_memory() >> 20)
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)
print(*peaks)
"""
LINE = "INC{n:07};Lift {n} stuck;{words};{day}/03/2024 08:{minute:02};user {caller};Closed\n"


def export(path: Path, many: int) -> None:
    with path.open("w") as file:
        file.write("Number;Short description;Description;Opened;Caller;State\n")
        file.writelines(
            LINE.format(n=n, words=f"word{n} " * 20, day=1 + n % 28, minute=n % 60, caller=n % 5000)
            for n in range(many)
        )


#: what DuckDB may take before it goes to disk (`readers/engine.py`), MB: how much of it a file
#: takes depends on how busy the machine is
DUCKDB = 150


@pytest.mark.slow
def test_five_times_the_rows_take_hardly_more_memory(tmp_path: Path) -> None:
    export(tmp_path / "short.csv", 50_000)
    export(tmp_path / "long.csv", 250_000)

    done = subprocess.run(
        [sys.executable, "-c", MEASURE, tmp_path, "short.csv", "long.csv"],
        capture_output=True,
        text=True,
        check=True,
    )

    held_short, short, held_long, long = map(int, done.stdout.split())
    assert held_long - held_short < 20
    assert long - short < DUCKDB
