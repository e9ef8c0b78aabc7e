"""The report of a subject as PDF: what it says is what the engine says, whatever was typed in."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from recist.criteria.wording import explain
from recist.formats.caliper_file import read_calipers
from recist.formats.reading_table import read_tables
from recist.formats.report.pdf_text import Pdf, flat
from recist.formats.scans import find_scans
from recist.formats.subject_table import read_subjects
from recist.model.finding import Severity
from recist.model.length import Length
from recist.model.reading import Diameters, Measured
from recist.model.row import Row
from recist.model.treatment import Treatment, TreatmentKind
from recist.trial.calipers import CaliperRecord
from recist.trial.checking import check_reads
from recist.trial.record import ExportRecord, SignatureTold, record_of
from tests.formats.paper_records import ORIGIN, START, course, record
from tests.formats.report_files import (
    COURSE,
    HEAD,
    HOSTILE,
    SAMPLES,
    files_of,
    only,
    sample,
    sample_record,
)


def test_every_subject_has_a_file_of_its_name() -> None:
    made = record([*course("T1=20", subject="01"), *course("T1=20", subject="a/b")])
    first, second = (str(file.path) for file in files_of(made))
    assert first == "pdf/01.pdf"
    assert second == "pdf/a-b.pdf"


def test_the_head_names_where_all_of_it_comes_from() -> None:
    text = flat(only(record(COURSE)).pages[0])
    for named in ("Subject 01-001", "EXAMPLE-301", "recist-1.1", "RECIST 1.1", "recist 9.8.7"):
        assert named in text
    assert text.count(HEAD) == 2  # in the head, and in the foot
    assert "2026-05-06T07:08:09Z" in text


def test_a_reading_table_has_no_chain() -> None:
    text = only(record(COURSE, origin=replace(ORIGIN, head=""))).text
    assert "reading table, no audit chain" in text


def test_the_arm_stands_there_only_where_it_is_known() -> None:
    subjects = read_subjects(SAMPLES / "subjects.csv")
    known = only(record(course("T1=20", subject="S-LIVER-CT"), subjects=subjects))
    assert "Arm A" in flat(known.pages[0])
    assert "Arm" not in only(record(COURSE)).text


def test_every_value_sum_and_response_is_that_of_the_engine() -> None:
    made = record(COURSE)
    text = flat(only(made).text)
    for value in ("40.0", "20.5", "31.25", "70.0", "48.5", "(5.0)", "59.25"):
        assert f" {value} " in text
    for change in ("−30.71", "+22.16", "+10.75"):
        assert change in text
    assert "not evaluable: motion" in text
    assert "too small" in text
    responses = [visit.overall for visit in made.judged[0].cases[0].visits[1:]]
    assert f"Overall response baseline {' '.join(map(str, responses))}" in text


def test_every_response_has_its_rules_with_clause_and_id() -> None:
    made = record(COURSE)
    text = flat(only(made).text)
    for index in range(len(made.judged[0].cases[0].visits)):
        for rule in explain(made.judged[0].cases[0], index):
            assert flat(rule.text) in text
            assert f"{rule.citation} · {rule.id}" in text
    assert "best/PR" in text


def test_fragments_stand_under_the_lesion_that_split() -> None:
    text = flat(only(record(course("T1=40 T2=30", "T1.1=20 T1.2=11.5 T2=30"))).text)
    assert "31.5 in 2 parts" in text
    assert "T1.1 part of T1 – 20.0" in text


def test_readers_and_scopes_stand_side_by_side() -> None:
    rows = [*course("T1=40", "T1=20"), *course("T1=42", "T1=22", reader="B")]
    text = flat(only(record(rows, "nct01387295")).pages[0])
    for name in ("Reader A · liver", "Reader A · all", "Reader B · not-liver"):
        assert name in text


@pytest.mark.parametrize(
    ("visits", "tables"), [(1, 1), (2, 1), (8, 1), (9, 1), (12, 1), (13, 2), (30, 3)]
)
def test_any_number_of_visits_is_shown(visits: int, tables: int) -> None:
    text = flat(only(record(course(*["T1=40 NT1=present"] * visits))).text)
    for number in range(1, visits):
        assert text.count(f"week {8 * number} ") >= 3
    assert text.count("Sum of targets (mm)") == tables


def test_every_page_has_its_number_and_how_many_there_are() -> None:
    document = only(record(course(*["T1=40 NT1=present"] * 9)))
    assert len(document.pages) > 2
    for number, page in enumerate(document.pages, start=1):
        said = flat(page)
        assert f"page {number} of" in said
        assert said.endswith(f" {len(document.pages)}")
        assert HEAD in said


def test_the_outline_leads_to_every_section() -> None:
    titles = only(record(COURSE)).titles
    wanted = ["Summary", "Sum of diameters", "Lesions by visit", "Reasoning", "Key images"]
    assert [title for title in titles if title in wanted] == wanted
    assert titles[-2:] == ["Findings", "Signatures"]


def test_the_document_says_what_it_is() -> None:
    document = only(record(COURSE))
    assert document.info("Title") == "Tumour response report, subject 01-001"
    assert document.info("Author") == "recist 9.8.7"
    assert document.info("Keywords") == f"recist-1.1, audit chain {HEAD}"
    assert document.info("CreationDate") == "D:20260506070809+00'00'"
    assert b"/Lang (en)" in document.content
    assert b"/DisplayDocTitle true" in document.content


def test_two_exports_of_one_state_are_the_same_bytes() -> None:
    first, again = (files_of(record(COURSE)) for _ in range(2))
    assert first == again


def test_another_time_of_export_changes_only_what_names_it() -> None:
    later = replace(ORIGIN, made_at="2027-01-01T00:00:00Z")
    texts = [only(record(COURSE, origin=one)).text for one in (ORIGIN, later)]
    assert texts[0].replace(ORIGIN.made_at, later.made_at) == texts[1]


def test_findings_come_with_the_heaviest_first() -> None:
    rows = course("T1=8 T2=30", "T1=9")
    made = record(rows)
    (checked,) = check_reads(made.reads, made.protocol)
    assert {note.severity for note in checked.findings} >= {Severity.WARNING}
    text = flat(only(made).text)
    section = text[text.rindex(" Findings ") :]
    for note in checked.findings:
        assert flat(note.message) in section
        assert note.code in section
    found = re.findall(r" (error|warning|info) A ", section)
    assert found == sorted(found, key=["error", "warning", "info"].index)


def test_signatures_are_told_or_their_absence() -> None:
    assert "Signatures Not signed." in flat(only(record(COURSE)).text)
    signed = SignatureTold(
        subject="01-001", reader="A", visit="week 8", version=3, printed_name="Dr. Ågot Øst",
        at="2024-03-01T10:00:00Z", meaning="I have read it",
    )  # fmt: skip
    text = flat(only(record(COURSE, signatures=[signed])).text)
    assert "week 8 A 3 Dr. Ågot Øst 2024-03-01T10:00:00Z I have read it" in text


def test_key_images_show_each_caliper_with_its_lengths() -> None:
    text = flat(sample()["S-LIVER-CT"].text)
    assert "T1 · baseline · 2024-01-08 42.0 × 33.9 mm · W 400 L 40" in text
    assert "Reader B No caliper is on record." in text


def test_key_images_are_pictures_of_the_slices() -> None:
    document = sample()["S-LUNG-CT"]
    images = [one for one in document.objects.values() if b"/Subtype /Image" in one]
    calipers = read_calipers(SAMPLES / "readings.calipers.json")
    assert len(images) == sum(one.subject == "S-LUNG-CT" for one in calipers)


def test_without_scans_the_report_says_so() -> None:
    made = record(
        read_tables([SAMPLES / "readings.csv"]),
        calipers=read_calipers(SAMPLES / "readings.calipers.json"),
    )
    text = flat(Pdf(files_of(made)[0].content).text)
    assert (
        "The scans are not at hand: no picture can be shown of the 12 calipers on record." in text
    )


def test_a_caliper_whose_image_is_gone_leaves_a_word_in_its_place(tmp_path: Path) -> None:
    series = find_scans([SAMPLES / "S-LIVER-CT"]).series
    calipers = [
        one
        for one in read_calipers(SAMPLES / "readings.calipers.json")
        if one.subject == "S-LIVER-CT"
    ]
    lost = [replace(calipers[0], image="1.2.3"), *calipers[1:]]
    gone = [
        replace(one, slices=tuple(replace(k, file=str(tmp_path / "gone.dcm")) for k in one.slices))
        for one in series
    ]
    rows = [row for row in read_tables([SAMPLES / "readings.csv"]) if row.subject == "S-LIVER-CT"]
    assert "no image" in only(record(rows, calipers=lost, series=series)).text
    assert "image cannot be read" in only(record(rows, calipers=calipers, series=gone)).text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_shown_as_texts(text: str) -> None:
    rows = [
        replace(row, site=text, visit=row.visit if row.visit == "baseline" else f"w{text}")
        for row in course("T1=40 NT1=present", "T1=20 NT1=NE", subject=text, reader=text)
    ]
    signed = SignatureTold(
        subject=text, reader=text, visit=text, version=1, printed_name=text, at=text, meaning=text
    )
    caliper = CaliperRecord(
        subject=text, reader=text, visit="baseline", lesion=text,
        long_axis_lps_mm=((0.0, 0.0, 0.0), (1.0, 0.0, 0.0)), short_axis_lps_mm=None,
        frame_of_reference="", image=text,
    )  # fmt: skip
    origin = replace(ORIGIN, trial=text, program=text, head=text, made_at=text)
    made = record(rows, origin=origin, signatures=[signed], calipers=[caliper])
    (file,) = files_of(made)
    shown = Pdf(file.content).text
    assert "Overall response" in shown
    if text.isascii() and text.isprintable() and len(text) < 100:
        assert flat(f"Subject {text}") in flat(shown)


def test_what_the_font_lacks_is_named_in_the_text_and_in_the_notes() -> None:
    (file,) = files_of(record(course("T1=40", subject="漢 \x00")))
    assert "Subject [U+6F22] [U+0000]" in flat(Pdf(file.content).text)
    assert [note.split(" is written ")[0] for note in file.notes] == ["U+6F22", "U+0000"]


def test_greek_and_cyrillic_are_shown() -> None:
    made = files_of(record(course("T1=40", subject="Ψαρρά Łódź Юлия")))
    assert "Subject Ψαρρά Łódź Юлия" in flat(Pdf(made[0].content).text)
    assert made[0].notes == ()


def test_fonts_are_embedded_and_no_other_is_asked_for() -> None:
    content = only(record(COURSE)).content
    assert b"DejaVuSans" in content
    assert b"Helvetica" not in content


def test_a_picture_is_darkest_where_the_slice_is() -> None:
    document = sample()["S-LIVER-CT"]
    pixels = [
        document.stream(number)
        for number, one in document.objects.items()
        if b"/Subtype /Image" in one
    ]
    assert all(len(one) == 256 * 256 and max(one) > 2 * (min(one) + 1) for one in pixels)


def test_lesions_keep_the_order_of_the_table_in_every_scope() -> None:
    rows = [
        *course("NT1=present", organ="bone"),
        *course("T1=20 NT2=present"),
        *course("NT3=present", organ="lung"),
    ]
    text = flat(only(record(rows, "nct01387295")).text)
    table = text[text.index("Lesions by visit") :]
    assert table.index("NT1 bone") < table.index("NT2 liver") < table.index("NT3 lung")


def test_a_lesion_that_left_by_its_treatment_is_left_out_by_name() -> None:
    assert "treated, left out" in flat(only(treated()).text)


def treated() -> ExportRecord:
    """A course whose second target is treated locally, as the protocol plans it."""
    made = record(course("T1=20 T2=30", "T1=20 T2=30"), "breclim-2")
    when, kind = START + timedelta(weeks=4), TreatmentKind.RESECTION
    once = Treatment(subject="01-001", lesion="T2", date=when, kind=kind)
    reads = replace(made.reads, treatments=(once,))
    return record_of(reads, [made.protocol], ORIGIN)


def test_lengths_that_the_table_has_otherwise_are_told_beside_the_caliper() -> None:
    made = sample_record()
    (row,) = (one for one in made.reads.rows if _is_t1(one))
    other = replace(
        row, state=Measured(Diameters(longest=Length.of_mm(41), short=Length.of_mm(30)))
    )
    rows = [other if one is row else one for one in made.reads.rows]
    changed = record(rows, calipers=made.calipers, series=made.series)
    text = flat(Pdf(files_of(changed)[0].content).text)
    assert "42.0 × 33.9 mm · W 400 L 40 in the table: 41.0 × 30.0 mm" in text


def _is_t1(row: Row) -> bool:
    named = (row.subject, row.reader, row.visit, row.lesion)
    return named == ("S-LIVER-CT", "A", "baseline", "T1")


def test_the_libraries_of_paper_are_imported_only_for_an_export() -> None:
    asked = (
        "import sys; import recist.formats.report.export, recist.formats.figures; "
        "print(sorted({'reportlab', 'matplotlib', 'PIL'} & sys.modules.keys()))"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
