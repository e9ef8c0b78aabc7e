"""Figures: what they show, that two of one state are the same bytes, that no text is markup."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from recist.criteria.figures import baseline_percent
from recist.formats.export_file import ExportFile
from recist.formats.figure_sheet import figure_words, on_paper
from recist.formats.figures import FIGURES
from recist.formats.response_look import LOOKS, look_of
from recist.formats.spider_figure import draw_spider
from recist.formats.sum_figure import draw_sums
from recist.formats.trial_course import accepted_cases, subject_course
from recist.formats.waterfall_figure import draw_waterfall
from recist.model.response import Response
from recist.model.subject import SubjectInfo
from recist.trial.record import ExportRecord
from tests.formats.paper_records import ORIGIN, START, course, no_progress, record

TRIAL = [
    *course("T1=50", "T1=30", "T1=20", subject="1"),
    *course("T1=50 NT1=present", "T1=45 NT1=present", "T1=44 NT1=progression", subject="2"),
    *course("T1=50", "T1=48", "T1=47 N1=new", "T1=30", subject="3"),
    *course("T1=50", "T1=65", subject="4"),
    *course("T1=50 T2=20", "T1=10 T2=NE", subject="5"),
]
PROGRAM = b"recist 9.8.7"
DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def files_of(made: ExportRecord) -> dict[str, ExportFile]:
    return {str(file.path): file for file in FIGURES.write(made, no_progress)}


def only(made: ExportRecord, ending: str) -> ExportFile:
    """The first file of that ending, without the figures behind it."""
    return next(file for file in FIGURES.write(made, no_progress) if file.path.match(f"*{ending}"))


def texts(figure: Figure) -> list[str]:
    return [str(one.get_text()) for one in figure.findobj(Text)]


def test_each_figure_is_there_as_png_svg_and_pdf() -> None:
    made = record(course("T1=50", "T1=30", subject="1"), "breclim-2")
    stems = {
        f"figures/breclim-2/{scope}/{name}.{ending}"
        for scope in made.protocol.scopes
        for name in ("waterfall", "spider", "sum_1")
        for ending in ("png", "svg", "pdf")
    }
    files = files_of(made)
    assert set(files) == stems
    for path, file in files.items():
        start = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}[PurePosixPath(path).suffix]
        assert file.content.startswith(start)


def test_two_exports_of_one_state_are_the_same_bytes() -> None:
    rows = course("T1=50 T2=10", "T1=30 T2=NE", "T1=60 T2=5 N1=new")
    first, again = (files_of(record(rows)) for _ in range(2))
    assert first == again


def test_every_file_names_program_chain_and_time() -> None:
    for path, file in files_of(record(course("T1=50", "T1=30"))).items():
        suffix = PurePosixPath(path).suffix
        assert PROGRAM in file.content, path
        if suffix != ".pdf":
            assert ORIGIN.head.encode() in file.content, path
        year = b"D:20260506070809" if suffix == ".pdf" else b"2026-05-06T07:08:09"
        assert year in file.content, path


@pytest.mark.parametrize(
    ("subject", "percent", "best", "new_lesion", "non_target"),
    [
        ("1", "-60.00", Response.PR, False, False),
        ("2", "-12.00", Response.SD, False, True),
        # The visit after the progression does not count, though its sum is smaller.
        ("3", "-6.00", Response.SD, True, False),
        # The best change is the smallest increase where the sum never shrank.
        ("4", "30.00", Response.PD, False, False),
        # An incomplete sum is no change, however small its measured part.
        ("5", None, Response.NE, False, False),
    ],
)
def test_the_best_change_of_a_subject(
    subject: str, percent: str | None, best: Response, new_lesion: bool, non_target: bool
) -> None:
    made = record(TRIAL)
    cases, _ = accepted_cases(made, made.judged[0].cases, "all")
    (one,) = (held for held in map(subject_course, cases) if held.subject == subject)
    assert one.least_percent == (None if percent is None else Decimal(percent))
    assert (one.best, one.new_lesion, one.non_target) == (best, new_lesion, non_target)


def test_what_comes_after_a_new_therapy_does_not_count() -> None:
    rows = course("T1=50", "T1=45", "T1=20", subject="1")
    info = SubjectInfo(subject="1", new_therapy_date=START + timedelta(weeks=10))
    made = record(rows, subjects={"1": info})
    course_of = subject_course(made.judged[0].cases[0])
    assert course_of.least_percent == Decimal("-10.00")
    assert [held.counts for held in course_of.changes] == [True, True, False]


def test_only_the_accepted_read_of_a_subject_is_shown() -> None:
    rows = [
        *course("T1=50", "T1=30", subject="1", reader="A", accepted=False),
        *course("T1=50", "T1=40", subject="1", reader="B", accepted=True),
        *course("T1=50", "T1=30", subject="2", reader="A"),
        *course("T1=50", "T1=30", subject="2", reader="B"),
    ]
    made = record(rows)
    kept, without = accepted_cases(made, made.judged[0].cases, "all")
    assert [(one.case.subject, one.case.reader) for one in kept] == [("1", "B")]
    assert without == ["2"]


def test_the_waterfall_is_sorted_and_lettered() -> None:
    made = record(TRIAL)
    with on_paper():
        figure = draw_waterfall(
            [subject_course(one) for one in made.judged[0].cases], figure_words()
        )
        (axes,) = figure.axes
        bars = [one for one in axes.patches if isinstance(one, Rectangle)]
        assert [bar.get_height() for bar in bars] == [30, -6, -12, -60]
        assert [one.get_text() for one in axes.get_xticklabels()] == ["4", "3", "2", "1"]
        said = texts(figure)
    assert {"PD", "SD", "PR", "+20 %", "−30 %"} <= set(said)
    assert {"PD with a new lesion", "PD of non-targets"} <= set(said)


def test_bars_differ_without_their_colours() -> None:
    made = record(TRIAL)
    with on_paper():
        figure = draw_waterfall(
            [subject_course(one) for one in made.judged[0].cases], figure_words()
        )
        hatches = [bar.get_hatch() for bar in figure.axes[0].patches]
    assert len(set(hatches)) == 3  # PD, SD twice, PR


def test_the_spider_shows_the_sums_over_time_and_marks_the_new_lesion() -> None:
    made = record(TRIAL)
    with on_paper():
        figure = draw_spider([subject_course(one) for one in made.judged[0].cases], figure_words())
        points = [
            (float(line.get_xdata()[0]), float(line.get_ydata()[0]))  # type: ignore[index, arg-type]
            for line in figure.axes[0].lines
            if line.get_marker() == "P"
        ]
    assert points == [(16.0, -6.0)]


def test_a_subject_that_cannot_be_shown_is_named() -> None:
    made = record(TRIAL)
    assert baseline_percent(made.judged[0].cases[4].visits[1]) is None
    svg = only(made, "waterfall.svg").content.decode()
    assert "Not shown, no complete sum after baseline: 5" in svg


def test_the_sum_figure_of_readers_names_them_and_their_responses() -> None:
    rows = [*course("T1=50", "T1=30"), *course("T1=50", "T1=49", reader="B")]
    with on_paper():
        said = texts(draw_sums(record(rows).judged[0].cases, figure_words()))
    assert {"reader A", "reader B", "PR (A)", "SD (B)"} <= set(said)


@pytest.mark.parametrize(
    "text", [r"$x^2$", r"$\frac$", "$", "_a", "a--b-->", "<b>&", "\x00\ud800", "漢字", "x" * 10_000]
)
def test_hostile_texts_are_drawn_as_texts(text: str) -> None:
    rows = [
        replace(row, visit=row.visit if row.visit == "baseline" else text)
        for row in course("T1=50", "T1=30", subject=text, reader=text)
    ]
    origin = replace(ORIGIN, trial=text, program=text, head=text, made_at=text)
    for path, file in files_of(record(rows, origin=origin)).items():
        if path.endswith(".svg"):
            titles = ElementTree.fromstring(file.content).iter(DC_TITLE)
            if "sum_" in path and text.isascii() and text.isprintable() and len(text) < 50:
                assert str(next(titles).text).startswith(f"Subject {text} · ")


def test_what_the_font_lacks_is_named() -> None:
    made = record(course("T1=50", "T1=30", subject="漢\x07"))
    svg = only(made, "sum_*.svg")
    assert "Subject [U+6F22][U+0007] " in svg.content.decode()
    assert [note.split(" is written ")[0] for note in svg.notes] == ["U+6F22", "U+0007"]


def test_the_settings_of_the_machine_change_nothing() -> None:
    made = record(course("T1=50", "T1=30"))
    plain = only(made, "svg")
    with matplotlib.rc_context({"font.family": "serif", "savefig.dpi": 40, "svg.hashsalt": "x"}):
        assert only(made, "svg") == plain
        assert matplotlib.rcParams["savefig.dpi"] == 40


def test_the_check_passes_what_was_written_and_misses_what_is_gone_or_cut(tmp_path: Path) -> None:
    made = record(course("T1=50", "T1=30", subject="1"))
    for path, file in files_of(made).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(file.content)
    assert FIGURES.check is not None
    assert list(FIGURES.check(made, tmp_path)) == []
    folder = tmp_path / "figures" / "recist-1.1" / "all"
    (folder / "spider.svg").unlink()
    for name in ("sum_1.png", "waterfall.pdf"):
        (folder / name).write_bytes((folder / name).read_bytes()[:-9])
    assert list(FIGURES.check(made, tmp_path)) == [
        "figures/recist-1.1/all/waterfall.pdf is no whole PDF",
        "figures/recist-1.1/all/spider.svg cannot be read: No such file or directory",
        "figures/recist-1.1/all/sum_1.png is no whole PNG",
    ]


@pytest.mark.parametrize("response", list(Response))
def test_white_words_can_be_read_on_the_colour_of_every_response(response: Response) -> None:
    colour = look_of(response).colour
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    luminance = sum(one * by for one, by in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
    assert 1.05 / (luminance + 0.05) >= 4.5


def test_kinds_of_response_differ_in_mark_and_hatch_too() -> None:
    looks = list(LOOKS.values())
    for attribute in ("colour", "marker", "hatch"):
        assert len({getattr(one, attribute) for one in looks}) == len(looks)
