"""What a reader is told: every figure of a sentence, every distance, clause and rule in order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from recist.criteria import recist11, registry
from recist.criteria.criterion import Criterion
from recist.criteria.rule_set import RuleSet, rule_set
from recist.criteria.thresholds import Thresholds
from recist.criteria.wording import Explanation, distances_in_words, explain, signed, signed_mm
from recist.model.assessment import CaseAssessment
from recist.model.length import Length
from recist.model.protocol import LocalTreatment, Options, Protocol
from tests.criteria.one_line import judged, treated

FIGURES = (
    *("sum", "baseline", "baseline_change", "nadir", "nadir_visit", "nadir_change"),
    *("pd_from", "pr_up_to", "pd_needs", "normal_node", "as_read"),
    *("progressing", "persisting", "unread", "new", "doubtful", "unread_targets"),
    "reappeared",
)
TEMPLATE = "\n".join(f"{name}={{{name}}}" for name in FIGURES)
OWN = Protocol(id="own", criteria="Own")


@pytest.fixture
def own_criterion(monkeypatch: pytest.MonkeyPatch) -> None:
    """A criterion that says all figures at every visit; its sums have a unit of their own."""
    sentences = dict.fromkeys(recist11.CLAUSES, TEMPLATE)
    rules = rule_set("own", Thresholds(), recist11.CLAUSES, sentences)
    known = registry.criteria() | {"Own": Criterion(name="Own", rules=rules, unit="cells")}
    monkeypatch.setattr(registry, "criteria", lambda: known)


def figures_at(assessment: CaseAssessment, index: int) -> dict[str, str]:
    """What the figures are at a visit, by name."""
    lines = explain(assessment, index)[0].text.splitlines()
    return dict(line.split("=") for line in lines)


NOBODY = {
    "progressing": "a non-target lesion",
    "persisting": "non-target disease",
    "unread": "a non-target lesion",
    "new": "a new lesion",
    "doubtful": "a finding",
    "unread_targets": "a target",
    "reappeared": "a target",
}
USUAL = NOBODY | {"normal_node": "10 mm", "pd_needs": "PD needs 20 % and 5 mm"}

# course, visit, what its figures are beside the usual ones, why
SUMS: list[tuple[str, int, dict[str, str], str]] = [
    (
        "0: T1=51.2 | 56: T1=60",
        1,
        {
            "sum": "60.0",
            "baseline": "51.2",
            "baseline_change": "+17.19",
            "nadir": "51.2",
            "nadir_visit": "baseline",
            "nadir_change": "8.8 cells (+17.19 %)",
            "pd_from": "61.5",
            "pr_up_to": "35.8",
            "as_read": "SD",
            "reappeared": "T1",
        },
        "tenths: thresholds are rounded to the inside of PD and PR",
    ),
    (
        "0: T1=51.21 | 56: T1=29.003 | 112: T1=30.003",
        2,
        {
            "sum": "30.003",
            "baseline": "51.21",
            "baseline_change": "−41.41",
            "nadir": "29.003",
            "nadir_visit": "day 56",
            "nadir_change": "1.0 cells (+3.45 %)",
            "pd_from": "34.804",
            "pr_up_to": "35.847",
            "as_read": "PR",
            "reappeared": "T1",
        },
        "hundredths: thresholds as they are",
    ),
    (
        "0: T1=50 | 56 week 8: T1=absent | 112: T1=4",
        2,
        {
            "sum": "4.0",
            "baseline": "50.0",
            "baseline_change": "−92.00",
            "nadir": "0.0",
            "nadir_visit": "week 8",
            "nadir_change": "4.0 cells",
            "pd_from": "5.0",
            "pr_up_to": "35.0",
            "pd_needs": "over a nadir of 0 the 5 mm alone decide",
            "as_read": "PD",
            "reappeared": "T1",
        },
        "over a nadir of 0 there is no percentage",
    ),
    (
        "0: T1=50 T2n=15.2 | 56: T1=not-evaluable T2n=not-done",
        1,
        {
            "sum": "–",
            "baseline": "65.2",
            "baseline_change": "–",
            "nadir": "65.2",
            "nadir_visit": "baseline",
            "nadir_change": "–",
            "pd_from": "78.3",
            "pr_up_to": "45.6",
            "as_read": "NE",
            "unread_targets": "T1 and T2",
        },
        "no sum",
    ),
    (
        "0: T1=50 T2=absent | 56: T1=50 T2n=absent",
        1,
        {
            "sum": "50.0",
            "baseline": "–",
            "baseline_change": "–",
            "nadir": "–",
            "nadir_visit": "–",
            "nadir_change": "–",
            "pd_from": "–",
            "pr_up_to": "–",
            "as_read": "NE",
            "reappeared": "T1",
        },
        "no baseline",
    ),
    (
        "0: T1=50 | 56: T1=50",
        1,
        {
            "sum": "50.0",
            "baseline": "50.0",
            "baseline_change": "0.00",
            "nadir": "50.0",
            "nadir_visit": "baseline",
            "nadir_change": "0.0 cells (0.00 %)",
            "pd_from": "60.0",
            "pr_up_to": "35.0",
            "as_read": "SD",
            "reappeared": "T1",
        },
        "no change has no sign",
    ),
]


@pytest.mark.usefixtures("own_criterion")
@pytest.mark.parametrize(("course", "visit", "said", "why"), SUMS, ids=[one[3] for one in SUMS])
def test_figures_of_the_sum(course: str, visit: int, said: dict[str, str], why: str) -> None:
    assert figures_at(judged(course, OWN), visit) == USUAL | said


# course, visit, which lesions stand behind the figures, why
CAUSES: list[tuple[str, int, dict[str, str], str]] = [
    (
        (
            "0: NT1=present NT2=present NT3=present NT4=present M1=raised | "
            "56: NT1=progression NT2=suspected NT3=not-done NT4=present M1=raised"
        ),
        1,
        {"progressing": "NT1", "persisting": "NT4, NT2 and M1", "unread": "NT3"},
        "non-targets and a raised marker",
    ),
    (
        "0: NT1=present M1=raised M2=raised | 56: NT1=not-evaluable M1=not-done M2=normal",
        1,
        {"unread": "NT1 and M1"},
        "what was not read",
    ),
    (
        (
            "0: NT1=present | 56: NT1=present | 112: NT1=absent L1=unequivocal L2=equivocal | "
            "168: NT1=absent L3=unequivocal | 224: NT1=absent L1=absent"
        ),
        3,
        {"new": "L1 and L3"},
        "new lesions that stand, those of the visit itself too",
    ),
    (
        "0: NT1=present | 56: NT1=absent L1=unequivocal | 112: NT1=absent L1=absent",
        2,
        {},
        "new lesions that are gone again",
    ),
    (
        "0: NT1=present | 56: NT1=present L1=unequivocal | 112: NT1=present L1=equivocal",
        2,
        {"new": "L1", "persisting": "NT1"},
        "a doubt takes nothing back",
    ),
    (
        (
            "0: NT1=present | 56: NT1=present | 112: NT1=present L1=equivocal | "
            "168: NT1=present L1=unequivocal"
        ),
        1,
        {"persisting": "NT1"},
        "before the first doubt nothing is doubtful",
    ),
    (
        (
            "0: NT1=present | 56: NT1=present | 112: NT1=present L1=equivocal | "
            "168: NT1=present L1=unequivocal"
        ),
        2,
        {"persisting": "NT1", "doubtful": "L1"},
        "from the first doubt on",
    ),
    (
        "0: T1=50 T2=20 T3n=12 T4=30 | 56: T1=absent T2=10 T3n=9 T4=too-small",
        1,
        {"reappeared": "T2 and T4"},
        "what is left of the targets: a normal node is not",
    ),
    (
        "0: T1=50 T2=20 | 56: T1.1=20>T1 T1.2=not-done>T1 T2=20",
        1,
        {"unread_targets": "T1.2", "reappeared": "T2"},
        "fragments bear their own names",
    ),
    (
        (
            "0: NT1[lymph node,short_axis_mm=20]=present NT2=present | "
            "56: NT1[lymph node,short_axis_mm=9]=present NT2=present"
        ),
        1,
        {"persisting": "NT2"},
        "a normal node does not persist",
    ),
]


@pytest.mark.usefixtures("own_criterion")
@pytest.mark.parametrize(("course", "visit", "said", "why"), CAUSES, ids=[o[3] for o in CAUSES])
def test_the_lesions_behind_a_rule(course: str, visit: int, said: dict[str, str], why: str) -> None:
    figures = figures_at(judged(course, OWN), visit)
    assert {name: figures[name] for name in NOBODY} == NOBODY | said


@pytest.mark.usefixtures("own_criterion")
def test_a_lesion_of_which_two_rows_say_the_same_is_named_once() -> None:
    course = "0: T1=50 | 56: T1=30 T1.1=not-done>T1 | 112: T1=not-done"
    assert figures_at(judged(course, OWN), 2)["unread_targets"].count("T1") == 1


@pytest.mark.usefixtures("own_criterion")
def test_what_has_left_the_assessment_is_not_named() -> None:
    planned = replace(OWN, options=Options(local_treatment=LocalTreatment.PLANNED))
    assessment = judged("0: T1=50 T2=20 | 56: T1=40 T2=20", planned, treated("T1", 30))
    assert figures_at(assessment, 1)["reappeared"] == "T2"


@pytest.mark.usefixtures("own_criterion")
def test_a_baseline_of_0_has_no_percentage() -> None:
    nothing = replace(OWN, options=Options(too_small=Length(0)))
    figures = figures_at(judged("0: T1=too-small | 56: T1=3", nothing), 1)
    assert (figures["baseline"], figures["baseline_change"]) == ("0.0", "–")


def test_a_criterion_may_have_figures_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def more(assessment: CaseAssessment, index: int, rules: RuleSet) -> dict[str, str]:
        return {"told": f"{assessment.visits[index].overall} by {rules.new_lesion.id}"}

    sentences = dict.fromkeys(recist11.CLAUSES, "{told}")
    rules = rule_set("more", Thresholds(), recist11.CLAUSES, sentences)
    known = {"More": Criterion(name="More", rules=rules, more_figures=more)}
    monkeypatch.setattr(registry, "criteria", lambda: known)
    assessment = judged("0: T1=50 | 56: T1=30", Protocol(id="more", criteria="More"))
    assert {one.text for one in explain(assessment, 1)} == {"PR by more/new-lesion/unequivocal"}


@pytest.mark.parametrize("column", ["non-targets", "new"])
def test_a_visit_that_is_not_aligned_with_its_case_is_refused(column: str) -> None:
    assessment = judged("0: T1=50 NT1=present | 56: T1=50 NT1=present L1=unequivocal")
    baseline, visit = assessment.case.visits
    if column == "new":
        broken = replace(visit, new=(*visit.new, None))
    else:
        broken = replace(visit, non_targets=(*visit.non_targets, ()))
    case = replace(assessment.case, visits=(baseline, broken))
    with pytest.raises(ValueError, match="zip"):
        explain(replace(assessment, case=case), 1)


def test_rules_stand_in_the_order_in_which_they_led_to_the_response() -> None:
    course = "0: T1=50 NT1=present | 56: T1=30 NT1=progression L1=unequivocal"
    assert explain(judged(course), 1) == (
        Explanation(
            id="recist11/target/PR",
            citation="Eisenhauer 2009 §4.3.1",
            text="30.0 mm is −40.00 % against the baseline of 50.0 mm; PR up to 35.0 mm.",
        ),
        Explanation(
            id="recist11/non-target/PD",
            citation="Eisenhauer 2009 §4.3.4",
            text="Unequivocal progression of NT1.",
        ),
        Explanation(
            id="recist11/new-lesion/unequivocal",
            citation="Eisenhauer 2009 §4.3.5",
            text="Unequivocally new: L1.",
        ),
        Explanation(
            id="recist11/table1/PD-non-target",
            citation="Eisenhauer 2009 Table 1",
            text="Non-targets PD.",
        ),
    )


@pytest.mark.parametrize(
    ("course", "visit", "lines"),
    [
        ("0: T1=50", 0, []),
        ("0: T1=50 | 56: T1=52", 1, ["PD {away} 8.0 mm larger.", "PR {away} 17.0 mm smaller."]),
        ("0: T1=50 | 56: T1=60", 1, ["The sum is 0.0 mm inside PD."]),
        ("0: T1=50 | 56: T1=65", 1, ["The sum is 5.0 mm inside PD."]),
        (
            "0: T1=50 | 56: T1=59.999",
            1,
            ["PD {away} 0.001 mm larger.", "PR {away} 24.999 mm smaller."],
        ),
        ("0: T1=50 | 56: T1=35", 1, ["PD {away} 25.0 mm larger.", "The sum is 0.0 mm inside PR."]),
        ("0: T1=50 | 56: T1=33", 1, ["PD {away} 27.0 mm larger.", "The sum is 2.0 mm inside PR."]),
        ("0: T1=50 T2=20 | 56: T1=50 T2=not-done", 1, ["PD {away} 34.0 mm larger."]),
        ("0: T1=50 | 56: T1=not-done", 1, []),
        ("0: T1=50 | 56: T1=absent | 112: T1=3", 2, []),
        ("0: T1=50 | 56: T1=absent", 1, ["PD {away} 60.0 mm larger."]),
    ],
)
def test_distances(course: str, visit: int, lines: list[str]) -> None:
    wanted = [line.format(away="would have needed a sum") for line in lines]
    assert distances_in_words(judged(course).visits[visit]) == wanted


def test_distances_have_the_unit_of_the_criterion() -> None:
    visit = judged("0: T1=50 | 56: T1=52").visits[1]
    assert [line.split()[7] for line in distances_in_words(visit, "cells")] == ["cells", "cells"]
    inside = [judged(f"0: T1=50 | 56: T1={size}").visits[1] for size in (33, 65)]
    assert "The sum is 2.0 cells inside PR." in distances_in_words(inside[0], "cells")
    assert distances_in_words(inside[1], "cells") == ["The sum is 5.0 cells inside PD."]


@pytest.mark.parametrize(
    ("change", "text"), [("20", "+20"), ("-29.51", "−29.51"), ("0.00", "0.00"), ("-0.00", "0.00")]
)
def test_a_percentage_carries_its_sign(change: str, text: str) -> None:
    assert signed(Decimal(change)) == text


@pytest.mark.parametrize(("um", "text"), [(1, "+0.001"), (-1, "−0.001")])
def test_the_least_change_carries_its_sign(um: int, text: str) -> None:
    assert signed_mm(um) == text
