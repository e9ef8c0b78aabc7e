"""iRECIST beyond the typed tables: the choices that §3 leaves open, dates, findings, words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recist.criteria.irecist_words import WORDS
from recist.criteria.registry import assess
from recist.criteria.wording import explain
from recist.model.finding import Severity
from recist.model.protocol import Protocol
from recist.model.response import Response
from tests.irecist_notation import IRECIST, answers, immune_course
from tests.typed_cases import TypedCase, recist11

# Why, the course, and the overall responses after baseline.
COURSES = [
    # Growth counts in a category that progressed in the run.
    (
        "targets grow 5 mm, but only a new lesion progressed",
        "0: T1=50.0 | 56: T1=50.0 L1=unequivocal | 112: T1=55.0 L1=unequivocal/unchanged",
        "iUPD iUPD",
    ),
    (
        "non-targets increase without progression, but only the targets progressed",
        "0: T1=50.0 NT1=present | 56: T1=60.0 NT1=present | 112: T1=60.0 NT1=present/increased",
        "iUPD iUPD",
    ),
    # Readings say how a lesion moved since the visit before: they add up over the run.
    (
        "increased on an early scan, unchanged on the next: larger than at the first iUPD",
        (
            "0: NT1=present | 56: NT1=progression | 70: NT1=progression/increased"
            " | 112: NT1=progression/unchanged"
        ),
        "iUPD iUPD iCPD",
    ),
    (
        "increased on an early scan, decreased on the next",
        (
            "0: T1=50.0 | 56: T1=50.0 L1=unequivocal | 70: T1=50.0 L1=unequivocal/increased"
            " | 112: T1=50.0 L1=unequivocal/decreased"
        ),
        "iUPD iUPD iUPD",
    ),
    (
        "increased on an early scan, unread on the next",
        (
            "0: T1=50.0 | 56: T1=50.0 L1=unequivocal | 70: T1=50.0 L1=unequivocal/increased"
            " | 112: T1=50.0 L1=not-evaluable"
        ),
        "iUPD iUPD iUPD",
    ),
    (
        "one non-target more progresses",
        (
            "0: NT1=present NT2=present | 56: NT1=progression NT2=present"
            " | 112: NT1=progression/unchanged NT2=progression"
        ),
        "iUPD iCPD",
    ),
    (
        "progression said again, without a change: the same one",
        "0: NT1=present | 56: NT1=progression | 112: NT1=progression",
        "iUPD iUPD",
    ),
    # What takes an iUPD by non-targets back.
    (
        "the non-target is gone",
        "0: T1=50.0 NT1=present | 56: T1=50.0 NT1=progression | 112: T1=50.0 NT1=absent",
        "iUPD iSD",
    ),
    (
        "the non-target has shrunk",
        "0: NT1=present | 56: NT1=progression | 112: NT1=present/decreased",
        "iUPD NON-iCR/NON-iUPD",
    ),
    (
        "the non-target has shrunk, but the new lesion persists",
        (
            "0: NT1=present | 56: NT1=progression L1=unequivocal"
            " | 112: NT1=present/decreased L1=unequivocal/unchanged"
        ),
        "iUPD iUPD",
    ),
    (
        "better targets, but the non-target is unchanged since it progressed",
        (
            "0: T1=100.0 NT1=present | 56: T1=100.0 NT1=progression"
            " | 112: T1=65.0 NT1=present/unchanged"
        ),
        "iUPD iUPD",
    ),
    (
        "better targets, but the non-target that progressed was not read",
        (
            "0: T1=100.0 NT1=present | 56: T1=100.0 NT1=progression"
            " | 112: T1=65.0 NT1=not-evaluable | 168: T1=65.0 NT1=present/decreased"
        ),
        "iUPD NE iPR",
    ),
    (
        "recovery on an early scan counts: the window is one for confirming",
        "0: T1=50.0 | 56: T1=60.0 | 66: T1=50.0 | 112: T1=65.0",
        "iUPD iSD iUPD",
    ),
    (
        "targets better than at the iUPD that they shared with a new lesion",
        "0: T1=50.0 | 56: T1=60.0 L1=unequivocal | 112: T1=55.0 L1=unequivocal/unchanged",
        "iUPD iSD",
    ),
    (
        "an unread target is not better, whatever it was before",
        "0: T1=100.0 | 56: T1=not-evaluable L1=unequivocal | 112: T1=60.0 L1=unequivocal/unchanged",
        "iUPD iUPD",
    ),
    # No iCR beside a new lesion.
    (
        "all else is gone: iPR until the new lesion is gone too",
        (
            "0: T1=50.0 | 56: T1=50.0 L1=unequivocal | 112: T1=absent L1=unequivocal/unchanged"
            " | 168: T1=absent L1=absent"
        ),
        "iUPD iPR iCR",
    ),
    # A response of the targets holds until they progress themselves.
    (
        "the targets never progressed: their iPR holds",
        "0: T1=100.0 | 56: T1=65.0 | 112: T1=75.0 L1=unequivocal | 168: T1=75.0 L1=absent",
        "iPR iUPD iPR",
    ),
    (
        "the targets progressed: against baseline they are iSD again",
        "0: T1=100.0 | 56: T1=65.0 | 112: T1=78.0 | 168: T1=77.999",
        "iPR iUPD iSD",
    ),
    # Incomplete sums: only what is certain counts.
    (
        "a part alone is 5 mm above the first iUPD",
        "0: T1=30.0 T2=20.0 | 56: T1=40.0 T2=20.0 | 112: T1=65.0 T2=not-evaluable",
        "iUPD iCPD",
    ),
    (
        "a target read now, and not at the first iUPD, adds nothing",
        (
            "0: T1=20.0 T2=20.0 T3=10.0 | 56: T1=30.0 T2=30.0 T3=not-evaluable"
            " | 112: T1=32.0 T2=32.999 T3=10.0 | 168: T1=32.0 T2=33.0 T3=10.0"
        ),
        "iUPD iUPD iCPD",
    ),
    (
        "an unread target-like new lesion adds nothing",
        (
            "0: T1=50.0 | 56: T1=50.0 L1=unequivocal:20.0 L2=unequivocal:10.0"
            " | 112: T1=50.0 L1=unequivocal:34.999 L2=not-evaluable"
            " | 168: T1=50.0 L1=unequivocal:35.0 L2=not-evaluable"
        ),
        "iUPD iUPD iCPD",
    ),
    # Which new lesions are target-like.
    (
        "below 10 mm a new lesion is not target-like, and its millimetres say nothing",
        (
            "0: T1=50.0 | 56: T1=50.0 L1=unequivocal:9.999"
            " | 112: T1=50.0 L1=unequivocal:30.0/unchanged"
        ),
        "iUPD iUPD",
    ),
    (
        "of three in one organ the two largest are target-like",
        (
            "0: T1=50.0"
            " | 56: T1=50.0 L1=unequivocal:11.0 L2=unequivocal:30.0 L3=unequivocal:20.0"
            " | 112: T1=50.0 L1=unequivocal:30.0/unchanged L2=unequivocal:30.0 L3=unequivocal:24.9"
            " | 168: T1=50.0 L1=unequivocal:30.0/unchanged L2=unequivocal:30.0 L3=unequivocal:25.0"
        ),
        "iUPD iUPD iCPD",
    ),
    # After iCPD each visit is read by itself.
    (
        "nothing after iCPD takes it back",
        "0: T1=50.0 | 56: T1=60.0 | 112: T1=65.0 | 168: T1=35.0 | 224: V=not-done | 280: T1=60.0",
        "iUPD iCPD iPR NE iCPD",
    ),
    # Back-dating (§1.6) acts first.
    (
        "a suspected non-target is the iUPD once a later visit makes it certain",
        (
            "0: NT1=present | 56: NT1=suspected | 112: NT1=progression/unchanged"
            " | 168: NT1=progression/increased"
        ),
        "iUPD iUPD iCPD",
    ),
]


@pytest.mark.parametrize(("why", "text", "expected"), COURSES, ids=[one[0] for one in COURSES])
def test_course(why: str, text: str, expected: str) -> None:
    assert answers(immune_course(text)) == expected.split()


# --- beside the answer ----------------------------------------------------------------------------


def test_runs_are_counted_and_what_ends_one_is_outside() -> None:
    found = immune_course(
        "0: T1=50.0 | 56: T1=60.0 | 112: T1=not-evaluable | 168: T1=50.0 | 224: T1=60.0"
        " | 280: T1=65.0 | 336: T1=65.0"
    )
    assert answers(found) == ["iUPD", "NE", "iSD", "iUPD", "iCPD", "iCPD"]
    assert [visit.progression_run for visit in found.visits] == [None, 1, 1, None, 2, 2, None]
    assert [visit.after_progression for visit in found.visits][-2:] == [False, True]


def test_new_lesions_have_a_sum_of_their_own() -> None:
    found = immune_course(
        "0: T1=50.0 | 56: T1=50.0 L1=unequivocal:12.0 L2=unequivocal | 112: T1=50.0 L1=absent"
    )
    assert [visit.new_sum_um for visit in found.visits] == [None, 12_000, 0]
    assert [visit.sum_um for visit in found.visits] == [50_000] * 3


def test_the_words_are_irecists_and_recist_11_stands_beside() -> None:
    visit = immune_course("0: T1=50.0 NT1=present | 56: T1=30.0 NT1=present").visits[1]
    assert (visit.target, visit.target_literal) == (Response.IPR, Response.IPR)
    assert visit.non_target is Response.NON_ICR_NON_IUPD
    assert visit.overall_recist11 is Response.PR


def test_what_was_read_on_the_day_stays_visible() -> None:
    found = immune_course(
        "0: T1=50.0 | 56: T1=50.0 L1=equivocal | 112: T1=50.0 L1=unequivocal/unchanged"
    )
    read = [(visit.overall, visit.overall_as_read) for visit in found.visits[1:]]
    assert read == [(Response.IUPD, Response.ISD), (Response.IUPD, Response.IUPD)]
    assert "irecist/new-lesion/back-dated" in found.visits[1].rules


BACK_DATED = [
    (
        "the targets progress at the same visit",
        (
            "0: T1=50.0 NT1=present | 56: T1=60.0 NT1=suspected | 112: T1=60.0 NT1=not-evaluable"
            " | 168: T1=60.0 NT1=progression"
        ),
        [True, True, False],
    ),
    (
        "a new lesion beside targets that progress",
        "0: T1=50.0 | 56: T1=60.0 L1=equivocal | 112: T1=60.0 L1=unequivocal",
        [True, False],
    ),
    (
        "it confirms what waited",
        (
            "0: T1=50.0 NT1=present | 56: T1=60.0 NT1=present | 112: T1=60.0 NT1=suspected"
            " | 168: T1=60.0 NT1=progression"
        ),
        [False, True, False],
    ),
    (
        "nothing was doubtful",
        "0: T1=50.0 NT1=present | 56: T1=60.0 NT1=progression | 112: T1=60.0 NT1=present",
        [False, False],
    ),
]


@pytest.mark.parametrize(("why", "text", "told"), BACK_DATED, ids=[one[0] for one in BACK_DATED])
def test_what_a_later_visit_dates_back_is_told(why: str, text: str, told: list[bool]) -> None:
    visits = immune_course(text).visits[1:]
    assert ["irecist/new-lesion/back-dated" in visit.rules for visit in visits] == told


DATES = [
    (
        "the first iUPD by the sum: its last scan",
        "0: T1=20.0 T2=30.0 | 56: T1=30.0@56 T2=30.0@58",
        "2024-02-29",
    ),
    (
        "confirmed by a further new lesion: the scan that shows it",
        (
            "0: T1=50.0 | 56: T1=50.0 L1=unequivocal"
            " | 112: T1=50.0@115 L1=unequivocal/unchanged@115 L2=unequivocal@112"
        ),
        "2024-04-23",
    ),
    (
        "a lesion that is left over does not date the next iUPD",
        (
            "0: T1=100.0 | 56: T1=100.0 L1=unequivocal | 112: T1=65.0 L1=unequivocal/unchanged"
            " | 168: T1=80.0@170 L1=unequivocal/unchanged@168"
        ),
        "2024-06-20",
    ),
    (
        "taken back: the last scan",
        "0: T1=100.0 | 56: T1=100.0 L1=unequivocal | 112: T1=65.0@114 L1=unequivocal/unchanged@112",
        "2024-04-25",
    ),
]


@pytest.mark.parametrize(("why", "text", "date"), DATES, ids=[one[0] for one in DATES])
def test_date_of_the_last_visit(why: str, text: str, date: str) -> None:
    assert immune_course(text).visits[-1].response_date.text == date


NEW_LESIONS = "L1/new-target=unequivocal:12.0 L2/new-target=unequivocal:12.0"
FINDINGS = [
    (
        "confirmed late",
        "0: T1=50.0 | 56: T1=60.0 | 115: T1=65.0",
        ("confirmation-late", Severity.WARNING, None, "day 115"),
    ),
    (
        "the first scan after the iUPD is late",
        "0: T1=50.0 | 56: T1=60.0 | 115: T1=60.0",
        ("confirmation-late", Severity.WARNING, None, "day 115"),
    ),
    (
        "growth too early",
        "0: T1=50.0 | 56: T1=60.0 | 81: T1=65.0",
        ("confirmation-early", Severity.INFO, None, "day 81"),
    ),
    (
        "nobody says how a non-target that progressed has moved",
        "0: NT1=present | 56: NT1=progression | 112: NT1=present",
        ("change-missing", Severity.WARNING, "NT1", "day 112"),
    ),
    (
        "nobody says how a new lesion has moved",
        "0: T1=50.0 | 56: T1=50.0 L1=unequivocal | 112: T1=50.0 L1=unequivocal",
        ("change-missing", Severity.WARNING, "L1", "day 112"),
    ),
    (
        "more target-like new lesions than the protocol has room for",
        f"0: T1=50.0 | 56: T1=50.0 {NEW_LESIONS} L3/new-target=unequivocal:12.0",
        ("too-many-new-targets", Severity.WARNING, "L3", None),
    ),
]


@pytest.mark.parametrize(("why", "text", "expected"), FINDINGS, ids=[one[0] for one in FINDINGS])
def test_finding(why: str, text: str, expected: tuple[str, Severity, str | None, str]) -> None:
    found = immune_course(text).findings
    assert [(note.code, note.severity, note.lesion, note.visit) for note in found] == [expected]


SENTENCES = [
    (
        "0: T1=50.0 | 56: T1=60.0 | 112: T1=65.0",
        (
            "The targets measured 60.0 mm at day 56 and measure 65.0 mm now: +5.0 mm; "
            "5.0 mm are needed."
        ),
    ),
    (
        "0: T1=50.0 | 56: T1=50.0 L1=unequivocal:12.0 | 112: T1=50.0 L1=unequivocal:17.0",
        (
            "The target-like new lesions measured 12.0 mm at day 56 and measure 17.0 mm now: "
            "+5.0 mm; 5.0 mm are needed."
        ),
    ),
    (
        "0: NT1=present | 56: NT1=progression | 112: NT1=progression/increased",
        "Grown since day 56: NT1.",
    ),
    (
        "0: T1=50.0 | 56: T1=50.0 L1=unequivocal | 112: T1=50.0 L2=unequivocal",
        "New since day 56: L2.",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_the_ground_is_told_with_its_figures(text: str, sentence: str) -> None:
    assert sentence in [one.text for one in explain(immune_course(text), 2)]


# --- RECIST 1.1 beside ----------------------------------------------------------------------------

TYPED = recist11()
PROGRESSION = (Response.IUPD, Response.ICPD)


@pytest.mark.parametrize(("typed", "protocol"), TYPED, ids=[one.id for one, _ in TYPED])
def test_up_to_the_first_progression_it_is_recist_11(typed: TypedCase, protocol: Protocol) -> None:
    expected = assess(typed.case, protocol)
    found = assess(typed.case, replace(protocol, criteria=IRECIST.criteria))
    assert [v.overall for v in expected.visits] == [v.overall_recist11 for v in found.visits]
    said = [WORDS.get(visit.overall, visit.overall) for visit in expected.visits if visit.overall]
    got = [visit.overall for visit in found.visits[1:]]
    first = next((n for n, one in enumerate(got, start=1) if one in PROGRESSION), len(got))
    assert got[:first] == said[:first]
