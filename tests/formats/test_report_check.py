"""The report as PDF: what its check sees."""

from dataclasses import replace
from pathlib import Path

import pytest

from recist.formats.export_file import ExportFile
from recist.formats.report.export import PDF
from recist.trial.record import ExportRecord
from tests.formats.paper_records import ORIGIN, course, record
from tests.formats.report_files import COURSE, HEAD, HOSTILE, files_of


def put(files: list[ExportFile], folder: Path) -> list[Path]:
    paths = [folder / file.path for file in files]
    for path, file in zip(paths, files, strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.content)
    return paths


def told(made: ExportRecord, folder: Path) -> list[str]:
    assert PDF.check is not None
    return list(PDF.check(made, folder))


@pytest.mark.parametrize("head", [HEAD, ""], ids=["trial", "table"])
def test_the_check_passes_what_was_written(tmp_path: Path, head: str) -> None:
    made = record(COURSE, "nct01387295", "recist-1.0", origin=replace(ORIGIN, head=head))
    put(files_of(made), tmp_path)
    assert told(made, tmp_path) == []


def test_the_check_misses_a_report_that_is_gone_or_cut_short(tmp_path: Path) -> None:
    made = record([*course("T1=20", subject="1"), *course("T1=20", subject="2")])
    first, second = put(files_of(made), tmp_path)
    first.unlink()
    second.write_bytes(second.read_bytes()[:-100])
    assert told(made, tmp_path) == [
        "pdf/1.pdf cannot be read: No such file or directory",
        "pdf/2.pdf is no whole PDF",
    ]


def test_the_check_sees_a_report_of_another_state(tmp_path: Path) -> None:
    put(files_of(record(COURSE)), tmp_path)
    later = record(COURSE, "irecist", origin=replace(ORIGIN, head="f" * 64))
    said = f"recist-1.1, audit chain {HEAD}"
    assert {
        f"pdf/01-001.pdf does not name irecist, but {said}",
        f"pdf/01-001.pdf does not name audit chain {'f' * 64}, but {said}",
        f"pdf/01-001.pdf page 1 does not name the head {'f' * 64}",
    } <= set(told(later, tmp_path))


@pytest.mark.parametrize(
    ("changed", "differences"),
    [
        (
            ("T1=20 T2=30", "T1=10 T2=30.5"),
            [
                "has 'Sum of targets (mm) 50.0 40.5' 0 times, and the record 1 times",
                "does not hold the length 30.5 mm",
            ],
        ),
        (
            ("T1=20 T2=30", "T1=10 T2=30 N1=new"),
            ["has 'Overall response baseline PD' 0 times, and the record 1 times"],
        ),
        (
            ("T1=20 T2=30", "T1=10 T2=NE"),
            [
                "has 'Sum of targets (mm) 50.0 (10.0)' 0 times, and the record 1 times",
                "has 'Overall response baseline NE' 0 times, and the record 1 times",
            ],
        ),
    ],
    ids=["length", "response", "incomplete"],
)
def test_the_check_sees_another_value_sum_or_response(
    tmp_path: Path, changed: tuple[str, ...], differences: list[str]
) -> None:
    put(files_of(record(course("T1=20 T2=30", "T1=10 T2=30"))), tmp_path)
    found = told(record(course(*changed)), tmp_path)
    assert found == [f"pdf/01-001.pdf {one}" for one in differences]


@pytest.mark.parametrize("visits", [1, 9, 13, 30])
def test_the_check_passes_any_number_of_visits(tmp_path: Path, visits: int) -> None:
    rows = course(*["T1=40 NT1=present"] * visits, "T1=999999999.125 NT1=present", "N1=new")
    made = record(rows, "nct01387295", "irecist")
    put(files_of(made), tmp_path)
    assert told(made, tmp_path) == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_check_passes_hostile_texts(tmp_path: Path, text: str) -> None:
    rows = [replace(row, site=text) for row in course("T1=40", "T1=20", subject=text, reader=text)]
    made = record(rows, origin=replace(ORIGIN, trial=text, program=text, head=text))
    put(files_of(made), tmp_path)
    assert told(made, tmp_path) == []


def test_a_damaged_report_is_said_to_be_so(tmp_path: Path) -> None:
    made = record(COURSE)
    (path,) = put(files_of(made), tmp_path)
    content = bytearray(path.read_bytes())
    start = content.rindex(b">>\nstream\n")
    content[start + 30 : start + 50] = b"\xff" * 20
    path.write_bytes(bytes(content))
    (said, *_) = told(made, tmp_path)
    assert said.startswith("pdf/01-001.pdf cannot be read back: ")
