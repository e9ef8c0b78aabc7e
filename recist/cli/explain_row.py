"""``recist explain --row``: from a row of an exported dataset to lesion, image and end points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from recist.app import exported_rows
from recist.cli.output import warn
from recist.cli.reasoning import best_lines, visit_lines
from recist.cli.record_source import RecordSource
from recist.model.words import word_of
from recist.trial.calipers import Axis, is_point
from recist.trial.exporting import head_line
from recist.trial.record import ExportRecord, ReadChoice
from recist.trial.row_cells import cells_from_row
from recist.trial.row_chain import (
    RESULTS,
    ExportedRow,
    Link,
    asked_row,
    case_behind,
    links_of,
    row_named,
)
from recist.trial.stated_reasons import sum_in_words

AXES = (
    ("longest_diameter_mm", "longest diameter"),
    ("short_axis_mm", "short axis"),
    ("viable_diameter_mm", "viable diameter"),
)


def explain_row(source: RecordSource, asked: str, out: Path | None, *, is_default: bool) -> None:
    """Explain one row of RS or TR.

    Parameters
    ----------
    is_default : bool
        Whether nobody has named the protocols.
    """
    domain, subject, seq = asked_row(asked)
    if is_default and source.seen is None:
        # Another protocol has other scopes and sums, and so other numbers for the same rows.
        ids = ", ".join(one.id for one in source.source.protocols)
        warn(
            f"the row is that of an export under {ids}; of any other export name its protocols "
            "with --protocol, in its order"
        )
    record = source.record(ReadChoice.ALL)
    rows = exported_rows(record)
    row = row_named(rows, domain, subject, seq)
    lines = [_head(row), "", *_reasoning(record, row)]
    for link in links_of(record, row, rows):
        lines.extend(["", *_link(link)])
    if source.source.head:
        lines.extend(["", head_line(source.source.head)])
    text = "\n".join(lines) + "\n"
    source.source.give(text, out, command="explain", what="explanation", format="text")


def _head(row: ExportedRow) -> str:
    parts = [
        f"{row.domain} {row.seq} of {row.subject}: {row.said}",
        f"new lesions {row.sum_of}" if row.sum_of else "",
        row.visit,
        f"reader {row.reader}" if row.reader else "",
        row.lesion,
        f"scope {row.scope}" if row.scope else "",
        f"protocol {row.protocol}" if row.protocol else "",
    ]
    return " · ".join(part for part in parts if part)


def _reasoning(record: ExportRecord, row: ExportedRow) -> list[str]:
    """Return the reasoning of the visit that a row is of; of a best response that of the course."""
    case = case_behind(record, row)
    if case is None:
        return ["It stands in the subject table; no reading says it."]
    for index, visit in enumerate(case.visits):
        if visit.visit.casefold() == row.visit.casefold():
            lines = visit_lines(case, index)
            # A record of TR that is of no lesion is of the sum, or of one of new lesions.
            is_sum = row.domain == RESULTS and not row.lesion and not row.sum_of
            told = is_sum and sum_in_words(case, visit)
            return [lines[0], f"  {told}", *lines[1:]] if told else lines
    return best_lines(case)


def _link(link: Link) -> Iterator[str]:
    row = link.row
    cells = cells_from_row(row)
    place = ", ".join(part for part in (row.organ, row.site) if part)
    values = [f"{cells[column]} mm {name}" for column, name in AXES if cells[column]]
    name = f"{row.lesion} {row.role}" + (f", {place}" if place else "")
    yield f"{name}: {', '.join([word_of(row.state), *values])}"
    for result in link.results:
        yield f"  TR {result.seq}: {result.said}"
    if row.image:
        yield f"  image {row.image}"
    if link.file:
        yield f"  file {link.file}"
    if (caliper := link.caliper) is None:
        return
    if is_point(caliper):
        yield f"  marked at {_point(caliper.long_axis_lps_mm[0])} LPS mm"
        return
    yield f"  long axis {_axis(caliper.long_axis_lps_mm)} LPS mm"
    if caliper.short_axis_lps_mm is not None:
        yield f"  short axis {_axis(caliper.short_axis_lps_mm)} LPS mm"


def _axis(axis: Axis) -> str:
    return " to ".join(_point(point) for point in axis)


def _point(point: tuple[float, float, float]) -> str:
    return f"({', '.join(f'{one:.3f}' for one in point)})"
