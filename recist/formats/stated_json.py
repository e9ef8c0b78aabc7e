"""Our responses beside stated ones, as a JSON document and as CSV."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from typing import Any

from recist.trial.columns import AUDIT_HEAD
from recist.trial.stated_comparison import Agreement, Compared, StatedComparison, Unmatched

SCHEMA = "recist-stated-comparison/1"
DIGITS = 4
COLUMNS = (
    "subject",
    "reader",
    "scope",
    "visit",
    "protocol",
    "answer",
    "ours",
    "stated",
    "stated_as",
    "agrees",
    "rule",
    "citation",
    "reason",
    "figures",
    "stated_needs",
    "source",
)


def stated_document(found: StatedComparison) -> dict[str, Any]:
    """Return the document ``recist-stated-comparison/1``."""
    return {
        "schema": SCHEMA,
        "agreement": [_agreement(one) for one in found.agreements],
        "differences": [_difference(one) for one in found.differences],
        "only_stated": [_unmatched(one) for one in found.only_stated],
        "only_ours": [_unmatched(one) for one in found.only_ours],
    }


def stated_csv(found: StatedComparison, head: str = "") -> str:
    """Write every pair of answers as CSV text, agreeing ones too.

    Parameters
    ----------
    head : str
        Head of the audit chain of the trial that they are of; a last column has it.
    """
    out = io.StringIO()
    headed = {AUDIT_HEAD: head} if head else {}
    writer = csv.DictWriter(out, [*COLUMNS, *headed], lineterminator="\n")
    writer.writeheader()
    writer.writerows(_cells(one) | headed for one in found.compared)
    return out.getvalue()


def kappa_text(kappa: Fraction | None) -> str:
    """Write kappa to two digits; a dash where it is undefined."""
    return "–" if kappa is None else f"{float(kappa):.2f}"


def _agreement(one: Agreement) -> dict[str, Any]:
    kappa = one.kappa
    return {
        "protocol": one.protocol,
        "scope": one.scope,
        "answer": str(one.answer),
        "n": one.total,
        "agreed": one.agreed,
        "percent": float(one.percent),
        "kappa": None if kappa is None else round(float(kappa), DIGITS),
        "table": [
            {"ours": ours, "stated": said, "n": number}
            for (ours, said), number in one.counts.items()
        ],
    }


def _difference(one: Compared) -> dict[str, Any]:
    reason = one.reason
    rules = () if reason is None else reason.rules
    return {
        "subject": one.stated.subject,
        "reader": one.stated.reader,
        "scope": one.stated.scope,
        "visit": one.visit or None,
        "protocol": one.protocol,
        "answer": str(one.stated.answer),
        "ours": one.ours,
        "stated": one.said,
        "stated_as": one.stated.response,
        "rules": [{"id": rule.id, "citation": rule.citation, "text": rule.text} for rule in rules],
        "figures": "" if reason is None else reason.figures,
        "stated_needs": [] if reason is None else list(reason.needs),
        "source": one.stated.source,
    }


def _unmatched(one: Unmatched) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "reader": one.reader,
        "visit": one.visit or None,
        "what": one.what,
        "why": one.why,
        "source": one.source,
    }


def _cells(one: Compared) -> dict[str, str]:
    reason = one.reason
    last = reason.rules[-1] if reason is not None and reason.rules else None
    return {
        "subject": one.stated.subject,
        "reader": one.stated.reader,
        "scope": one.stated.scope,
        "visit": one.visit,
        "protocol": one.protocol,
        "answer": str(one.stated.answer),
        "ours": one.ours,
        "stated": one.said,
        "stated_as": one.stated.response,
        "agrees": "yes" if one.agrees else "no",
        "rule": "" if last is None else last.id,
        "citation": "" if last is None else last.citation,
        "reason": "" if reason is None else " ".join(rule.text for rule in reason.rules),
        "figures": "" if reason is None else reason.figures,
        "stated_needs": "" if reason is None else " ".join(reason.needs),
        "source": one.stated.source,
    }
