"""What is proposed, remembered and typed of an export, without Qt."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gui.app import AppServices
from gui.state.document import Document
from gui.state.export_folder import folder_of, own_folder
from gui.state.export_memory import FIRST_FORMATS, MOST, ExportMemory, memory_text, read_memory
from gui.state.export_order import Format, Order, Shown, Written
from gui.state.exporting import export, offered, outcome, read_back
from gui.state.jobs import share, tell_nobody
from recist.trial.errors import NotAllowedError, UnusableError
from recist.trial.people import Actor
from tests.gui.keepers import new_desk
from tests.gui.trial_looks_scenes import ARM, JO, apart, desk_of
from tests.trial_files import ADA, ANNA, CORA

EMPTY = Shown(document=Document(), is_saved=True, name="scans")
SOUND = "✓ Read back: every value, sum and response is as in the trial."
TRIAL, FOLDER = Path("/trials/a.recist"), Path("/out/a")


@pytest.mark.parametrize(
    ("typed", "folder"),
    [
        ("", None),
        ("   ", None),
        ("/out", Path("/out")),
        (" /out ", Path("/out")),
        ("out", Path.cwd() / "out"),
        ("~/out", Path.home() / "out"),
        ("~nobody/out", Path.cwd() / "~nobody" / "out"),
        ("/out\0", None),
        ("/out\ud800", None),
        ("/\udcff", Path("/\udcff")),
    ],
)
def test_a_folder_as_it_is_typed(typed: str, folder: Path | None) -> None:
    assert folder_of(typed) == folder


def test_a_trial_is_exported_beside_itself_and_scans_in_the_home_folder(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    assert own_folder(desk, (tmp_path / "scans",)) == tmp_path / "trial-export"
    unnamed = replace(desk, unnamed=True)
    assert own_folder(unnamed, (tmp_path / "scans",)) == Path.home() / "scans-export"
    assert own_folder(unnamed, (tmp_path / "scans.zip",)) == Path.home() / "scans-export"
    assert own_folder(unnamed, ()) == Path.home() / "recist-export"


def test_the_folder_of_each_trial_is_remembered_and_the_formats_of_the_last(
    tmp_path: Path,
) -> None:
    order = Order(formats=(Format.PDF, Format.SR), folder=FOLDER)
    memory = read_memory(memory_text(ExportMemory().with_order(TRIAL, order)))
    assert memory.proposed(TRIAL, tmp_path) == order
    other = memory.proposed(Path("/trials/b.recist"), tmp_path)
    assert other == replace(order, folder=tmp_path)
    for n in range(MOST):
        memory = memory.with_order(Path(f"/trials/{n}.recist"), order)
    assert len(memory.folders) == MOST
    assert memory.proposed(TRIAL, tmp_path).folder == tmp_path


@pytest.mark.parametrize(
    "text",
    [
        *("", "no JSON", "[]", '{"formats": "csv", "folders": 3}'),
        json.dumps({"formats": ["docx", 3], "folders": [{"trial": 1}, {"folder": "/x"}, "y"]}),
    ],
)
def test_what_cannot_be_read_of_the_last_time_is_left_out(text: str) -> None:
    assert read_memory(text) == ExportMemory(formats=FIRST_FORMATS)


@pytest.mark.parametrize(("actor", "subjects", "reads"), [(CORA, 2, 3), (ANNA, 2, 2), (JO, 2, 3)])
def test_what_is_offered_is_what_somebody_sees(
    tmp_path: Path, actor: Actor, subjects: int, reads: int
) -> None:
    offer = offered(desk_of(apart(tmp_path), actor), EMPTY)
    assert (offer.subjects, offer.reads) == (subjects, reads)
    assert bool(offer.not_accepted)


def test_who_sees_no_read_is_offered_none(tmp_path: Path) -> None:
    with pytest.raises(NotAllowedError, match="ada may not see every read"):
        offered(desk_of(apart(tmp_path), ADA), EMPTY)


@pytest.mark.parametrize("format", [Format.CSV, Format.SDTM, Format.SR])
def test_no_reader_and_no_arm_leaves_with_an_adjudicator(tmp_path: Path, format: Format) -> None:
    order = Order(formats=(format,), folder=tmp_path / "out")
    export(AppServices(), desk_of(apart(tmp_path), JO), EMPTY, order, tell_nobody)
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    held = b"".join(str(path).encode() + path.read_bytes() for path in files)
    assert b"Read 1" in held
    assert [
        word for word in (b"anna", b"Anna", b"Ben Reader", b"_ben", ARM.encode()) if word in held
    ] == []


def test_where_nothing_is_read_there_is_nothing_to_export(tmp_path: Path) -> None:
    alone = replace(new_desk(tmp_path), unnamed=True)
    with pytest.raises(NotAllowedError, match="nothing is read yet"):
        offered(alone, EMPTY)


def test_a_trial_that_is_gone_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    desk = desk_of(apart(tmp_path), CORA)
    desk.path.unlink()
    order = Order(formats=(Format.CSV,), folder=tmp_path / "out")
    with pytest.raises(UnusableError):
        export(AppServices(), desk, EMPTY, order, tell_nobody)
    assert not (tmp_path / "out").exists()


def test_an_outcome_in_words() -> None:
    one, two = (Path("a"),), (Path("a"), Path("b"))
    assert outcome(Written(files=one, subjects=1)) == "1 file of 1 subject"
    assert outcome(Written(files=two, subjects=3)) == "2 files of 3 subjects"


@pytest.mark.parametrize(
    ("unchecked", "differences", "said"),
    [
        ((), (), SOUND),
        (
            (Format.PDF,),
            (),
            f"{SOUND} Not read back: Report (PDF).",
        ),
        ((Format.PDF, Format.CSV), (), "Not read back: Report (PDF), Tables (CSV)."),
        ((Format.PDF,), ("34 mm for 35",), ""),
    ],
)
def test_only_what_was_read_back_is_called_sound(
    unchecked: tuple[Format, ...], differences: tuple[str, ...], said: str
) -> None:
    order = Order(formats=(Format.PDF, Format.CSV), folder=FOLDER)
    written = Written(files=(), subjects=1, unchecked=unchecked, differences=differences)
    assert read_back(order, written) == said


@pytest.mark.parametrize(
    ("told", "seen"),
    [
        ((0, 2), (1000, 4000)),
        ((1, 2), (2000, 4000)),
        ((2, 2), (3000, 4000)),
        ((5, 0), (1000, 4000)),
    ],
)
def test_the_second_and_third_part_of_four(told: tuple[int, int], seen: tuple[int, int]) -> None:
    found = list[tuple[int, int]]()
    share(lambda done, total: found.append((done, total)), 1, 2, 4)(*told)
    assert found == [seen]
