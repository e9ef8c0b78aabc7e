"""A folder that is exported into more than once: other formats, kills between, two at a time."""

from __future__ import annotations

from dataclasses import replace
from errno import ENOSPC
from pathlib import Path

import pytest

from recist.app import export_folder, exports
from recist.app.export_folder import STAGE
from recist.app.exports import check_export, export_record, load_manifest
from recist.model.errors import InputError
from recist.trial.record import ExportRecord
from recist.trial.whole_file import write_whole
from tests.app.test_exports import LATER, ORIGIN, files_in, record, row

LAST_LIST = 3
MADE_UP = {"lines": "LINES", "more": "MORE", "faulty": "FAULTY"}


@pytest.fixture(autouse=True)
def made_up_exporters(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, made in MADE_UP.items():
        monkeypatch.setitem(exports.EXPORTERS, name, f"tests.app.made_up_exporters:{made}")


class Killed(BaseException):
    """Nothing after it is done, as if the process were gone."""


def killed_while_placing(
    made: ExportRecord, out: Path, monkeypatch: pytest.MonkeyPatch, *, after: int
) -> None:
    """Export, and be gone after so many files are in place, or gone."""
    done, place, remove = list[Path](), Path.replace, Path.unlink

    def count(path: Path) -> None:
        if len(done) == after:
            raise Killed
        done.append(path)

    def placing(source: Path, target: Path) -> Path:
        if STAGE in str(source) and STAGE not in str(target) and target.suffix == ".txt":
            count(target)
        return place(source, target)

    def removing(path: Path, missing_ok: bool = False) -> None:
        if STAGE not in str(path) and path.suffix == ".txt":
            count(path)
        remove(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", placing)
        patch.setattr(Path, "unlink", removing)
        with pytest.raises(Killed):
            export_record(made, ["lines"], out)


def test_other_formats_go_into_the_same_folder_one_after_another(tmp_path: Path) -> None:
    for formats in (["lines"], ["more"], ["lines"], ["more", "lines"]):
        export_record(record(), formats, tmp_path)
        assert not check_export(record(), tmp_path, load_manifest(tmp_path))
    assert not load_manifest(tmp_path).earlier


def test_files_of_formats_that_are_not_made_again_stay_listed_with_their_state(
    tmp_path: Path,
) -> None:
    export_record(record(), ["lines"], tmp_path)
    later = replace(record(), origin=replace(ORIGIN, made_at=LATER))
    export_record(later, ["more"], tmp_path)
    found = load_manifest(tmp_path)
    (before,) = found.earlier
    assert (found.formats, found.origin.made_at) == (("more",), LATER)
    assert (before.formats, before.origin) == (("lines",), ORIGIN)
    (tmp_path / "lines" / "01.txt").write_text("?")
    assert check_export(record(), tmp_path, before)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_after_a_kill_between_two_files_one_exports_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    export_record(record(row("01"), row("03")), ["lines"], tmp_path)
    later = replace(record(), origin=replace(ORIGIN, made_at=LATER))
    killed_while_placing(later, tmp_path, monkeypatch, after=after)
    told = check_export(later, tmp_path, load_manifest(tmp_path))
    assert "was stopped before all files were in their place" in told[0]
    export_record(later, ["lines"], tmp_path)
    assert {*files_in(tmp_path)} == {"export.json", "lines/01.txt", "lines/02.txt"}
    assert not check_export(later, tmp_path, load_manifest(tmp_path))


def test_after_a_kill_in_a_new_folder_one_exports_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_while_placing(record(), tmp_path, monkeypatch, after=1)
    export_record(record(), ["lines"], tmp_path)
    assert not check_export(record(), tmp_path, load_manifest(tmp_path))


def test_two_exports_into_one_folder_do_not_mix(tmp_path: Path) -> None:
    def second(content: bytes) -> None:
        with pytest.raises(InputError, match="another export is at work"):
            export_record(record(), ["lines"], tmp_path)

    export_record(record(), ["lines"], tmp_path, note=second)
    assert not check_export(record(), tmp_path, load_manifest(tmp_path))


@pytest.mark.parametrize("way", ["a file where a folder goes", "a folder where a file goes"])
def test_what_stands_in_the_way_is_told_before_the_first_file_is_in_place(
    tmp_path: Path, way: str
) -> None:
    export_record(record(), ["lines"], tmp_path)
    if way == "a file where a folder goes":
        (tmp_path / "more").write_text("mine")
    else:
        (tmp_path / "more" / "02.txt").mkdir(parents=True)
    before = files_in(tmp_path)
    later = replace(record(), origin=replace(ORIGIN, made_at=LATER))
    with pytest.raises(InputError, match="no export made it"):
        export_record(later, ["lines", "more"], tmp_path)
    assert files_in(tmp_path) == before


def test_a_table_that_is_exported_is_not_overwritten_by_its_export(tmp_path: Path) -> None:
    export_record(record(), ["lines"], tmp_path)
    before = files_in(tmp_path)
    with pytest.raises(InputError, match=r"01\.txt is what is exported"):
        export_record(record(), ["lines"], tmp_path, inputs=[tmp_path / "lines" / "01.txt"])
    assert files_in(tmp_path) == before


def test_a_folder_that_was_made_for_an_export_that_failed_is_gone_again(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    with pytest.raises(RuntimeError):
        export_record(record(), ["faulty"], out)
    assert not out.exists()


def test_the_folder_of_a_subject_who_is_gone_goes_with_its_files(tmp_path: Path) -> None:
    export_record(record(row("01"), row("sub/03")), ["lines"], tmp_path)
    assert (tmp_path / "lines" / "sub").exists()
    export_record(record(row("01")), ["lines"], tmp_path)
    assert not (tmp_path / "lines" / "sub").exists()


def test_names_that_differ_in_case_alone_are_a_fault_and_no_loss(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two files"):
        export_record(record(row("01a"), row("01A")), ["lines"], tmp_path)
    assert not (tmp_path / "lines").exists()


@pytest.mark.parametrize("full_at", range(4), ids=["file", "next file", "list", "last list"])
def test_a_drive_that_is_full_is_told_and_leaves_nothing_torn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full_at: int
) -> None:
    export_record(record(), ["lines"], tmp_path)
    before, calls = files_in(tmp_path), list[Path]()

    def write(path: Path, content: bytes) -> None:
        calls.append(path)
        if len(calls) > full_at:
            raise OSError(ENOSPC, "No space left on device")
        write_whole(path, content)

    later = replace(record(), origin=replace(ORIGIN, made_at=LATER))
    with monkeypatch.context() as patch:
        patch.setattr(exports, "write_whole", write)
        patch.setattr(export_folder, "write_whole", write)
        with pytest.raises(InputError, match="No space left"):
            export_record(later, ["lines"], tmp_path)
    if full_at < LAST_LIST:
        assert files_in(tmp_path) == before
    else:
        assert not load_manifest(tmp_path).is_whole
    export_record(later, ["lines"], tmp_path)
    assert not check_export(later, tmp_path, load_manifest(tmp_path))
