"""The items of define.xml: every variable, and the values that are described by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from recist.formats.sdtm.dataset import Cell, Dataset
from recist.formats.sdtm.dataset_json import are_days, data_type, text_length
from recist.formats.sdtm.define_parts import add, add_def, comment_empty, describe
from recist.formats.sdtm.define_values import Values, value_list_oid
from recist.formats.sdtm.variables import Kind, Origin, Variable


def add_items(version: ET.Element, dataset: Dataset, values: Sequence[Values]) -> None:
    """Describe the variables of a dataset and after them its single values."""
    listed = {one.variable.name for one in values}
    for one in dataset.domain.variables:
        _variable(version, dataset, one, is_listed=one.name in listed)
    for held in values:
        _values(version, held)


def is_empty(cells: list[Cell]) -> bool:
    """Say whether a variable has no value at all."""
    return all(cell in ("", None) for cell in cells)


def _variable(
    version: ET.Element, dataset: Dataset, one: Variable, *, is_listed: bool
) -> ET.Element:
    cells = dataset.columns[one.name]
    oid = f"IT.{dataset.name}.{one.name}"
    item = add(version, "ItemDef", OID=oid, Name=one.name, **_typed(one, cells))
    if is_empty(cells):
        comment_empty(item)
    describe(item, one.label)
    # Where values are described each by itself, codelist and origin are told there.
    if one.codelist and not is_listed:
        add(item, "CodeListRef", CodeListOID=f"CL.{one.codelist}")
    if not is_listed:
        _origin(item, one.origin)
    else:
        add_def(item, "ValueListRef", ValueListOID=value_list_oid(dataset.name, one.name))
    return item


def _values(version: ET.Element, held: Values) -> None:
    described = _typed(held.variable, held.cells)
    item = add(version, "ItemDef", OID=held.oid, Name=held.word, **described)
    describe(item, held.label)
    if held.codelist:
        add(item, "CodeListRef", CodeListOID=f"CL.{held.codelist}")
    _origin(item, held.origin)


def _origin(item: ET.Element, origin: Origin) -> None:
    told = {"Type": str(origin)}
    if origin is not Origin.NOT_AVAILABLE:
        told["Source"] = "Sponsor"
    add_def(item, "Origin", **told)


def _typed(one: Variable, cells: list[Cell]) -> dict[str, str]:
    """Return type and length; numbers are integers where Dataset-JSON calls them so."""
    shared = {"SASFieldName": one.name}
    if one.name.endswith("DTC"):
        return shared | {"DataType": "date" if are_days(cells) else "partialDate"}
    if one.kind is Kind.CHAR:
        return shared | {"DataType": "text", "Length": str(text_length(cells))}
    texts = [str(cell).removesuffix(".0") for cell in cells if isinstance(cell, int | float)]
    longest = str(max(map(len, texts), default=1))
    if data_type(one, cells) == "integer":
        return shared | {"DataType": "integer", "Length": longest}
    digits = max((len(text.partition(".")[2]) for text in texts), default=0)
    return shared | {"DataType": "float", "Length": longest, "SignificantDigits": str(digits)}
