"""Write the rule pages: one per criterion, each row of its tables with the reason for it.

What a row covers, its outcome, its clause and its sentence come from the tables that the engine
judges by; the reasoning is written by hand, in ``reasoning/``, under the row's id. Run it after
a change to either: ``python docs/rules/make.py``.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from recist.criteria.registry import criteria
from recist.criteria.table import Rule
from recist.criteria.thresholds import Thresholds
from recist.endpoints import best_rows
from recist.model.length import mm_text

HERE = Path(__file__).parent
REASONING = HERE / "reasoning"
HEADING = re.compile(r"(?m)^## (\S+)$")
FIGURE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its file and title, and the criterion whose rows it shows (else best response)."""

    file: str
    title: str
    reasoning: str
    criterion: str | None = None

    def rows(self) -> tuple[Rule[Any], ...]:
        """Return the rows that the page has to show."""
        if self.criterion is None:
            return tuple(best_rows.ROWS.values())
        return criteria()[self.criterion].rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading, the second parts of the ids below it, and what their inputs are called."""

    heading: str
    groups: tuple[str, ...]
    inputs: tuple[str, ...] = ()


PAGES = (
    Page(
        file="recist-1.1.md",
        title="RECIST 1.1",
        reasoning="recist11.md",
        criterion="RECIST 1.1",
    ),
    Page(
        file="recist-1.0.md",
        title="RECIST 1.0",
        reasoning="recist10.md",
        criterion="RECIST 1.0",
    ),
    Page(file="irecist.md", title="iRECIST", reasoning="irecist.md", criterion="iRECIST"),
    Page(file="mrecist.md", title="mRECIST", reasoning="mrecist.md", criterion="mRECIST"),
    Page(file="best-response.md", title="Best overall response", reasoning="best.md"),
)
PARTS = (
    Part(
        heading="Target response",
        groups=("target",),
        inputs=(
            "targets measured",
            "what is left of them",
            "sum reaches PD",
            "sum reaches PR",
            "earlier PR holds",
        ),
    ),
    Part(
        heading="Non-target response",
        groups=("non-target",),
        inputs=(
            "progression called",
            "back after an overall CR",
            "something unread",
            "something persists",
        ),
    ),
    Part(
        heading="Response of the visit",
        groups=("table1", "table2", "visit"),
        inputs=("target", "non-target", "unequivocal new lesion", "anything assessed"),
    ),
    Part(
        heading="The course of a progression",
        groups=("course",),
        inputs=(
            "before the visit",
            "the visit shows",
            "growth since the first iUPD",
            "recovery from it",
            "when it lies",
        ),
    ),
    Part(heading="What confirms a progression", groups=("growth",)),
    Part(heading="New lesions", groups=("new-lesion", "new")),
)


def pages() -> dict[str, str]:
    """Return the text of every page by its file name."""
    return {page.file: _text(page) for page in PAGES if _is_there(page)}


def reasons(page: Page) -> tuple[str, dict[str, str]]:
    """Read the hand-written part of a page: what stands above, and the reason by row id."""
    above, *parts = HEADING.split((REASONING / page.reasoning).read_text("utf-8"))
    texts = (part.strip() for part in parts[1::2])
    return above.strip(), dict(zip(parts[::2], texts, strict=True))


def _is_there(page: Page) -> bool:
    return page.criterion is None or page.criterion in criteria()


def _text(page: Page) -> str:
    above, reason = reasons(page)
    lines = [f"# {page.title}", "", "<!-- Made by docs/rules/make.py. -->", "", above, ""]
    if page.criterion is not None:
        lines += _figures(criteria()[page.criterion].rules.thresholds)
    for heading, rows, names in _parts(page.rows()):
        if heading:
            lines += [f"## {heading}", ""]
        for row in rows:
            lines += _row(row, names, _domains(rows), reason.get(row.id, ""))
    return "\n".join(lines).rstrip() + "\n"


def _parts(
    rows: Sequence[Rule[Any]],
) -> Iterator[tuple[str, list[Rule[Any]], tuple[str, ...]]]:
    known = {group for part in PARTS for group in part.groups}
    for part in PARTS:
        held = [row for row in rows if _group(row) in part.groups]
        if held:
            yield part.heading, held, part.inputs
    rest = [row for row in rows if _group(row) not in known]
    if rest:
        yield "", rest, ()


def _group(row: Rule[Any]) -> str:
    return row.id.split("/")[1]


def _domains(rows: Iterable[Rule[Any]]) -> list[frozenset[Hashable]]:
    """Every value that each input of a table takes; rows without inputs are in none."""
    columns = zip(*(row.inputs for row in rows if row.inputs), strict=True)
    return [frozenset().union(*column) for column in columns]


def _row(
    row: Rule[Any], names: Sequence[str], domains: Sequence[frozenset[Hashable]], reason: str
) -> list[str]:
    sentence = FIGURE.sub(lambda found: f"‹{found[1].replace('_', ' ')}›", row.text)
    lines = [f"### {row.id}", "", f"**{_word(row.outcome)}** · {row.citation}", ""]
    lines += [f"> {sentence}", ""]
    if row.inputs:
        cells = [_cell(*pair) for pair in zip(row.inputs, domains, strict=True)]
        lines += [_line(names), _line("---" for _ in names), _line(cells), ""]
    return [*lines, reason, ""]


def _cell(values: frozenset[Hashable], domain: frozenset[Hashable]) -> str:
    return "any" if values == domain else ", ".join(sorted(map(_word, values)))


def _word(value: object) -> str:
    """Write a value of a table for people."""
    if value is None:
        return "none followed"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    answer = getattr(value, "answer", value)
    state = getattr(value, "state", "")
    return f"{answer or 'its own response'}, then {state}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figures(thresholds: Thresholds) -> list[str]:
    """Write the figures of a criterion as a table."""
    axis = (thresholds.axis.__doc__ or "").splitlines()[0].removeprefix("Return ").rstrip(".")
    figures: Mapping[str, str] = {
        "what counts of a lesion": axis,
        "PR: shrinkage from baseline": f"{thresholds.response_percent} %",
        "PD: growth over the nadir": f"{thresholds.progression_percent} %",
        "PD: growth in mm, beside it": _mm(thresholds.progression_floor_um),
        "a node is normal below": _mm(thresholds.normal_node_below_um),
        "a new liver nodule counts from": _mm(thresholds.new_nodule_from_um),
        "a sole new node draws a warning below": _mm(thresholds.sole_new_node_from_um),
    }
    rows = [_line(pair) for pair in figures.items()]
    return ["## Figures", "", _line(("figure", "value")), _line(("---", "---")), *rows, ""]


def _mm(um: int) -> str:
    """Write a length; 0 and a single micrometre stand for a figure that there is none of."""
    return f"{mm_text(um)} mm" if um > 1 else "no such figure"


if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).write_text(text, "utf-8")
