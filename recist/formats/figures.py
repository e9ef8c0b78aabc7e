"""The exporter ``figures``: the sums of each subject, and waterfall and spider of the trial."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from recist.formats.export_file import Exporter, ExportFile
from recist.formats.figure_sheet import figure_words, files_of, furnish, on_paper
from recist.formats.file_name import file_names
from recist.formats.paper_words import Words
from recist.formats.spider_figure import draw_spider
from recist.formats.sum_figure import draw_sums
from recist.formats.trial_course import SubjectCourse, accepted_cases, subject_course
from recist.formats.waterfall_figure import draw_waterfall
from recist.model.assessment import CaseAssessment
from recist.model.stopping import Progress
from recist.trial.record import ExportRecord, Judged

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FOLDER = PurePosixPath("figures")
MOST_LEFT_OUT = 12
# How a file of each kind begins and ends.
WHOLE = {
    "png": (b"\x89PNG", b"IEND\xaeB`\x82"),
    "svg": (b"<?xml", b"</svg>"),
    "pdf": (b"%PDF-", b"%%EOF"),
}
TrialFigure = Callable[[Sequence[SubjectCourse], Words], "Figure"]
TRIAL_FIGURES: tuple[tuple[str, str, TrialFigure], ...] = (
    ("waterfall", "Best change of the target sum", draw_waterfall),
    ("spider", "Change of the target sum over time", draw_spider),
)


def write(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    """Yield ``figures/PROTOCOL/SCOPE/…``, each figure as PNG, SVG and PDF."""
    done = 0
    scopes = list(_scopes(record))
    count = len(scopes) * (len(TRIAL_FIGURES) + len(record.subjects))
    for held, scope, folder in scopes:
        for files in (
            *_trial_figures(record, held, scope, folder),
            *_subject_figures(record, held, scope, folder),
        ):
            yield from files
            done += 1
            progress(done, count)


def check(record: ExportRecord, folder: Path) -> Iterator[str]:
    """Yield which figure is not there or not whole; what it shows is for people alone."""
    for stem in _stems(record):
        for ending, (start, end) in WHOLE.items():
            path = stem.with_name(f"{stem.name}.{ending}")
            try:
                content = (folder / path).read_bytes().strip()
            except OSError as error:
                yield f"{path} cannot be read: {error.strerror or error}"
                continue
            if not (content.startswith(start) and content.endswith(end)):
                yield f"{path} is no whole {ending.upper()}"


def _stems(record: ExportRecord) -> Iterator[PurePosixPath]:
    """Yield where each figure stands, without its ending."""
    names = [*(name for name, _, _ in TRIAL_FIGURES), *_sum_names(record).values()]
    for _, _, folder in _scopes(record):
        yield from (folder / name for name in names)


def _scopes(record: ExportRecord) -> Iterator[tuple[Judged, str, PurePosixPath]]:
    """Yield each protocol with each of its scopes, and the folder of their figures."""
    protocols = file_names(held.protocol.id for held in record.judged)
    for held in record.judged:
        scopes = file_names(held.protocol.scopes)
        for scope in held.protocol.scopes:
            yield held, scope, FOLDER / protocols[held.protocol.id] / scopes[scope]


def _sum_names(record: ExportRecord) -> dict[str, str]:
    return {subject: f"sum_{name}" for subject, name in file_names(record.subjects).items()}


def _trial_figures(
    record: ExportRecord, held: Judged, scope: str, folder: PurePosixPath
) -> Iterator[Iterator[ExportFile]]:
    cases, without = accepted_cases(record, held.cases, scope)
    courses = [subject_course(one) for one in cases]
    for name, title, draw in TRIAL_FIGURES:
        yield _trial_figure(record, held, scope, folder / name, title, courses, without, draw)


def _trial_figure(
    record: ExportRecord,
    held: Judged,
    scope: str,
    stem: PurePosixPath,
    title: str,
    courses: Sequence[SubjectCourse],
    without: Sequence[str],
    draw: TrialFigure,
) -> Iterator[ExportFile]:
    words = figure_words()
    empty = [one.subject for one in courses if one.least_percent is None]
    notes = [
        *_left_out("no accepted read", without, words),
        *_left_out("no complete sum after baseline", empty, words),
    ]
    with on_paper():
        figure = draw(courses, words)
        shown = len(courses) - len(empty)
        under = f"{_about(record, held, scope, words)} · n = {shown}"
        furnish(figure, title, under, record.origin, words, notes)
        made = list(files_of(figure, stem, f"{title} · {under}", record.origin, words))
    yield from made


def _left_out(why: str, subjects: Sequence[str], words: Words) -> Iterator[str]:
    if subjects:
        named = ", ".join(words.short(one, 24) for one in subjects[:MOST_LEFT_OUT])
        more = f" and {len(subjects) - MOST_LEFT_OUT} more" if len(subjects) > MOST_LEFT_OUT else ""
        yield f"Not shown, {why}: {named}{more}"


def _subject_figures(
    record: ExportRecord, held: Judged, scope: str, folder: PurePosixPath
) -> Iterator[Iterator[ExportFile]]:
    names, by_subject = _sum_names(record), dict[str, list[CaseAssessment]]()
    for one in held.cases:
        if one.case.scope == scope:
            by_subject.setdefault(one.case.subject, []).append(one)
    for subject, cases in by_subject.items():
        stem = folder / names[subject]
        yield _subject_figure(record, held, scope, stem, cases)


def _subject_figure(
    record: ExportRecord,
    held: Judged,
    scope: str,
    stem: PurePosixPath,
    cases: Sequence[CaseAssessment],
) -> Iterator[ExportFile]:
    words = figure_words()
    title = f"Subject {words.short(cases[0].case.subject, 60)} · sum of diameters"
    under = _about(record, held, scope, words)
    with on_paper():
        figure = draw_sums(cases, words)
        furnish(figure, title, under, record.origin, words)
        made = list(files_of(figure, stem, f"{title} · {under}", record.origin, words))
    yield from made


def _about(record: ExportRecord, held: Judged, scope: str, words: Words) -> str:
    protocol = held.protocol
    return " · ".join(
        (
            words.short(record.origin.trial, 50),
            words.short(protocol.id, 40),
            words.short(protocol.criteria, 20),
            f"scope {words.short(scope, 24)}",
        )
    )


FIGURES = Exporter(name="figures", write=write, check=check)
