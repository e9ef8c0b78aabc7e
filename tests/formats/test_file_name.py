"""Names of files made of the texts of a trial."""

from __future__ import annotations

import re

import pytest

from recist.formats.export_file import Exporter
from recist.formats.figures import FIGURES
from recist.formats.file_name import file_names
from recist.formats.report.export import PDF
from recist.formats.sr.export import SR
from recist.model.stopping import Progress
from recist.trial.judging import Reads
from recist.trial.protocol_file import protocol_named
from recist.trial.record import record_of
from tests.formats.export_records import ORIGIN, hostile_rows


def silent(done: int, total: int) -> None: ...


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("01-001", "01-001"),
        ("S_1.a", "S_1.a"),
        ("Müller", "Müller"),
        ("a/b", "a-b"),
        ("../../etc/passwd", "etc-passwd"),
        ("", r"--\w{8}"),
        ("..", r"--\w{8}"),
        ("a.", r"a\.-\w{8}"),
        ("nul", r"nul-\w{8}"),
        ("nul.x", r"nul\.x-\w{8}"),
        ("\ud800\x00", r"--\w{8}"),
        ("x" * 300, r"x{71}-\w{8}"),
    ],
)
def test_a_name_is_safe_in_any_folder(text: str, name: str) -> None:
    assert re.fullmatch(name, file_names([text])[text])


@pytest.mark.parametrize(
    "texts",
    [
        ["01a", "01A"],
        ["a/b", "a b", "a-b", "A-b", "a\x00b"],
        ["é", "e\u0301", "É"],
        ["straße", "STRASSE"],
        ["x" * 81, "x" * 82],
        ["a", "a."],
    ],
    ids=["case", "signs", "composed", "folded", "long", "dot"],
)
def test_two_texts_never_share_a_name(texts: list[str]) -> None:
    assert len({name.casefold() for name in file_names(texts).values()}) == len(texts)


@pytest.mark.parametrize("exporter", [PDF, SR, FIGURES], ids=lambda one: one.name)
def test_subjects_that_differ_in_case_alone_have_files_of_their_own(exporter: Exporter) -> None:
    rows = tuple(row for name in ("01a", "01A") for row in hostile_rows(name))
    record = record_of(Reads(rows=rows), [protocol_named("recist-1.1")], ORIGIN)
    progress: Progress = silent
    places = [str(one.path) for one in exporter.write(record, progress)]
    assert len({place.casefold() for place in places}) == len(places)
