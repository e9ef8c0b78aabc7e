"""Our responses beside stated ones, for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from recist.app import kappa_text
from recist.cli.output import count, table_text
from recist.model.scope import ALL
from recist.trial.stated_comparison import Agreement, Compared, StatedComparison, Unmatched

HEADS = ("protocol", "scope", "answer", "agreed", "of", "agreed %", "kappa")
PAGE_WIDTH = 100
LEAST_WIDTH = 40
INDENT = "  "
CORNER = "ours \\ stated"


def stated_table(found: StatedComparison, width: int | None = None) -> str:
    """Return agreement, category tables, each difference with its reason, and what is left over."""
    width = max(width or PAGE_WIDTH, LEAST_WIDTH)
    return "\n".join(
        [
            *_agreement(found.agreements),
            *_differences(found.differences, width),
            *_left(found.only_stated, "stated and not compared", width),
            *_left(found.only_ours, "judged here and not stated", width),
        ]
    )


def _agreement(agreements: Sequence[Agreement]) -> Iterable[str]:
    several = len({one.protocol for one in agreements}) > 1
    scopes = len({one.scope for one in agreements}) > 1
    rows = [
        (
            one.protocol if several else "",
            one.scope if scopes or one.scope != ALL else "",
            str(one.answer),
            str(one.agreed),
            str(one.total),
            str(one.percent),
            kappa_text(one.kappa),
        )
        for one in agreements
    ]
    yield table_text(HEADS, rows)
    for one in agreements:
        if one.agreed < one.total:
            name = [one.protocol if several else "", one.scope if scopes else "", one.answer]
            yield f"{' · '.join(filter(None, name))}:\n{_categories(one)}"


def _categories(one: Agreement) -> str:
    words = one.categories
    rows = [
        (ours, *(str(one.counts.get((ours, said), 0) or "·") for said in words)) for ours in words
    ]
    return table_text((CORNER, *words), rows)


def _differences(differences: Sequence[Compared], width: int) -> Iterable[str]:
    yield f"≠ {count(len(differences), 'difference')}"
    for one in differences:
        stated, reason = one.stated, one.reason
        where = [stated.subject, f"reader {stated.reader}" if stated.reader else ""]
        where += [stated.scope if stated.scope != ALL else "", one.visit]
        place = " · ".join(filter(None, where))
        as_said = "" if stated.response == one.said else f", written {stated.response!r}"
        yield f"{place}: {stated.answer} {one.ours}, stated {one.said}{as_said} ({stated.source})"
        if reason is None:
            continue
        lines = [f"{rule.text} ({rule.citation}; {rule.id})" for rule in reason.rules]
        for line in (*lines, reason.figures, *reason.needs):
            yield from textwrap.wrap(line, width, initial_indent=INDENT, subsequent_indent=INDENT)
    yield ""


def _left(left: Sequence[Unmatched], what: str, width: int) -> Iterable[str]:
    if not left:
        return
    yield f"{count(len(left), 'response')} {what}"
    alike: dict[str, list[Unmatched]] = {}
    for one in left:
        alike.setdefault(one.why, []).append(one)
    for why, held in alike.items():
        one = held[0]
        where = [one.subject, f"reader {one.reader}" if one.reader else "", one.visit, one.what]
        source = f" ({one.source})" if one.source else ""
        more = f", and {len(held) - 1} more like this" if len(held) > 1 else ""
        line = f"{' · '.join(filter(None, where))}: {why}{source}{more}"
        yield from textwrap.wrap(line, width, initial_indent=INDENT, subsequent_indent=INDENT * 2)
    yield ""
