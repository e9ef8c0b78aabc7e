"""The checker of conformance: its rules as rows, for what is written and for what is read."""

from __future__ import annotations

from collections.abc import Mapping

from recist.formats.sdtm import conformance_links as links
from recist.formats.sdtm import conformance_responses as responses
from recist.formats.sdtm import conformance_structure as structure
from recist.formats.sdtm import conformance_sums as sums
from recist.formats.sdtm.conformance_base import Broken, Check, Rule, Tables
from recist.formats.sdtm.dataset import Dataset
from recist.model.finding import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

_ROWS: tuple[tuple[str, str, Check, Severity], ...] = (
    (
        "structure/variable",
        "Required and expected variables are there.",
        structure.variables_missing,
        ERROR,
    ),
    ("structure/order", "Variables stand in the guide's order.", structure.order_wrong, ERROR),
    ("structure/label", "Datasets and variables bear their label.", structure.label_wrong, ERROR),
    ("structure/type", "Numbers are numbers and texts are texts.", structure.type_wrong, ERROR),
    ("structure/length", "No text is longer than it may be.", structure.too_long, ERROR),
    ("values/required", "Required variables are filled.", structure.required_empty, ERROR),
    ("values/domain", "A record stands in its own dataset.", structure.domain_wrong, ERROR),
    ("values/date", "Dates are ISO 8601, whole or partial.", structure.date_wrong, ERROR),
    ("values/term", "Terms are those of their codelist.", structure.term_wrong, ERROR),
    (
        "values/term-added",
        "A codelist that may be extended seldom is.",
        structure.term_added,
        WARNING,
    ),
    ("values/test", "A test's name is that of its short name.", structure.test_name_wrong, ERROR),
    ("values/unit", "Lengths are in mm, percentages in %.", links.unit_wrong, ERROR),
    (
        "values/number",
        "The number is that of the result in standard format.",
        links.number_contradicted,
        ERROR,
    ),
    (
        "values/too-small",
        "A lesion too small to measure says what it counts as.",
        links.too_small_without_number,
        ERROR,
    ),
    (
        "keys/sequence",
        "Sequence numbers are unique in a subject.",
        structure.sequence_repeated,
        ERROR,
    ),
    ("keys/unique", "The keys tell records apart.", structure.key_repeated, ERROR),
    (
        "status/result",
        "A record has a result or is NOT DONE, never both.",
        links.status_contradicted,
        ERROR,
    ),
    (
        "status/reason",
        "Only what is NOT DONE has a reason for it.",
        links.reason_without_status,
        ERROR,
    ),
    (
        "evaluator/accepted",
        "One evaluator of a subject is accepted.",
        links.evaluators_accepted,
        ERROR,
    ),
    (
        "evaluator/named",
        "Where several evaluate, every record says who.",
        links.evaluator_unnamed,
        ERROR,
    ),
    ("links/lesion", "Every TRLNKID is a TULNKID.", links.lesion_unknown, ERROR),
    (
        "links/group",
        "RSLNKGRP is that of the visit's measurements.",
        links.group_unknown,
        ERROR,
    ),
    ("links/parent", "Supplemental qualifiers have their record.", links.parent_unknown, ERROR),
    ("visits/number", "A visit has one number, a number one visit.", links.visit_numbers, ERROR),
    ("sums/diameters", "SUMDIAM is the sum of its parts.", sums.sum_wrong, ERROR),
    (
        "sums/without-nodes",
        "SUMNLNLD is the sum of its parts.",
        sums.sum_without_nodes_wrong,
        ERROR,
    ),
    ("sums/change", "ACNSD, PCBSD and PCNSD follow from the sums.", sums.change_wrong, ERROR),
    (
        "responses/missing",
        "A measured visit has an overall response.",
        responses.response_missing,
        ERROR,
    ),
    (
        "responses/target",
        "TRGRESP is what the sums say, where they alone decide.",
        responses.target_response_wrong,
        ERROR,
    ),
    (
        "responses/overall",
        "A part that is PD makes the whole PD.",
        responses.overall_contradicted,
        ERROR,
    ),
)
RULES = tuple(Rule(id=row[0], text=row[1], check=row[2], severity=row[3]) for row in _ROWS)


def conformance_of(datasets: Mapping[str, Dataset]) -> list[Broken]:
    """Check datasets against every rule.

    Parameters
    ----------
    datasets : mapping
        By name in upper case, written or imported; datasets that are none of ours are left alone.

    Returns
    -------
    list of Broken
        By rule, in the order of `RULES`, and then by row.
    """
    tables = Tables(datasets)
    return [
        Broken(
            rule=rule.id,
            severity=rule.severity,
            dataset=hit.dataset,
            row=hit.row,
            message=hit.message,
        )
        for rule in RULES
        for hit in rule.check(tables)
    ]
