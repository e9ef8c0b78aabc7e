"""The answers of several protocols side by side, and why they differ."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from recist.cli.output import count, table_text
from recist.cli.response_table import PARTIAL_NOTE, case_names, overall_cell, sum_cell
from recist.endpoints.best import best_response
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.protocol import Protocol
from recist.trial.comparison import BEST, CaseKey, Difference, by_case

NOT_JUDGED = "–"
MARK = "≠"
PLACE = ("subject", "reader", "scope", "visit", "date")
INDENT = "  "
PAGE_WIDTH = 100
LEAST_WIDTH = 40


def what_if_table(
    assessed: Sequence[tuple[Protocol, Sequence[CaseAssessment]]],
    differences: Sequence[Difference],
    width: int | None = None,
) -> str:
    """Return a table with a column per protocol, then each difference with its reason.

    A row whose answers differ is marked; a case that a protocol does not judge has a dash.

    Parameters
    ----------
    width : int, optional
        Of the terminal: where the table does not fit, dates and sums are left out.
    """
    heads = column_heads([protocol for protocol, _ in assessed])
    held = [by_case(assessments) for _, assessments in assessed]
    cases = _cases(held)
    differing = {(one.subject, one.reader, one.scope, one.visit) for one in differences}
    rows: list[list[str]] = []
    for key, name in zip(cases, case_names([cases[key] for key in cases]), strict=True):
        columns = [assessments.get(key) for assessments in held]
        for index, visit in enumerate(cases[key].visits):
            marked = (*key, visit.visit) in differing
            shown = [_visit(one, visit.visit) for one in columns]
            rows.append([*(name if index == 0 else ("", "", "")), visit.visit, visit.date.text])
            rows[-1] += [*_sums(shown), *map(_answer, shown), MARK if marked else ""]
        marked = (*key, BEST) in differing
        rows.append(["", "", "", BEST, "", *[""] * len(heads)])
        rows[-1] += [*map(_best, columns), MARK if marked else ""]
        rows.append([""] * len(rows[-1]))
    one_sum = _share_sums(rows, len(heads))
    sums = ["sum mm"] if one_sum else [f"{head} mm" for head in heads]
    partial = any(cell.startswith("(") for row in rows for cell in row)
    heading = [*PLACE, *sums, *heads, MARK]
    table = table_text(heading, rows[:-1], width=width, least=(("date",), sums))
    reasons = _reasons(differences, heads, assessed, max(width or PAGE_WIDTH, LEAST_WIDTH))
    return table + (PARTIAL_NOTE if partial else "") + reasons


def column_heads(protocols: Sequence[Protocol]) -> list[str]:
    """Call each protocol by its criteria, or by its id where two have the same criteria."""
    names = [protocol.criteria for protocol in protocols]
    return names if len(set(names)) == len(names) else [protocol.id for protocol in protocols]


def _cases(
    held: Sequence[Mapping[CaseKey, CaseAssessment]],
) -> dict[CaseKey, CaseAssessment]:
    """Return every case that any protocol judges, one subject's scopes together."""
    found: dict[CaseKey, CaseAssessment] = {}
    for assessments in held:
        for key, assessment in assessments.items():
            found.setdefault(key, assessment)
    courses = list(dict.fromkeys((subject, reader) for subject, reader, _ in found))
    return dict(sorted(found.items(), key=lambda item: courses.index(item[0][:2])))


def _visit(assessment: CaseAssessment | None, label: str) -> VisitAssessment | None:
    visits = () if assessment is None else assessment.visits
    return next((visit for visit in visits if visit.visit == label), None)


def _sums(visits: Sequence[VisitAssessment | None]) -> list[str]:
    return ["" if visit is None else sum_cell(visit) for visit in visits]


def _answer(visit: VisitAssessment | None) -> str:
    return NOT_JUDGED if visit is None else overall_cell(visit)


def _best(assessment: CaseAssessment | None) -> str:
    return NOT_JUDGED if assessment is None else str(best_response(assessment).response)


def _share_sums(rows: Sequence[list[str]], protocols: int) -> bool:
    """Leave one column of sums where every protocol has the same, and say whether so."""
    start = len(PLACE)
    sums = [{cell for cell in row[start : start + protocols] if cell} for row in rows]
    if any(len(found) > 1 for found in sums):
        return False
    for row, found in zip(rows, sums, strict=True):
        row[start : start + protocols] = ["".join(found)]
    return True


def _reasons(
    differences: Sequence[Difference],
    heads: Sequence[str],
    assessed: Sequence[tuple[Protocol, Sequence[CaseAssessment]]],
    width: int,
) -> str:
    names = {protocol.id: head for (protocol, _), head in zip(assessed, heads, strict=True)}
    several_scopes = len({case.case.scope for _, cases in assessed for case in cases}) > 1
    lines = ["", f"{MARK} {count(len(differences), 'difference')}"]
    for one in differences:
        where = [one.subject, f"reader {one.reader}" if one.reader else ""]
        where += [one.scope if several_scopes else "", one.visit]
        answers = (
            f"{names[protocol]} {answer}"
            for protocol, answer in zip(one.protocols, one.answers, strict=True)
        )
        lines.append(f"{' · '.join(filter(None, where))}: {', '.join(answers)}")
        lines.extend(
            textwrap.wrap(one.reason, width, initial_indent=INDENT, subsequent_indent=INDENT)
        )
    return "\n".join(lines) + "\n"
