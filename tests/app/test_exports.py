"""What is done with the files of any exporter: made beside, read back, listed, put in place."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from recist.app import exports
from recist.app.export_folder import STAGE
from recist.app.exports import check_export, export_record, load_manifest
from recist.formats.export_manifest import changed_files
from recist.model.errors import InputError
from recist.model.row import Row
from recist.trial.judging import Reads
from recist.trial.protocol_file import protocol_named
from recist.trial.record import (
    ExportRecord,
    Origin,
    ReadChoice,
    accepted_readers,
    record_of,
)
from recist.trial.row_cells import row_from_cells

ORIGIN = Origin(trial="made up", program="recist 0", head="", made_at="2026-01-05T08:00:00Z")
LATER = "2026-01-06T08:00:00Z"


@pytest.fixture(autouse=True)
def made_up_exporters(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("lines", "wrong", "faulty"):
        place = f"tests.app.made_up_exporters:{name.upper()}"
        monkeypatch.setitem(exports.EXPORTERS, name, place)


def row(subject: str, reader: str = "A", accepted: str = "") -> Row:
    cells = {"subject": subject, "reader": reader, "visit": "baseline", "date": "2026-01-05"}
    lesion = {"lesion": "T1", "role": "target", "organ": "liver", "state": "measured"}
    size = {"longest_diameter_mm": "20", "accepted": accepted}
    return row_from_cells({**cells, **lesion, **size}, "test")


def record(*rows: Row, choice: ReadChoice = ReadChoice.ALL) -> ExportRecord:
    held = Reads(rows=rows or (row("01"), row("02")))
    return record_of(held, [protocol_named("recist-1.1")], ORIGIN, choice)


def files_in(folder: Path) -> dict[str, str]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_text() for path in found}


def test_every_file_is_listed_with_its_digest(tmp_path: Path) -> None:
    done = export_record(record(), ["lines"], tmp_path)
    assert [path.name for path in done.files] == ["01.txt", "02.txt", "export.json"]
    listed = json.loads((tmp_path / "export.json").read_text())
    assert [one["path"] for one in listed["files"]] == ["lines/01.txt", "lines/02.txt"]
    assert listed["protocols"] == ["recist-1.1"]
    assert not done.differences
    assert not check_export(record(), tmp_path, load_manifest(tmp_path))


def test_what_a_file_says_otherwise_is_told_and_kept_in_the_list(tmp_path: Path) -> None:
    done = export_record(record(), ["wrong"], tmp_path)
    assert done.differences == ("wrong.txt: says 01",)
    assert done.notes == ("wrong.txt: é → e",)
    assert load_manifest(tmp_path).differences == done.differences


def test_a_fault_in_one_format_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    export_record(record(), ["lines"], tmp_path)
    before = files_in(tmp_path)
    later = replace(record(), origin=replace(ORIGIN, made_at=LATER))
    with pytest.raises(RuntimeError):
        export_record(later, ["lines", "faulty"], tmp_path)
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("process", ["0", "99999999", "", "9" * 40, "-1"])
def test_what_a_killed_export_has_left_goes_with_the_next(tmp_path: Path, process: str) -> None:
    left = tmp_path / f"{STAGE}{process}-killed"
    left.mkdir()
    (left / "half.txt").write_text("half")
    export_record(record(), ["lines"], tmp_path)
    assert not left.exists()


def test_an_export_that_is_at_work_beside_is_left_alone(tmp_path: Path) -> None:
    running = tmp_path / f"{STAGE}{os.getppid()}-running"
    running.mkdir()
    export_record(record(), ["lines"], tmp_path)
    assert running.exists()


def test_files_of_subjects_who_are_gone_go_unless_somebody_changed_them(tmp_path: Path) -> None:
    export_record(record(row("01"), row("02"), row("03")), ["lines"], tmp_path)
    (tmp_path / "lines" / "03.txt").write_text("my notes")
    (tmp_path / "lines" / "mine.txt").write_text("mine")
    export_record(record(row("01")), ["lines"], tmp_path)
    assert {name for name in files_in(tmp_path) if name.startswith("lines")} == {
        "lines/01.txt",
        "lines/03.txt",
        "lines/mine.txt",
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda folder: (folder / "lines/01.txt").write_text("?"), "was changed after"),
        (lambda folder: (folder / "lines/01.txt").unlink(), "cannot be read"),
    ],
    ids=["changed", "gone"],
)
def test_a_file_that_is_not_as_it_was_written_is_told(
    tmp_path: Path, change: object, told: str
) -> None:
    export_record(record(), ["lines"], tmp_path)
    assert callable(change)
    manifest = load_manifest(tmp_path)
    changed = list(changed_files(manifest, tmp_path))
    assert changed == []
    change(tmp_path)
    (line,) = changed_files(manifest, tmp_path)
    assert line.startswith("lines/01.txt: ")
    assert told in line


@pytest.mark.parametrize(
    "path", ["../outside.txt", "/etc/passwd", "lines/../../outside.txt"], ids=["up", "root", "in"]
)
def test_a_list_that_leads_out_of_its_folder_is_refused(tmp_path: Path, path: str) -> None:
    export_record(record(), ["lines"], tmp_path)
    listed = json.loads((tmp_path / "export.json").read_text())
    listed["files"][0]["path"] = path
    (tmp_path / "export.json").write_text(json.dumps(listed))
    with pytest.raises(InputError, match="is no list of an export"):
        load_manifest(tmp_path)


def test_the_chain_is_told_before_the_files_are_in_place(tmp_path: Path) -> None:
    seen: list[dict[str, str]] = []
    out = tmp_path / "out"
    done = export_record(
        record(),
        ["lines"],
        out,
        note=lambda content: seen.append({"there": str((out / "lines").exists())}),
    )
    assert seen == [{"there": "False"}]
    assert (out / "export.json").read_bytes() == done.manifest


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((row("01", "A"), row("01", "B")), "none of them is accepted"),
        ((row("01", "A", "yes"), row("01", "B", "yes")), "A and B are all accepted"),
    ],
    ids=["none", "both"],
)
def test_accepted_reads_of_a_subject_that_has_not_one_are_refused(
    rows: tuple[Row, ...], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        record(*rows, choice=ReadChoice.ACCEPTED)


def test_a_subject_that_is_still_open_is_left_out_of_accepted_reads_and_named(
    tmp_path: Path,
) -> None:
    protocol = protocol_named("recist-1.1")
    two = replace(protocol, reading=replace(protocol.reading, readers=2))
    reads = Reads(rows=(row("01", "A", "yes"), row("01", "B", "no"), row("02", "A")))
    found = record_of(reads, [two], ORIGIN, ReadChoice.ACCEPTED)
    assert (found.subjects, found.left_out) == (("01",), ("02",))
    done = export_record(found, ["lines"], tmp_path)
    assert done.notes == ("subject 02: left out, no read is accepted yet",)
    with pytest.raises(InputError, match="no read is accepted yet"):
        record_of(reads.of("02"), [two], ORIGIN, ReadChoice.ACCEPTED)


def test_accepted_reads_leave_the_others_out_and_their_readers_known() -> None:
    found = record(row("01", "A", "no"), row("01", "B", "yes"), choice=ReadChoice.ACCEPTED)
    assert [one.reader for one in found.reads.rows] == ["B"]
    assert found.readers == ("A", "B")
    assert found.is_accepted("01", "B")


@pytest.mark.parametrize("format", ["adam", "docx"])
def test_a_format_that_is_not_there_is_named_with_those_that_are(
    tmp_path: Path, format: str
) -> None:
    with pytest.raises(InputError, match=f"no format '{format}'.*csv"):
        export_record(record(), [format], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_file_that_no_export_made_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "lines").mkdir()
    (tmp_path / "lines" / "02.txt").write_text("mine")
    with pytest.raises(InputError, match=r"02\.txt is there and no export made it"):
        export_record(record(), ["lines"], tmp_path)
    assert files_in(tmp_path) == {"lines/02.txt": "mine"}


def test_the_export_of_another_trial_is_not_overwritten(tmp_path: Path) -> None:
    export_record(record(), ["lines"], tmp_path)
    before = files_in(tmp_path)
    other = replace(record(), origin=replace(ORIGIN, trial="another"))
    with pytest.raises(InputError, match="holds an export of made up"):
        export_record(other, ["lines"], tmp_path)
    assert files_in(tmp_path) == before


@pytest.mark.parametrize(
    ("planned", "marks", "accepted"),
    [
        (1, [("A", "")], ["A"]),
        (2, [("A", "")], []),
        (2, [("A", "yes")], ["A"]),
        (2, [("A", ""), ("B", "")], []),
        (2, [("A", "no"), ("B", "yes")], ["B"]),
        (1, [("A", ""), ("B", "")], []),
    ],
    ids=["only", "first-of-two", "decided", "open", "second", "several-in-a-table"],
)
def test_which_read_is_accepted(
    planned: int, marks: list[tuple[str, str]], accepted: list[str]
) -> None:
    reads = Reads(rows=tuple(row("01", reader, mark) for reader, mark in marks))
    assert accepted_readers(reads, planned)["01"][1] == accepted


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(InputError, match="cannot be written"):
        export_record(record(), ["lines"], tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"
