"""irRC (Wolchok 2009, Clin Cancer Res 15:7412–7420) as a plug-in of recist.

The tumour burden is the sum of the products of both axes of every target, and of every new
lesion that can be measured: a new lesion is no progression by itself. PR is half the baseline
burden, PD a quarter over the smallest, both bounds included. Products are compared exactly, in
square micrometres; the sums that are reported are thousandths of a square millimetre.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from recist.criteria.criterion import Criterion
from recist.criteria.rule_set import RuleSet
from recist.criteria.table import EITHER, NO, YES, Rule, compile_table, one_of
from recist.criteria.thresholds import Thresholds
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.case import Case, Visit
from recist.model.length import mm_text
from recist.model.protocol import Protocol
from recist.model.reading import (
    Absent,
    Equivocal,
    Measured,
    Merged,
    NotEvaluable,
    Reading,
    State,
    TooSmall,
    Unequivocal,
)
from recist.model.response import NewLesion, Response

PAPER = "Wolchok 2009"
UNIT = "mm²"
MEASURABLE_UM = 5_000
UM2_PER_THOUSANDTH = 1_000


class Read(StrEnum):
    """How much of the tumour burden has a value."""

    NOTHING = "nothing"
    PART = "part"
    ALL = "all"


def _row(
    id: str, inputs: tuple[frozenset[object], ...], outcome: Response, text: str
) -> Rule[Response]:
    return Rule(id=f"irrc/burden/{id}", inputs=inputs, outcome=outcome, citation=PAPER, text=text)


BURDEN = "{sum} mm²"
ALL, PART, NOTHING = one_of(Read.ALL), one_of(Read.PART), one_of(Read.NOTHING)
INPUTS = (Read, (True, False), (True, False), (True, False), (True, False))
"""How much was read, burden gone, other disease left, growth by a quarter, shrinkage by half."""
ROWS = (
    _row(
        "NE-none-read",
        (NOTHING, EITHER, EITHER, EITHER, EITHER),
        Response.NE,
        "There is no tumour burden to compare.",
    ),
    _row(
        "PD-part",
        (PART, EITHER, EITHER, YES, EITHER),
        Response.PD,
        f"What was measured is alone {BURDEN}: PD from {{pd_from}} mm².",
    ),
    _row(
        "NE-part",
        (PART, EITHER, EITHER, NO, EITHER),
        Response.NE,
        f"Not everything was measured; the rest is {BURDEN}, PD from {{pd_from}} mm².",
    ),
    _row(
        "CR", (ALL, YES, NO, EITHER, EITHER), Response.CR, "No target and no other lesion is left."
    ),
    _row(
        "PR-rest",
        (ALL, YES, YES, EITHER, EITHER),
        Response.PR,
        "No target is left, but other disease is, or was not assessed.",
    ),
    _row(
        "PD",
        (ALL, NO, EITHER, YES, EITHER),
        Response.PD,
        f"{BURDEN} with new lesions; PD from {{pd_from}} mm², 25 % over {{nadir}} mm².",
    ),
    _row(
        "PR",
        (ALL, NO, EITHER, NO, YES),
        Response.PR,
        f"{BURDEN} with new lesions; PR up to {{pr_up_to}} mm², half of {{baseline}} mm².",
    ),
    _row(
        "SD",
        (ALL, NO, EITHER, NO, NO),
        Response.SD,
        f"{BURDEN} with new lesions: neither PR (up to {{pr_up_to}} mm²) nor PD (from "
        "{pd_from} mm²).",
    ),
)
NEW_LESION = _row("new", (), Response.SD, "A new lesion is part of the burden.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """The tumour burden of a visit: products in square micrometres, None for a missing one."""

    products_um2: tuple[int | None, ...]
    other_disease: bool
    new: NewLesion

    @property
    def total_um2(self) -> int:
        """The sum of what was measured."""
        return sum(product or 0 for product in self.products_um2)

    @property
    def read(self) -> Read:
        """How much of it has a value."""
        known = [product is not None for product in self.products_um2]
        return Read.ALL if all(known) else Read.PART if any(known) else Read.NOTHING


def product_um2(state: State, too_small_um: int) -> int | None:
    """Return the product of both axes; None where one of them lacks."""
    match state:
        case Measured(axes) | Unequivocal(axes):
            if axes.longest is None or axes.short is None:
                return None
            return axes.longest.um * axes.short.um
        case TooSmall():
            return too_small_um**2
        case Absent() | Merged():
            return 0
        case _:
            return None


def burden_at(case: Case, visit: Visit, known: set[str], too_small_um: int) -> Burden:
    """Add up a visit; ``known`` are the measurable new lesions of earlier visits, kept up."""
    targets = [product_um2(part.state, too_small_um) for parts in visit.targets for part in parts]
    new: list[int | None] = []
    rest = False
    for lesion, reading in zip(case.new_lesions, visit.new, strict=True):
        if reading is not None and _measurable(reading):
            known.add(lesion.id)
        if lesion.id in known:
            new.append(None if reading is None else product_um2(reading.state, too_small_um))
        elif reading is not None and not isinstance(reading.state, Absent | Equivocal):
            rest = True
    left = any(not isinstance(part.state, Absent) for parts in visit.non_targets for part in parts)
    return Burden(products_um2=(*targets, *new), other_disease=left or rest, new=_strongest(visit))


def _measurable(reading: Reading) -> bool:
    if not isinstance(reading.state, Unequivocal):
        return False
    axes = reading.state.diameters
    return all(axis is not None and axis.um >= MEASURABLE_UM for axis in (axes.longest, axes.short))


def _strongest(visit: Visit) -> NewLesion:
    states = [reading.state for reading in visit.new if reading is not None]
    if any(isinstance(state, Unequivocal) for state in states):
        return NewLesion.UNEQUIVOCAL
    doubtful = any(isinstance(state, Equivocal | NotEvaluable) for state in states)
    return NewLesion.EQUIVOCAL if doubtful else NewLesion.NONE


def judge_irrc(case: Case, protocol: Protocol, rules: RuleSet) -> CaseAssessment:
    """Judge every visit of a case by its tumour burden."""
    too_small_um = protocol.options.too_small.um
    known: set[str] = set()
    first = burden_at(case, case.visits[0], known, too_small_um)
    baseline = first.total_um2 if first.products_um2 and first.read is Read.ALL else None
    assessed = [_visit(case.visits[0], first, None, None, None, rules)]
    nadir, nadir_visit = baseline, case.visits[0].label
    for visit in case.visits[1:]:
        burden = burden_at(case, visit, known, too_small_um)
        assessed.append(_visit(visit, burden, baseline, nadir, nadir_visit, rules))
        if nadir is not None and burden.read is Read.ALL and burden.total_um2 < nadir:
            nadir, nadir_visit = burden.total_um2, visit.label
    return CaseAssessment(
        case=case,
        protocol=protocol,
        visits=tuple(_marked(assessed)),
        findings=case.findings,
    )


def _visit(
    visit: Visit,
    burden: Burden,
    baseline: int | None,
    nadir: int | None,
    nadir_visit: str | None,
    rules: RuleSet,
) -> VisitAssessment:
    row = None if nadir_visit is None else _row_of(burden, baseline, nadir, rules)
    outcome = None if row is None else row.outcome
    own = burden.total_um2 if burden.read is not Read.NOTHING else None
    pd_from = None if nadir is None else rules.thresholds.pd_from(nadir)
    pr_up_to = None if baseline is None else rules.thresholds.pr_up_to(baseline)
    return VisitAssessment(
        visit=visit.label,
        date=visit.date,
        response_date=visit.last_date,
        target=outcome,
        target_literal=outcome,
        non_target=None,
        new_lesion=burden.new,
        overall=outcome,
        overall_as_read=outcome,
        sum_um=_shown(own),
        complete=burden.read is Read.ALL,
        baseline_sum_um=_shown(own if row is None else baseline),
        nadir_sum_um=_shown(nadir),
        nadir_visit=nadir_visit,
        # Thresholds are rounded inwards, so that what is shown is surely reached.
        pd_from_um=None if pd_from is None else -(-pd_from // UM2_PER_THOUSANDTH),
        pr_up_to_um=None if pr_up_to is None else pr_up_to // UM2_PER_THOUSANDTH,
        rules=() if row is None else (row.id,),
    )


def _row_of(
    burden: Burden, baseline: int | None, nadir: int | None, rules: RuleSet
) -> Rule[Response]:
    total = burden.total_um2
    if baseline is None or nadir is None:
        return rules.target[Read.NOTHING, False, False, False, False]
    growth = total >= rules.thresholds.pd_from(nadir)
    response = total <= rules.thresholds.pr_up_to(baseline)
    return rules.target[burden.read, total == 0, burden.other_disease, growth, response]


def _shown(um2: int | None) -> int | None:
    return None if um2 is None else (um2 + UM2_PER_THOUSANDTH // 2) // UM2_PER_THOUSANDTH


def _marked(visits: list[VisitAssessment]) -> Iterator[VisitAssessment]:
    ended = False
    for visit in visits:
        yield replace(visit, after_progression=ended)
        ended = ended or visit.overall is Response.PD


def figures(assessment: CaseAssessment, index: int, rules: RuleSet) -> Mapping[str, str]:
    """Return the thresholds of a visit as they were judged by."""
    visit = assessment.visits[index]
    return {"pd_from": mm_text(visit.pd_from_um or 0), "pr_up_to": mm_text(visit.pr_up_to_um or 0)}


RULES = RuleSet(
    thresholds=Thresholds(response_percent=50, progression_percent=25, progression_floor_um=0),
    target=compile_table(ROWS, INPUTS),
    non_target={},
    visit={},
    new_lesion=NEW_LESION,
    back_dating=NEW_LESION,
    rows=ROWS,
)
CRITERION = Criterion(name="irRC", rules=RULES, judging=judge_irrc, more_figures=figures, unit=UNIT)
