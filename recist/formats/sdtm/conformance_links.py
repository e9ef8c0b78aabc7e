"""Conformance of records to one another: lesions, visits, evaluators, results and their status."""

from __future__ import annotations

from collections.abc import Iterator

from recist.formats.sdtm.conformance_base import Hit, Numbered, Tables, who
from recist.formats.sdtm.variables import PARENTS
from recist.formats.sdtm.words import NOT_DONE, TOO_SMALL

ASSESSED = ("TU", "TR", "RS")
RESULTS = ("TR", "RS", "LB")
LENGTHS = frozenset({"LDIAM", "LPERP", "VDIAM", "DIAMETER", "SUMDIAM", "SUMNLNLD", "ACNSD"})
PERCENTAGES = frozenset({"PCBSD", "PCNSD"})


def lesion_unknown(tables: Tables) -> Iterator[Hit]:
    """Find results of lesions that the evaluator has not identified."""
    known = {(*who("TU", one), one.text("TULNKID")) for one in tables.records("TU")}
    for one in tables.records("TR"):
        lesion = one.text("TRLNKID")
        if lesion and (*who("TR", one), lesion) not in known:
            yield Hit("TR", one.row, f"TRLNKID {lesion} is in no TULNKID of this evaluator")


def group_unknown(tables: Tables) -> Iterator[Hit]:
    """Find responses whose link group is not that of the visit's measurements."""
    groups: dict[tuple[object, ...], set[str]] = {}
    for one in tables.records("TR"):
        if one.text("TRLNKGRP"):
            key = (*who("TR", one), one.number("VISITNUM"))
            groups.setdefault(key, set()).add(one.text("TRLNKGRP"))
    for one in tables.records("RS"):
        group = one.text("RSLNKGRP")
        there = groups.get((*who("RS", one), one.number("VISITNUM")))
        if group and there and group not in there:
            yield Hit("RS", one.row, f"RSLNKGRP {group} is not that of the visit's TR records")


def parent_unknown(tables: Tables) -> Iterator[Hit]:
    """Find supplemental qualifiers of records that are not there."""
    for domain in PARENTS:
        name, seq = domain.name, f"{domain.name}SEQ"
        numbers = {(one.text("USUBJID"), _whole(one, seq)) for one in tables.records(name)}
        for one in tables.records(f"SUPP{name}"):
            key = (one.text("USUBJID"), one.text("IDVARVAL"))
            if one.text("IDVAR") == seq and key not in numbers:
                message = f"is about {seq} {key[1]} of {key[0]}, which is not there"
                yield Hit(f"SUPP{name}", one.row, message)


def _whole(one: Numbered, variable: str) -> str:
    number = one.number(variable)
    return "" if number is None else f"{number:.0f}"


def evaluators_accepted(tables: Tables) -> Iterator[Hit]:
    """Find subjects of whom the assessments of several evaluators are accepted."""
    first: dict[str, tuple[str, str]] = {}
    for domain in ASSESSED:
        for one in tables.records(domain):
            subject, *evaluator = who(domain, one)
            if one.text(f"{domain}ACPTFL") != "Y":
                continue
            held = first.setdefault(subject, (evaluator[0], evaluator[1]))
            if held != tuple(evaluator):
                named, other = (" ".join(filter(None, pair)) for pair in (evaluator, held))
                yield Hit(domain, one.row, f"{named} is accepted beside {other}")


def evaluator_unnamed(tables: Tables) -> Iterator[Hit]:
    """Find assessments by one of several evaluators that do not say by which."""
    for domain in ASSESSED:
        records = tables.records(domain)
        if any(one.text(f"{domain}EVALID") for one in records):
            for one in records:
                if not one.text(f"{domain}EVAL"):
                    yield Hit(domain, one.row, f"{domain}EVAL is empty beside other evaluators")


def status_contradicted(tables: Tables) -> Iterator[Hit]:
    """Find records that are not done and have a result, or are neither."""
    for domain in RESULTS:
        for one in tables.records(domain):
            result = one.text(f"{domain}ORRES") or one.text(f"{domain}STRESC")
            is_done = one.text(f"{domain}STAT") != NOT_DONE
            if result and not is_done:
                yield Hit(domain, one.row, f"is {NOT_DONE} and has the result {result!r}")
            elif not result and is_done:
                yield Hit(domain, one.row, f"has no result, and is not {NOT_DONE} either")


def reason_without_status(tables: Tables) -> Iterator[Hit]:
    """Find reasons for not doing what was done."""
    for domain in RESULTS:
        for one in tables.records(domain):
            if one.text(f"{domain}REASND") and one.text(f"{domain}STAT") != NOT_DONE:
                yield Hit(domain, one.row, f"{domain}REASND is filled, {domain}STAT is not")


def visit_numbers(tables: Tables) -> Iterator[Hit]:
    """Find visits with two numbers, and numbers with two visits."""
    labels: dict[float, str] = {}
    numbers: dict[str, float] = {}
    for domain in PARENTS:
        for one in tables.records(domain.name):
            number, label = one.number("VISITNUM"), one.text("VISIT")
            if number is None or not label:
                continue
            other = labels.setdefault(number, label)
            if other != label or numbers.setdefault(label, number) != number:
                message = f"VISITNUM {number:g} is {label!r}, and {other!r} {numbers[other]:g}"
                yield Hit(domain.name, one.row, message)


def number_contradicted(tables: Tables) -> Iterator[Hit]:
    """Find numbers that are not what the result in standard format says."""
    for one in tables.records("TR"):
        number, text = one.number("TRSTRESN"), one.text("TRSTRESC")
        try:
            written = float(text) if text else None
        except ValueError:
            written = None
        if number != written:
            yield Hit("TR", one.row, f"TRSTRESN is {number}, TRSTRESC {text!r}")


def unit_wrong(tables: Tables) -> Iterator[Hit]:
    """Find lengths that are not in millimetres, and percentages that are not in percent."""
    for one in tables.records("TR"):
        test = one.text("TRTESTCD")
        wanted = "mm" if test in LENGTHS else "%" if test in PERCENTAGES else ""
        unit = one.text("TRSTRESU")
        if wanted and one.number("TRSTRESN") is not None and unit != wanted:
            yield Hit("TR", one.row, f"TRSTRESU of {test} is {unit!r}, not {wanted!r}")


def too_small_without_number(tables: Tables) -> Iterator[Hit]:
    """Find lesions that are too small to measure and do not say what they count as."""
    for one in tables.records("TR"):
        if one.text("TRORRES") == TOO_SMALL and not one.number("TRSTRESN"):
            yield Hit("TR", one.row, f"is {TOO_SMALL} without a TRSTRESN to count")
