"""Measure the analysis on generated tickets, the engines, known duplicates, jobs, surges, clocks.

python -m bench
python -m bench --sizes 100000 --only readers,assess,steps,brief
python -m bench --sizes 10000,100000 --only discovery
python -m bench --sizes 10000000 --only discovery --folder FOLDER
python -m bench engines --sizes 20000
python -m bench openoffice --data FOLDER
python -m bench jobs --data FOLDER
python -m bench surges --seeds 4,5,6
python -m bench clocks
python -m bench desk --sizes 100000,1000000
python -m bench desk --sizes 100000 --database postgresql://postgres@127.0.0.1:5432/postgres
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import engines
from bench.clocks import check_clocks
from bench.desk import measure_sizes
from bench.jobs import count_jobs
from bench.kernels import MEASURES, prepare
from bench.measuring import Measured, run_apart, tell
from bench.openoffice import compare
from bench.surges import SEEDS, SET_ON, compare_seeds

WHAT = ("speed", "engines", "openoffice", "jobs", "surges", "clocks", "desk")
RESULTS = Path(__file__).parent / "results"


def main() -> None:
    given = _parse()
    if given.one:
        name, size, folder = given.one
        tell(measure(name, int(size), folder))
    elif given.what == "engines":
        sizes = [int(size) for size in given.sizes.split(",")]
        _keep("engines.json", _measure_all(engines.names(), sizes, given.folder))
    elif given.what == "surges":
        seeds = [int(seed) for seed in given.seeds.split(",")]
        set_on = ", ".join(map(str, SET_ON))
        print(f"Services of seeds {given.seeds}; the thresholds were set on those of {set_on}.")
        _show_ways(compare_seeds(seeds))
    elif given.what == "desk":
        sizes = [int(size) for size in given.sizes.split(",")]
        with TemporaryDirectory() as place:
            folder = given.folder or Path(place)
            measure_sizes(sizes, server=given.database, folder=folder)
    elif given.what == "clocks":
        print(json.dumps(check_clocks(), indent=2))
    elif given.what != "speed":
        if given.data is None:
            raise SystemExit(f"Say where the data is: python -m bench {given.what} --data FOLDER")
        _measure_data(given.what, given.data)
    else:
        names = given.only.split(",") if given.only else list(MEASURES)
        sizes = [int(size) for size in given.sizes.split(",")]
        _keep("speed.json", _measure_all(names, sizes, given.folder))


def measure(name: str, size: int, folder: str) -> Measured:
    """Run one measurement in this process."""
    if name in MEASURES:
        return MEASURES[name](size, folder)
    return engines.measure_engine(name, size, folder)


def _measure_data(what: str, folder: Path) -> None:
    if what == "openoffice":
        _show_recall(compare(folder))
        return
    for name, count in count_jobs(folder).items():
        print(f"{name:36} {count:>6}")


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("what", nargs="?", choices=WHAT, default="speed")
    parser.add_argument("--sizes", default="10000,100000,1000000", help="numbers of tickets")
    parser.add_argument("--only", default="", help=f"some of {', '.join(MEASURES)}")
    parser.add_argument("--folder", type=Path, help="keep the generated tickets here")
    parser.add_argument("--data", type=Path, help="folder of the reports or tickets")
    parser.add_argument("--database", help="a server of PostgreSQL, for the desk")
    parser.add_argument("--seeds", default=",".join(map(str, SEEDS)), help="of the surges")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure_all(names: list[str], sizes: list[int], kept: Path | None) -> list[Measured]:
    print(f"{'':10} {'tickets':>10} {'seconds':>9} {'processor':>9} {'peak GB':>8} {'growth':>7}")
    results: list[Measured] = []
    with TemporaryDirectory() as place:
        for name in names:
            before: Measured | None = None
            for size in sizes:
                folder = (kept or Path(place)) / str(size)
                folder.mkdir(parents=True, exist_ok=True)
                prepare(name, size, folder)
                measured = run_apart(name, size, str(folder))
                _show(measured, before)
                results.append(measured)
                before = None if measured.skipped else measured
    return results


def _show(measured: Measured, before: Measured | None) -> None:
    if measured.skipped:
        print(f"{measured.name:10} {measured.size:>10,} not measured: {measured.skipped}")
        return
    growth = f"{measured.processor_seconds / before.processor_seconds:.1f}x" if before else ""
    print(
        f"{measured.name:10} {measured.size:>10,} {measured.seconds:>9.1f}"
        f" {measured.processor_seconds:>9.1f} {measured.peak_gb:>8.2f} {growth:>7}"
    )
    for what, value in measured.found.items():
        shown = f"{value:.3f}" if isinstance(value, float) else value
        print(f"{'':12}{what}: {shown}")


def _show_recall(recall: dict[str, dict[str, float]]) -> None:
    for what, figures in recall.items():
        print(f"{what:32}", "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "openoffice.json").write_text(json.dumps(recall, indent=1), encoding="utf-8")


def _show_ways(ways: dict[str, dict[str, float]]) -> None:
    for way, figures in ways.items():
        print(way)
        for what, value in figures.items():
            print(f"    {what:28} {value:>8.2f}")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "surges.json").write_text(json.dumps(ways, indent=1), encoding="utf-8")


def _keep(name: str, results: list[Measured]) -> None:
    RESULTS.mkdir(exist_ok=True)
    shown = [asdict(measured) for measured in results]
    (RESULTS / name).write_text(json.dumps(shown, indent=1, default=float), encoding="utf-8")


if __name__ == "__main__":
    main()
