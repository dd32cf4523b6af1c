"""What `serve` runs ends with it."""

import subprocess
import sys

import pytest

from groundswell.cli import serve

#: starts another that holds on to the same output, and ignores that it is asked to end
BEGIN = "import signal, subprocess, sys, time; signal.signal(signal.SIGINT, signal.SIG_IGN);"
OTHER = "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"


@pytest.mark.parametrize("then", ["time.sleep(600)", "print('over')"])
def test_no_worker_outlives_the_server(then: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "PATIENCE", 1)
    part = subprocess.Popen(
        [sys.executable, "-c", f"{BEGIN}{OTHER}print(1, flush=True);{then}"],
        stdout=subprocess.PIPE,
        process_group=0,
    )
    assert part.stdout is not None
    with part.stdout as said:
        said.readline()

        serve._wait(part)

        # it ends once nobody holds the output any more
        assert said.read() in {b"", b"over\n"}
