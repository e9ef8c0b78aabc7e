"""Conformance of datasets as such: which variables there are, in what form, with what values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recist.formats.sdtm.codelists import CODELISTS, Codelist
from recist.formats.sdtm.conformance_base import Hit, Numbered, Tables
from recist.formats.sdtm.dataset import Cell, Dataset
from recist.formats.sdtm.terms import TESTS
from recist.formats.sdtm.texts import is_number
from recist.formats.sdtm.variables import DOMAINS, PARENTS, Core, Domain, Kind, Variable
from recist.model.dates import ScanDate

Known = Iterator[tuple[Dataset, Domain]]
TIME = re.compile(r"T([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$")


def _known(tables: Tables) -> Known:
    for name, dataset in tables.datasets.items():
        if name in DOMAINS:
            yield dataset, DOMAINS[name]


def _columns(tables: Tables) -> Iterator[tuple[Dataset, Variable, list[Cell]]]:
    for dataset, domain in _known(tables):
        for one in domain.variables:
            if one.name in dataset.columns:
                yield dataset, one, dataset.columns[one.name]


def variables_missing(tables: Tables) -> Iterator[Hit]:
    """Find required and expected variables that are not there."""
    for dataset, domain in _known(tables):
        for one in domain.variables:
            if one.core is not Core.PERMISSIBLE and one.name not in dataset.columns:
                yield Hit(dataset.name, 0, f"{one.name} ({one.core}) is missing")


def order_wrong(tables: Tables) -> Iterator[Hit]:
    """Find variables that stand in another order than the guide's."""
    for dataset, domain in _known(tables):
        there = [name for name in dataset.columns if name in domain.names]
        wanted = [name for name in domain.names if name in dataset.columns]
        wrong = [pair for pair in zip(there, wanted, strict=True) if pair[0] != pair[1]]
        if wrong:
            found, expected = wrong[0]
            yield Hit(dataset.name, 0, f"{found} stands where {expected} belongs")


def label_wrong(tables: Tables) -> Iterator[Hit]:
    """Find labels of datasets and variables that are not the guide's."""
    for dataset, domain in _known(tables):
        if dataset.label and dataset.label != domain.label:
            yield Hit(dataset.name, 0, f"is labelled {dataset.label!r}, not {domain.label!r}")
        for one in domain.variables:
            label = dataset.labels.get(one.name, one.label)
            if label != one.label:
                yield Hit(dataset.name, 0, f"{one.name} is labelled {label!r}, not {one.label!r}")


def type_wrong(tables: Tables) -> Iterator[Hit]:
    """Find numbers in text variables, and texts in numeric ones."""
    for dataset, one, values in _columns(tables):
        for row, value in enumerate(values, start=1):
            is_number = isinstance(value, int | float)
            if value not in (None, "") and is_number != (one.kind is Kind.NUM):
                yield Hit(dataset.name, row, f"{one.name} is {value!r}, which is no {one.kind}")


def too_long(tables: Tables) -> Iterator[Hit]:
    """Find texts that are longer than their variable may be."""
    for dataset, one, values in _columns(tables):
        for row, value in enumerate(values, start=1):
            if isinstance(value, str) and len(value) > one.length:
                message = f"{one.name} has {len(value)} characters; {one.length} are allowed"
                yield Hit(dataset.name, row, message)


def required_empty(tables: Tables) -> Iterator[Hit]:
    """Find required variables without a value."""
    for dataset, one, values in _columns(tables):
        if one.core is Core.REQUIRED:
            for row, value in enumerate(values, start=1):
                if value is None or value == "":
                    yield Hit(dataset.name, row, f"{one.name} is required and empty")


def domain_wrong(tables: Tables) -> Iterator[Hit]:
    """Find records that belong to another dataset than the one they stand in."""
    for dataset, domain in _known(tables):
        variable = "RDOMAIN" if domain.is_supplemental else "DOMAIN"
        wanted = domain.name.removeprefix("SUPP")
        for row, value in enumerate(dataset.columns.get(variable, []), start=1):
            if value and value != wanted:
                yield Hit(dataset.name, row, f"{variable} is {value!r}, not {wanted!r}")


def date_wrong(tables: Tables) -> Iterator[Hit]:
    """Find dates that are not ISO 8601, whole or partial."""
    for dataset, one, values in _columns(tables):
        if one.name.endswith("DTC"):
            for row, value in enumerate(values, start=1):
                if value and not is_date(str(value)):
                    yield Hit(dataset.name, row, f"{one.name} is {value!r}, no ISO 8601 date")


def is_date(text: str) -> bool:
    """Say whether a text is a date of ISO 8601, whole, partial or with a time."""
    try:
        return bool(ScanDate.parse(TIME.sub("", text)).text)
    except ValueError:
        return False


def term_wrong(tables: Tables) -> Iterator[Hit]:
    """Find what no codelist has, where the list is closed or the term only misspelt."""
    for dataset, one, row, value, codelist in _not_listed(tables):
        near = [term for term in codelist.terms if term.casefold() == value.casefold()]
        if near:
            yield Hit(dataset, row, f"{one.name} is {value!r}; the term is {near[0]!r}")
        elif not codelist.is_extensible:
            yield Hit(dataset, row, f"{one.name} is {value!r}, no term of {codelist.name}")


def term_added(tables: Tables) -> Iterator[Hit]:
    """Find terms that a codelist, which may be extended, does not have."""
    for dataset, one, row, value, codelist in _not_listed(tables):
        near = any(term.casefold() == value.casefold() for term in codelist.terms)
        if codelist.is_extensible and codelist.is_whole and not near:
            yield Hit(dataset, row, f"{one.name} is {value!r}, which extends {codelist.name}")


def _not_listed(tables: Tables) -> Iterator[tuple[str, Variable, int, str, Codelist]]:
    for dataset, one, values in _columns(tables):
        if not one.codelist:
            continue
        codelist = CODELISTS[one.codelist]
        for row, value in enumerate(values, start=1):
            if isinstance(value, str) and value and value not in codelist.terms:
                # A measurement stands beside the words of its codelist.
                if one.name == "TRSTRESC" and is_number(value):
                    continue
                yield dataset.name, one, row, value, codelist


def test_name_wrong(tables: Tables) -> Iterator[Hit]:
    """Find tests whose name is not that of their short name."""
    for domain, tests in TESTS.items():
        for one in tables.records(domain):
            code, name = one.text(f"{domain}TESTCD"), one.text(f"{domain}TEST")
            if code in tests and name and name != tests[code][0]:
                message = f"{domain}TEST is {name!r}; of {code} it is {tests[code][0]!r}"
                yield Hit(domain, one.row, message)


def sequence_repeated(tables: Tables) -> Iterator[Hit]:
    """Find sequence numbers that stand twice in one subject."""
    for domain in PARENTS:
        name = f"{domain.name}SEQ"
        yield from _repeated(tables, domain.name, ("USUBJID", name))


def key_repeated(tables: Tables) -> Iterator[Hit]:
    """Find records that no key variable tells from another one."""
    for name in tables.datasets:
        if name in DOMAINS:
            yield from _repeated(tables, name, DOMAINS[name].keys)


def _repeated(tables: Tables, name: str, keys: tuple[str, ...]) -> Iterator[Hit]:
    seen: dict[tuple[str, ...], Numbered] = {}
    for one in tables.records(name):
        key = tuple(one.text(variable) for variable in keys)
        first = seen.setdefault(key, one)
        if first is not one:
            yield Hit(name, one.row, f"is told from row {first.row} by none of {', '.join(keys)}")
