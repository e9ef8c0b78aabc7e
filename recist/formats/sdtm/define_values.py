"""What define.xml says of single values: of each test in TR, of each name in a supplement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from recist.formats.sdtm.dataset import Cell, Dataset
from recist.formats.sdtm.define_parts import add, add_def, def_name
from recist.formats.sdtm.methods import METHODS
from recist.formats.sdtm.supplemental import NAMES
from recist.formats.sdtm.terms import test_name
from recist.formats.sdtm.texts import is_number
from recist.formats.sdtm.variables import Origin, Variable

RESULTS = ("TRORRES", "TRSTRESC", "TRSTRESN")
"""The variables of TR that hold something else for each test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """The values that a variable has where another one says what they are.

    Attributes
    ----------
    by, word : str
        The other variable, and what it says: TRTESTCD and SUMDIAM.
    method : str
        Key of `METHODS` or `OF_QUALIFIERS`; empty for what is not derived.
    codelist : str
        Short name of the terms that they are; empty where they are none, as numbers are.
    """

    dataset: str
    variable: Variable
    by: str
    word: str
    label: str
    origin: Origin
    method: str
    codelist: str
    cells: list[Cell]

    @property
    def oid(self) -> str:
        """Of the item that describes them."""
        return f"IT.{self.dataset}.{self.variable.name}.{self.word}"


def values_of(dataset: Dataset) -> list[Values]:
    """Return the values of a dataset that are described each by itself."""
    if dataset.name == "TR":
        return [one for name in RESULTS for one in _of_tests(dataset, name)]
    return list(_of_qualifiers(dataset)) if dataset.domain.is_supplemental else []


def value_list_oid(dataset: str, variable: str) -> str:
    """Return the OID of the list of a variable's values."""
    return f"VL.{dataset}.{variable}"


def add_value_lists(version: ET.Element, every: Sequence[Values]) -> None:
    """Add the lists of values, and after them all conditions, as the schema wants it."""
    lists: dict[str, list[Values]] = {}
    for one in every:
        lists.setdefault(value_list_oid(one.dataset, one.variable.name), []).append(one)
    for oid, held in lists.items():
        there = add_def(version, "ValueListDef", OID=oid)
        for number, one in enumerate(held, start=1):
            item = add(there, "ItemRef", ItemOID=one.oid, OrderNumber=str(number), Mandatory="No")
            if one.method:
                item.set("MethodOID", f"MT.{one.method}")
            add_def(item, "WhereClauseRef", WhereClauseOID=_condition(one))
    for condition, one in {_condition(one): one for one in every}.items():
        where = add_def(version, "WhereClauseDef", OID=condition)
        check = add(where, "RangeCheck", Comparator="EQ", SoftHard="Soft")
        check.set(def_name("ItemOID"), f"IT.{one.dataset}.{one.by}")
        add(check, "CheckValue").text = one.word


def _condition(one: Values) -> str:
    return f"WC.{one.dataset}.{one.word}"


def _of_tests(dataset: Dataset, name: str) -> Iterator[Values]:
    variable = dataset.domain.variable(name)
    for test, cells in _grouped(dataset, name, "TRTESTCD").items():
        derived = test in METHODS
        yield Values(
            dataset=dataset.name,
            variable=variable,
            by="TRTESTCD",
            word=test,
            label=test_name("TR", test),
            origin=Origin.DERIVED if derived else Origin.COLLECTED,
            method=test if derived else "",
            codelist="" if any(is_number(str(one)) for one in cells) else variable.codelist,
            cells=cells,
        )


def _of_qualifiers(dataset: Dataset) -> Iterator[Values]:
    told = zip(*(dataset.columns[one] for one in ("QNAM", "QLABEL", "QORIG")), strict=True)
    described = {str(name): (str(label), str(origin)) for name, label, origin in told}
    for word, cells in _grouped(dataset, "QVAL", "QNAM").items():
        label, origin = described[word]
        # Pieces of a long text have names of their own, and the label of the first.
        derived = origin == Origin.DERIVED
        yield Values(
            dataset=dataset.name,
            variable=dataset.domain.variable("QVAL"),
            by="QNAM",
            word=word,
            label=label,
            origin=Origin(origin),
            method=NAMES[label] if derived else "",
            codelist="",
            cells=cells,
        )


def _grouped(dataset: Dataset, name: str, by: str) -> dict[str, list[Cell]]:
    """Return the values that there are of a variable, by what another one says."""
    found: dict[str, list[Cell]] = {}
    for word, cell in zip(dataset.columns[by], dataset.columns[name], strict=True):
        if cell not in ("", None):
            found.setdefault(str(word), []).append(cell)
    return dict(sorted(found.items()))
