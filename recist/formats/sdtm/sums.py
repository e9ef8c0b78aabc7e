"""The sums of TR: of each judged visit its sum of diameters, and how it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from recist.criteria.figures import baseline_percent, nadir_change_um, nadir_percent
from recist.criteria.registry import criterion_of
from recist.criteria.sums import Adder, TargetSum, as_baseline
from recist.formats.sdtm.context import Context
from recist.formats.sdtm.dataset import Cell, SdtmRecord, Source
from recist.formats.sdtm.dates import new_sum_date, sum_date
from recist.formats.sdtm.quantities import millimetres, percent
from recist.formats.sdtm.terms import test_name
from recist.formats.sdtm.words import NOT_DONE, sum_group
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.case import Case
from recist.model.dates import ScanDate
from recist.model.length import mm_text

INCOMPLETE = "NOT ALL TARGET LESIONS EVALUATED"
NEW_INCOMPLETE = "NOT ALL NEW TARGET LESIONS EVALUATED"
TREATED = "ALL TARGET LESIONS TREATED LOCALLY"

Qualifiers = tuple[tuple[str, str], ...]
"""What no variable says of a record, by QNAM."""


def sum_records(context: Context) -> Iterator[SdtmRecord]:
    """Make the sums of every protocol and case, visit by visit, without their numbers."""
    for judged in context.record.judged:
        for case in judged.cases:
            for index, visit in enumerate(case.visits):
                yield from _of_visit(context, case, index, visit)


def _of_visit(
    context: Context, case: CaseAssessment, index: int, visit: VisitAssessment
) -> Iterator[SdtmRecord]:
    added = added_up(case, index)
    more = _qualifiers(context, case, index)
    dated = sum_date(added, case.case.visits[index])
    for result in _results(case, added, index, visit):
        yield _record(context, case, index, "TARGET", dated, result, more)
        more = ()
    if visit.new_targets:
        result = _new_sum(visit)
        dated = new_sum_date(case.case, case.case.visits[index], visit.new_targets)
        more = (*more, *_new_qualifiers(visit))
        yield _record(context, case, index, "NEW TARGET", dated, result, more)


def _record(
    context: Context,
    case: CaseAssessment,
    index: int,
    group: str,
    dated: ScanDate,
    result: dict[str, Cell],
    more: Qualifiers,
) -> SdtmRecord:
    held, visit = case.case, case.visits[index]
    values: dict[str, Cell] = {
        "TRGRPID": sum_group(held.scope, group),
        "TRSPID": case.protocol.id,
        "TRLNKGRP": context.group(visit.visit, held.reader),
        "TRTEST": test_name("TR", str(result["TRTESTCD"])),
        "TRBLFL": "Y" if index == 0 else "",
        **context.evaluator("TR", held.subject, held.reader),
        **context.visit(visit.visit),
        **context.timing("TR", held.subject, dated),
        **result,
    }
    source = Source(
        subject=held.subject,
        reader=held.reader,
        visit=visit.visit,
        scope=held.scope,
        protocol=case.protocol.id,
    )
    return SdtmRecord(domain="TR", values=values, source=source, more=more)


def _results(
    case: CaseAssessment, added: TargetSum, index: int, visit: VisitAssessment
) -> Iterator[dict[str, Cell]]:
    if visit.sum_um is not None and visit.complete:
        yield millimetres("SUMDIAM", visit.sum_um)
        yield from _without_nodes(case, added)
        yield from _changes(visit)
    elif case.case.targets:
        # Without a value, yet complete: nothing is left that could be added up.
        is_gone = visit.complete and len(_left_out(case.case, index)) == len(case.case.targets)
        yield _undone(TREATED if is_gone else INCOMPLETE)


def _new_sum(visit: VisitAssessment) -> dict[str, Cell]:
    if visit.new_sum_um is None or not visit.new_complete:
        return _undone(NEW_INCOMPLETE)
    return millimetres("SUMDIAM", visit.new_sum_um)


def _undone(reason: str) -> dict[str, Cell]:
    return {"TRTESTCD": "SUMDIAM", "TRSTAT": NOT_DONE, "TRREASND": reason}


def _changes(visit: VisitAssessment) -> Iterator[dict[str, Cell]]:
    grown, from_baseline, from_nadir = (
        nadir_change_um(visit),
        baseline_percent(visit),
        nadir_percent(visit),
    )
    if grown is not None:
        yield millimetres("ACNSD", grown)
    if from_baseline is not None:
        yield percent("PCBSD", from_baseline)
    if from_nadir is not None:
        yield percent("PCNSD", from_nadir)


def _without_nodes(case: CaseAssessment, added: TargetSum) -> Iterator[dict[str, Cell]]:
    """Add up the lesions that are no nodes, and tell the state of the nodes."""
    others = [one.value_um for one in added.values if not one.lesion.nodal]
    nodes = [one.value_um or 0 for one in added.values if one.lesion.nodal]
    if others:
        yield millimetres("SUMNLNLD", sum(um or 0 for um in others))
    if nodes:
        normal = criterion_of(case.protocol).rules.thresholds.normal_node_below_um
        word = "NON-PATHOLOGICAL" if max(nodes) < normal else "PATHOLOGICAL"
        yield {"TRTESTCD": "LNSTATE", "TRORRES": word, "TRSTRESC": word}


def added_up(case: CaseAssessment, index: int) -> TargetSum:
    """Add up the targets of a visit once more, part by part."""
    visit = case.case.visits[index]
    rules = criterion_of(case.protocol).rules
    too_small = case.protocol.options.too_small.um
    adder = Adder(case.case.targets, rules.thresholds, too_small, visit.left)
    added = adder.add_up(visit.targets)
    return as_baseline(added) if index == 0 else added


def _qualifiers(context: Context, case: CaseAssessment, index: int) -> Qualifiers:
    """Return what no variable says of a sum."""
    visit = case.visits[index]
    found = [("RCCRIT", case.protocol.criteria)]
    if not visit.complete and visit.sum_um is not None:
        found.append(("RCPARTSM", mm_text(visit.sum_um)))
    own, first = case.protocol.options.too_small, context.record.protocol.options.too_small
    if own != first:
        found.append(("RCTOOSM", str(own)))
    left = _left_out(case.case, index)
    if left:
        found.append(("RCLEFT", ", ".join(left)))
    return tuple(found)


def _new_qualifiers(visit: VisitAssessment) -> Qualifiers:
    """Return which new lesions a sum is of, and of an incomplete one what was measured."""
    of = ("RCPARTS", ", ".join(visit.new_targets))
    if visit.new_complete or visit.new_sum_um is None:
        return (of,)
    return (of, ("RCPARTSM", mm_text(visit.new_sum_um)))


def _left_out(held: Case, index: int) -> list[str]:
    """Return the targets whose reading does not count any more: they were treated locally."""
    visit, begun = held.visits[index], held.visits[0].date.earliest
    treated: dict[str, date] = {}
    for one in held.treatments:
        if begun is None or one.date >= begun:
            treated[one.lesion] = min(one.date, treated.get(one.lesion, one.date))
    left = []
    for lesion, parts in zip(held.targets, visit.targets, strict=True):
        days = [part.date.day for part in parts if part.date.day is not None]
        day = max(days) if days else visit.date.earliest
        if index and lesion.id in treated and day is not None and day >= treated[lesion.id]:
            left.append(lesion.id)
    return left
