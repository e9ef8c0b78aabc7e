"""Ctrl+C ends the program without a word, whenever it comes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recist.__main__ import main

READINGS = Path(__file__).parents[2] / "sample_scans" / "readings.csv"
# The program stops itself the moment that it begins to import a module.
STOPPED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)
module = sys.argv.pop(1)
sys.meta_path.insert(0, Stop())
from recist.__main__ import main
main()
"""


@pytest.mark.parametrize(
    "module",
    ["recist.cli.main", "typer", "recist.app", "recist.criteria.recist11", "rich.console"],
)
def test_it_is_stopped_while_it_imports(module: str) -> None:
    # The last two are imported by a command that has begun already.
    arguments = [module, "inspect" if module.startswith("rich") else "assess", str(READINGS)]
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, *arguments], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr.strip(), done.returncode) == ("", "", 130)


def test_whoever_calls_it_has_their_signals_as_they_were(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["recist", "protocol", "list"])
    for handler in (signal.default_int_handler, signal.SIG_IGN):
        before = signal.signal(signal.SIGINT, handler)
        try:
            with pytest.raises(SystemExit):
                main()
            assert signal.getsignal(signal.SIGINT) is handler
        finally:
            signal.signal(signal.SIGINT, before)
    assert "recist-1.1" in capsys.readouterr().out
