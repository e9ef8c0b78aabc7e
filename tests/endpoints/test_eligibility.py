"""Who may enter a trial: each bound, and one to each side of it (§5)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from recist.criteria.registry import assess
from recist.endpoints.eligibility import (
    eligibility,
    fit_for_local_treatment,
    is_stable_or_responding,
    metastases_of,
)
from recist.model.finding import Finding, Severity
from recist.model.lesion import Character
from recist.model.protocol import Eligibility, Protocol
from recist.model.reading import Absent, Merged, NotEvaluable, State, TooSmall
from recist.model.response import Response
from recist.model.row import Row
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind
from tests.criteria.conformance.reads import RECIST11, START, axes, case_of, row, seen

OLIGO = replace(RECIST11, eligibility=Eligibility(max_metastases=5, max_organ_systems=3))
FEW_IN_LIVER = replace(
    RECIST11, eligibility=Eligibility(min_liver_metastases=1, max_liver_metastases=4)
)


def livers(number: int) -> list[Row]:
    return [row(f"NT{n}", seen("20")) for n in range(number)]


def node(lesion: str, short: str = "20", field: str = "") -> Row:
    state = axes("40", short) if lesion.startswith("T") else seen("40", short)
    return replace(row(lesion, state, organ="lymph node", nodal=True), field=field)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(note.severity.value, note.code) for note in findings]


# --- counting -------------------------------------------------------------------------------------

# what is there beside T1 in the liver, and what counts
COUNTED = [
    ([row("NT1", seen())], ["T1", "NT1"], "a non-target counts as a target does"),
    ([row("NT1", Absent())], ["T1"], "absent"),
    ([row("NT1", NotEvaluable("motion"))], ["T1", "NT1"], "known, though not evaluable"),
    ([row("T2", TooSmall())], ["T1", "T2"], "too small to measure is there"),
    ([replace(row("T2", Merged("T1")), parent="T1")], ["T1"], "merged into one that counts"),
    ([row("NT1", seen(), character=Character.SIMPLE_CYST)], ["T1"], "a simple cyst"),
    ([row("NT1", seen(), character=Character.EFFUSION, organ="pleura")], ["T1", "NT1"], "effusion"),
    ([row("NT1", seen(), organ="breast", site="Primary tumour")], ["T1"], "the primary tumour"),
    ([row("NT1", seen(), organ="breast", site="primaries no")], ["T1", "NT1"], "another word"),
    ([row("NT1", seen("5"))], ["T1", "NT1"], "small, but no node"),
    ([node("NT1", "9.999")], ["T1"], "a normal node"),
    ([row("NT1", seen(), nodal=True)], ["T1", "NT1"], "a node of unknown size"),
    ([node("NT1", "10")], ["T1", "NT1"], "a pathological node"),
    ([node("NT1"), node("NT2")], ["T1", "NT1", "NT2"], "nodes without a field"),
    ([node("NT1", field="F"), node("NT2", field="f")], ["T1", "NT1+NT2"], "nodes of one field"),
    ([node("NT1", field="F"), node("NT2", field="G")], ["T1", "NT1", "NT2"], "of two fields"),
    (
        [replace(row("NT1", seen()), field="F"), node("NT2", field="F")],
        ["T1", "NT1", "NT2"],
        "a field joins nodes only",
    ),
]


@pytest.mark.parametrize(("rows", "counted", "why"), COUNTED, ids=[one[2] for one in COUNTED])
def test_what_counts_as_a_metastasis(rows: list[Row], counted: list[str], why: str) -> None:
    found = metastases_of(case_of(row("T1"), *rows), RECIST11)
    assert ["+".join(ids) for ids in found.counted] == counted


def test_what_appears_later_is_not_counted() -> None:
    later = row("T2", visit="week 8", day="2024-02-27")
    assert metastases_of(case_of(row(), later), RECIST11).counted == (("T1",),)


def test_organ_systems_and_the_liver() -> None:
    case = case_of(
        row("T1"),
        row("T2", organ="left lung"),
        row("NT1", seen(), organ="right lung"),
        node("NT2"),
        replace(node("NT3"), organ="liver"),
    )
    found = metastases_of(case, RECIST11)
    assert found.organ_systems == ("liver", "lung", "lymph nodes")
    assert found.in_liver == (("T1",),)


# --- bounds ---------------------------------------------------------------------------------------

NUMBERS = [
    (FEW_IN_LIVER, [node("T1")], ["too-few-liver-metastases"]),
    (FEW_IN_LIVER, livers(1), []),
    (FEW_IN_LIVER, livers(4), []),
    (FEW_IN_LIVER, livers(5), ["too-many-liver-metastases"]),
    (OLIGO, livers(5), []),
    (OLIGO, livers(6), ["too-many-metastases"]),
    (OLIGO, [row(f"NT{o}", seen(), organ=o) for o in ("bone", "lung", "brain")], []),
    (
        OLIGO,
        [row(f"NT{o}", seen(), organ=o) for o in ("bone", "lung", "brain", "skin")],
        ["too-many-organ-systems"],
    ),
    (RECIST11, livers(9), []),
]


@pytest.mark.parametrize(("protocol", "rows", "codes"), NUMBERS)
def test_numbers(protocol: Protocol, rows: list[Row], codes: list[str]) -> None:
    found = eligibility(case_of(*rows), protocol)
    assert told(found.findings) == [("error", code) for code in codes]
    assert found.eligible is not bool(codes)


def broken(code: str, message: str) -> Finding:
    return Finding(severity=Severity.ERROR, code=code, message=message, visit="baseline")


def test_the_findings_name_what_was_counted() -> None:
    rows = [*livers(4), node("NT8", field="F"), node("NT9", field="F"), row("NT7", seen())]
    case = case_of(*rows, row("NT6", seen(), organ="lung"), row("NT5", seen(), organ="bone"))
    both = Eligibility(max_metastases=5, max_liver_metastases=4, max_organ_systems=3)
    found = eligibility(case, replace(OLIGO, eligibility=both))
    assert found.findings == (
        broken(
            "too-many-liver-metastases",
            "5 liver metastases at baseline, at most 4 may enter: NT0, NT1, NT2, NT3, NT7",
        ),
        broken(
            "too-many-metastases",
            "8 metastases at baseline, at most 5 may enter: "
            "NT0, NT1, NT2, NT3, NT8+NT9, NT7, NT6, NT5",
        ),
        broken(
            "too-many-organ-systems",
            "4 organ systems at baseline, at most 3 may enter: liver, lymph nodes, lung, bone",
        ),
    )
    assert found.metastases == metastases_of(case, OLIGO)


@pytest.mark.parametrize(
    ("number", "least", "message"),
    [
        (0, 1, "0 liver metastases at baseline, at least 1 may enter"),
        (1, 2, "1 liver metastasis at baseline, at least 2 may enter"),
        (2, 3, "2 liver metastases at baseline, at least 3 may enter"),
    ],
)
def test_too_few_in_the_liver(number: int, least: int, message: str) -> None:
    trial = replace(RECIST11, eligibility=Eligibility(min_liver_metastases=least))
    found = eligibility(case_of(node("T1"), *livers(number)), trial).findings
    assert found == (broken("too-few-liver-metastases", message),)


SHARES = replace(
    RECIST11,
    eligibility=Eligibility(
        liver_involvement_below_percent=Decimal(70), liver_remnant_above_percent=Decimal(30)
    ),
)


OF_TUMOUR = "of the liver is tumour; less than 70 % is asked for"
REMAINS = "of the functional liver remains; more than 30 % is asked for"


@pytest.mark.parametrize(
    ("involved", "remnant", "found"),
    [
        ("69.999", "30.001", None),
        ("70", "30.001", ("error", "liver-involvement-too-high", f"70 % {OF_TUMOUR}")),
        ("70.001", "50", ("error", "liver-involvement-too-high", f"70.001 % {OF_TUMOUR}")),
        ("10", "30", ("error", "liver-remnant-too-low", f"30 % {REMAINS}")),
        (
            None,
            "31",
            ("warning", "liver-involvement-unknown", f"it is not known how much {OF_TUMOUR}"),
        ),
        ("69", None, ("warning", "liver-remnant-unknown", f"it is not known how much {REMAINS}")),
    ],
)
def test_shares_of_the_liver(
    involved: str | None, remnant: str | None, found: tuple[str, str, str] | None
) -> None:
    info = SubjectInfo(
        subject="1",
        liver_involvement_percent=None if involved is None else Decimal(involved),
        liver_remnant_percent=None if remnant is None else Decimal(remnant),
    )
    answer = eligibility(case_of(row(), info=info), SHARES)
    assert [(one.severity, one.code, one.message) for one in answer.findings] == (
        [found] if found else []
    )
    assert answer.eligible is (found is None or found[0] != "error")
    assert eligibility(case_of(row(), info=info), RECIST11).findings == ()


def test_measurable_disease_is_asked_for_in_the_primary_scope() -> None:
    trial = replace(
        RECIST11, scopes=("liver", "not-liver", "all"), measurable_disease_required=True
    )
    case = case_of(row("T1", axes("9")), row("T2", organ="lung"))
    found = eligibility(case, trial)
    assert told(found.findings) == [("error", "no-measurable-disease")]
    assert found.measurable == ()
    assert eligibility(case_of(row("T1"), row("T2", organ="lung")), trial).measurable == ("T1",)


# --- before a local treatment ---------------------------------------------------------------------

BEFORE_SURGERY = replace(RECIST11, eligibility=Eligibility(stable_or_responding_required=True))
SURGERY = START + timedelta(days=100)


def operated(day: date, *states: State) -> tuple[Finding, ...]:
    """Judge a baseline of 30 mm and further visits, eight weeks apart, with surgery on a day."""
    later = [
        row(state=state, visit=f"v{n}", day=(START + timedelta(days=56 * n)).isoformat())
        for n, state in enumerate(states, start=1)
    ]
    done = Treatment(subject="1", lesion="T1", date=day, kind=TreatmentKind.RESECTION)
    case = case_of(row(), *later, treatments=[done])
    return fit_for_local_treatment(assess(case, BEFORE_SURGERY))


UNFIT = [("error", "not-stable-or-responding")]
COURSES = [
    ([axes("30")], SURGERY, [], "stable"),
    ([axes("20")], SURGERY, [], "responding"),
    ([Absent()], SURGERY, [], "complete response"),
    ([axes("40")], SURGERY, UNFIT, "progression"),
    ([NotEvaluable("motion")], SURGERY, UNFIT, "not evaluable"),
    ([axes("30"), axes("60")], SURGERY, [], "what comes after the surgery is no matter"),
    ([axes("30"), axes("60")], START + timedelta(days=113), UNFIT, "the last one before it counts"),
    (
        [axes("40")],
        START + timedelta(days=56),
        [("warning", "response-before-unknown")],
        "same day",
    ),
    ([axes("40")], START + timedelta(days=57), UNFIT, "the day after"),
    ([], SURGERY, [("warning", "response-before-unknown")], "no visit"),
    ([axes("40")], START, [("warning", "response-before-unknown")], "on the day of the baseline"),
    ([axes("40")], START - timedelta(days=1), [], "treated before the baseline: its history"),
]


@pytest.mark.parametrize(("states", "day", "found", "why"), COURSES, ids=[c[3] for c in COURSES])
def test_only_stable_or_responding_disease_is_treated_locally(
    states: list[State], day: date, found: list[tuple[str, str]], why: str
) -> None:
    assert told(operated(day, *states)) == found


def test_the_visit_before_the_treatment_is_named() -> None:
    assert operated(SURGERY, axes("40")) == (
        Finding(
            severity=Severity.ERROR,
            code="not-stable-or-responding",
            message=(
                "v1 is PD before the local treatment on 2024-04-11; CR, PR or SD is asked for"
            ),
            visit="v1",
        ),
    )
    assert operated(SURGERY) == (
        Finding(
            severity=Severity.WARNING,
            code="response-before-unknown",
            message=(
                "no response is known before the local treatment on 2024-04-11; "
                "CR, PR or SD is asked for"
            ),
        ),
    )


def test_where_it_is_not_asked_for_or_nothing_is_treated_there_is_nothing_to_say() -> None:
    done = Treatment(subject="1", date=SURGERY, kind=TreatmentKind.RESECTION)
    treated, untreated = case_of(row(), treatments=[done]), case_of(row())
    assert fit_for_local_treatment(assess(treated, RECIST11)) == ()
    assert fit_for_local_treatment(assess(untreated, BEFORE_SURGERY)) == ()
    assert told(fit_for_local_treatment(assess(treated, BEFORE_SURGERY))) != []


@pytest.mark.parametrize("response", Response)
def test_stable_or_responding(response: Response) -> None:
    (baseline,) = assess(case_of(row()), RECIST11).visits
    holds = {Response.CR, Response.PR, Response.SD, Response.ICR, Response.IPR, Response.ISD}
    assert is_stable_or_responding(replace(baseline, overall=response)) is (response in holds)
    assert not is_stable_or_responding(baseline)
