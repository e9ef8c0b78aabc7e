"""Somebody at the keyboard with a trial, for the tests of its commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from recist.cli import main as program
from recist.trial.people import Role, User
from tests.trial_files import (
    PASSWORD,
)

JUDGE = User(name="judge", printed_name="Judge", roles=frozenset({Role.ADJUDICATOR}))
LOOSE = 'id = "loose"\ncriteria = "RECIST 1.1"\n'
TABLE = (
    "subject,reader,visit,date,lesion,role,organ,state,longest_diameter_mm\n"
    "01,ben,baseline,2026-01-05,T1,target,liver,measured,50\n"
)


class Desk:
    """A folder with a trial in it, and somebody at the keyboard."""

    def __init__(
        self,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self.folder, self._patch, self._capsys = folder, monkeypatch, capsys
        self.trial = folder / "trial.recist"
        (folder / "password").write_text(f"{PASSWORD}\n")
        (folder / "wrong").write_text("wrong password\n")
        (folder / "short").write_text("short\n")
        (folder / "reads.csv").write_text(TABLE)
        (folder / "subjects.csv").write_text("subject,arm\n01,A\n")

    def run(self, *arguments: str, user: str = "ada", password: str = "password") -> int:
        """Run a command; the words TRIAL and FOLDER stand for the paths."""
        self._patch.setenv("RECIST_USER", user)
        # An empty name is none: the password is typed.
        file = str(self.folder / password) if password else ""
        self._patch.setenv("RECIST_PASSWORD_FILE", file)
        paths = {"TRIAL": str(self.trial), "FOLDER": str(self.folder)}
        words = [re.sub("|".join(paths), lambda m: paths[m[0]], word) for word in arguments]
        self._patch.setattr("sys.argv", ["recist", *words])
        with pytest.raises(SystemExit) as caught:
            program.main()
        captured = self._capsys.readouterr()
        self.out, self.err = captured.out, captured.err
        assert isinstance(caught.value.code, int)
        return caught.value.code

    def names(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()}
