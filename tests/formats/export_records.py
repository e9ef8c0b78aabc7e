"""Records to be exported: the sample trial, and one whose every text is hostile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

from recist.formats.caliper_file import read_calipers
from recist.formats.export_file import Exporter
from recist.formats.reading_table import read_tables
from recist.formats.subject_table import read_subjects
from recist.model.dates import ScanDate
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import Diameters, Measured
from recist.model.row import Row
from recist.trial.judging import Reads
from recist.trial.protocol_file import protocol_named
from recist.trial.record import ExportRecord, Origin, ReadChoice, record_of

SAMPLES = Path(__file__).parents[2] / "sample_scans"
ORIGIN = Origin(
    trial="sample trial",
    program="recist 0.1.0",
    head="0123456789abcdef" * 4,
    made_at="2024-05-01T10:00:00Z",
)


@cache
def sample(*protocols: str, choice: ReadChoice = ReadChoice.ALL) -> ExportRecord:
    """The sample trial; by RECIST 1.1 where nothing else is said."""
    reads = Reads(
        rows=read_tables([SAMPLES / "readings.csv"]),
        subjects=read_subjects(SAMPLES / "subjects.csv"),
    )
    return record_of(
        reads,
        [protocol_named(name) for name in protocols or ("recist-1.1",)],
        ORIGIN,
        choice,
        calipers=read_calipers(SAMPLES / "readings.calipers.json"),
    )


SIGNS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", "a;=", "a\t@", "a\n+")
BEFORE = ("", " ", '"', "'", "''", "\u200b", "\ufeff", "\xa0", "\u3000")
PAYLOADS = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://a","b")', "SUM(A1;B2)", "5 mm")
STRANGE = (
    "_x000D_ and _x0041_",
    "line one\nline two\r\nline three\rfour",
    "a\0b\x01c\x1fd\x7fe",
    "half \ud800 of a pair \udfff",
    "\ufffe and \uffff",
    "אבג right to left ‮mark‬",
    "emoji 👩‍⚕️🏴󠁧󠁢󠁥󠁮󠁧󠁿 and é as e\u0301",
    'a "quoted", text; with\ttabs',
    "<b>&amp;</b><![CDATA[x]]>",
    "0012",
    "1e5",
    "2024-01-02",
    "TRUE",
    "x" * 10_000,
    "👩" * 20_000,
    "NULL",
    "None",
    "nan",
    "#N/A",
    "&P&N&[Tab]",
    "{=1+1}",
    "%0A=1",
)


def hostile_texts() -> list[str]:
    """A few hundred texts that do harm somewhere."""
    return [*(f"{a}{b}{c}" for a, b, c in product(BEFORE, SIGNS, PAYLOADS)), *STRANGE]


def hostile(texts: Iterable[str]) -> ExportRecord:
    """A record in which each text stands wherever a text can stand, one subject for each."""
    rows = tuple(
        row for number, text in enumerate(texts) for row in hostile_rows(text, f" #{number}")
    )
    origin = replace(ORIGIN, trial="=cmd & ‮trial‬ &P", program="@recist")
    return record_of(Reads(rows=rows), [protocol_named("recist-1.1")], origin)


def hostile_visits(labels: Iterable[str]) -> ExportRecord:
    """A record in which each text is the label of a visit, one subject for each."""
    rows: list[Row] = []
    for number, label in enumerate(labels):
        first, later = hostile_rows("plain", f" #{number}")
        rows += [first, replace(later, visit=label)]
    return record_of(Reads(rows=tuple(rows)), [protocol_named("recist-1.1")], ORIGIN)


def hostile_rows(text: str, behind: str = "") -> list[Row]:
    first = Row(
        subject=f"{text}{behind}",
        reader=text,
        visit="baseline",
        date=ScanDate.parse("2024-01-02"),
        lesion=text,
        role=Role.TARGET,
        organ=text,
        state=Measured(Diameters(longest=Length.of_mm(30))),
        site=text,
        method=text,
        field=text,
        image=text,
        reason=text,
        comment=text,
        extra=(("scanner", text),),
    )
    later = replace(
        first,
        visit="week 8",
        date=ScanDate.parse("2024-03-02"),
        state=Measured(Diameters(longest=Length.of_mm("12.345"))),
    )
    return [first, later]


def written(exporter: Exporter, record: ExportRecord, folder: Path) -> list[str]:
    """Write an export into a folder; returns its notes."""
    notes: list[str] = []
    for file in exporter.write(record, lambda done, total: None):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        notes += file.notes
    return notes


def checked(exporter: Exporter, record: ExportRecord, folder: Path) -> Sequence[str]:
    """What the exporter's own check says of a folder."""
    assert exporter.check is not None
    return list(exporter.check(record, folder))
