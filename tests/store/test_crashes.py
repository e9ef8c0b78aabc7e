"""What a crash or a failing disk leaves behind is put in order at the next opening."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from recist.store import placing, sqlite
from recist.store.checking import check_file
from recist.store.placing import appearing
from recist.trial.errors import UnusableError
from tests.trial_files import ANNA, read_all, trial_with


def cut_short(folder: Path) -> Path:
    """Return a trial as it lies there after a crash in the middle of a save."""
    trial = trial_with(folder)
    read_all(trial, ANNA)
    crashed = folder / "crashed.recist"
    with closing(sqlite3.connect(trial.path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size=1")
        writer.execute("BEGIN")
        writer.execute("UPDATE record SET value = hex(zeroblob(9000))")
        for end in ("", "-journal"):
            shutil.copy(f"{trial.path}{end}", f"{crashed}{end}")
        writer.execute("ROLLBACK")
    return crashed


def test_a_save_that_was_cut_short_is_no_damage(tmp_path: Path) -> None:
    crashed = cut_short(tmp_path)
    assert crashed.with_name("crashed.recist-journal").stat().st_size > 0
    assert sqlite.damage(crashed) == []
    assert check_file(crashed) == []


def test_damage_is_told_line_by_line(tmp_path: Path) -> None:
    path = trial_with(tmp_path).path
    content = bytearray(path.read_bytes())
    pages = len(content) // 4096
    content[28:32] = (pages + 2).to_bytes(4, "big")
    path.write_bytes(content + bytes(2 * 4096))
    lines = [f"Page {number} is never used" for number in (pages + 1, pages + 2)]
    assert sqlite.damage(path) == lines


def test_a_name_that_may_not_stay_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_for_folders(path: Path) -> None:
        if path.is_dir():
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(placing, "flush", fail_for_folders)
    target = tmp_path / "copy.recist"
    with (
        pytest.raises(UnusableError, match=r"cannot be made \(Input/output error\)"),
        appearing(target) as made,
    ):
        made.write_bytes(b"whole")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_looked_into_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> bool:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(Path, "exists", fail)
    with (
        pytest.raises(UnusableError, match=r"cannot be made \(Input/output error\)"),
        appearing(tmp_path / "copy.recist"),
    ):
        pass
