"""The program ends with its reader, and leaves the pipes of its caller alone."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recist.cli.main import main

SAMPLE = Path(__file__).parents[2] / "sample_scans" / "readings.csv"
FIRST_LINE = "import subprocess, sys; p = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, "
FIRST_LINE += "stderr=subprocess.PIPE); p.stdout.readline(); p.stdout.close(); "
FIRST_LINE += "sys.exit(len(p.stderr.read()) and 1)"


def test_a_call_from_a_program_leaves_its_pipes_as_they_were(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(signal.SIGPIPE)
    monkeypatch.setattr(sys, "argv", ["recist", "protocol", "list"])
    with pytest.raises(SystemExit):
        main()
    assert "recist-1.1" in capsys.readouterr().out
    assert signal.getsignal(signal.SIGPIPE) is before


def test_a_reader_that_stops_early_is_no_error() -> None:
    command = [sys.executable, "-m", "recist", "explain", str(SAMPLE), "--subject", "S-LIVER-CT"]
    done = subprocess.run([sys.executable, "-c", FIRST_LINE, *command], check=False)
    assert done.returncode == 0
