"""The datasets and their variables as data: order, label, type, length and core (SDTMIG 3.4)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TEXT = 200
"""The longest value that a text variable of a transport file of version 5 can hold, in bytes."""


class Kind(StrEnum):
    """The type of a variable."""

    CHAR = "Char"
    NUM = "Num"


class Core(StrEnum):
    """Whether a variable has to be there: required (and filled), expected, permissible."""

    REQUIRED = "Req"
    EXPECTED = "Exp"
    PERMISSIBLE = "Perm"


class Origin(StrEnum):
    """Where a value comes from, in the words of Define-XML 2.1."""

    COLLECTED = "Collected"
    DERIVED = "Derived"
    ASSIGNED = "Assigned"
    PROTOCOL = "Protocol"
    NOT_AVAILABLE = "Not Available"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One variable of a dataset.

    Attributes
    ----------
    length : int
        Bytes that its longest value may have.
    codelist : str
        Short name of its controlled terms; empty where there are none.
    """

    name: str
    label: str
    kind: Kind
    length: int
    core: Core
    origin: Origin
    codelist: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """One dataset.

    Attributes
    ----------
    keys : tuple of str
        The variables that tell its records apart.
    """

    name: str
    label: str
    structure: str
    variables: tuple[Variable, ...]
    keys: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its variables in order."""
        return tuple(one.name for one in self.variables)

    @property
    def is_supplemental(self) -> bool:
        """Whether it holds what another dataset has no variables for."""
        return self.name.startswith("SUPP")

    def variable(self, name: str) -> Variable:
        """Return a variable; ``KeyError`` where there is none of the name."""
        for one in self.variables:
            if one.name == name:
                return one
        raise KeyError(name)


CORES = {"R": Core.REQUIRED, "E": Core.EXPECTED, "P": Core.PERMISSIBLE}
ORIGINS = {
    "C": Origin.COLLECTED,
    "D": Origin.DERIVED,
    "A": Origin.ASSIGNED,
    "P": Origin.PROTOCOL,
    "N": Origin.NOT_AVAILABLE,
}


def _variable(prefix: str, line: str) -> Variable:
    """Read ``name | label | length, or N for a number | core and origin | codelist``."""
    name, label, size, traits, codelist = (part.strip() for part in line.split("|"))
    return Variable(
        name=name.replace("--", prefix),
        label=label,
        kind=Kind.NUM if size == "N" else Kind.CHAR,
        length=8 if size == "N" else int(size),
        core=CORES[traits[0]],
        origin=ORIGINS[traits[1]],
        codelist=codelist,
    )


def _domain(name: str, label: str, structure: str, table: str, keys: str) -> Domain:
    lines = [line for line in table.strip().splitlines() if line.strip()]
    return Domain(
        name=name,
        label=label,
        structure=structure,
        variables=tuple(_variable(name, line) for line in lines),
        keys=tuple(key.replace("--", name) for key in keys.split()),
    )


IDENTIFIERS = """
STUDYID | Study Identifier | 200 | RP |
DOMAIN | Domain Abbreviation | 2 | RA |
USUBJID | Unique Subject Identifier | 200 | RA |
--SEQ | Sequence Number | N | RD |
"""
VISITS = """
VISITNUM | Visit Number | N | ED |
VISIT | Visit Name | 200 | PC |
"""

TU = _domain(
    "TU",
    "Tumor/Lesion Identification",
    "One record per identified tumor per subject per assessor",
    IDENTIFIERS
    + """
--GRPID | Group ID | 200 | PA |
--REFID | Reference ID | 200 | PC |
--LNKID | Link ID | 200 | EC |
--TESTCD | Tumor/Lesion ID Short Name | 8 | RA | TUTESTCD
--TEST | Tumor/Lesion ID Test Name | 40 | RA | TUTEST
--ORRES | Tumor/Lesion ID Result | 200 | EC |
--STRESC | Tumor/Lesion ID Result Std. Format | 200 | EC | TUIDRS
--LOC | Location of the Tumor/Lesion | 200 | EA | LOC
--LAT | Laterality | 20 | PA | LAT
--METHOD | Method of Identification | 200 | EC | METHOD
--LOBXFL | Last Observation Before Exposure Flag | 1 | EN | NY
--BLFL | Baseline Flag | 1 | PD | NY
--EVAL | Evaluator | 40 | EA | EVAL
--EVALID | Evaluator Identifier | 40 | PA | MEDEVAL
--ACPTFL | Accepted Record Flag | 1 | PC | NY
"""
    + VISITS
    + """
--DTC | Date/Time of Tumor/Lesion Identification | 20 | EC |
--DY | Study Day of Tumor/Lesion Identification | N | PD |
""",
    "STUDYID USUBJID --EVAL --EVALID --LNKID --TESTCD --GRPID VISITNUM",
)

TR = _domain(
    "TR",
    "Tumor/Lesion Results",
    "One record per tumor measurement/assessment per visit per subject per assessor",
    IDENTIFIERS
    + """
--GRPID | Group ID | 200 | PA |
--REFID | Reference ID | 200 | PC |
--SPID | Sponsor-Defined Identifier | 200 | PA |
--LNKID | Link ID | 200 | EC |
--LNKGRP | Link Group | 40 | PD |
--TESTCD | Tumor/Lesion Assessment Short Name | 8 | RA | TRTESTCD
--TEST | Tumor/Lesion Assessment Test Name | 40 | RA | TRTEST
--ORRES | Result or Finding in Original Units | 200 | EC |
--ORRESU | Original Units | 20 | EA | UNIT
--STRESC | Character Result/Finding in Std Format | 200 | EC | TRPROPRS
--STRESN | Numeric Result/Finding in Standard Units | N | EC |
--STRESU | Standard Units | 20 | EA | UNIT
--STAT | Completion Status | 8 | PC | ND
--REASND | Reason Not Done | 200 | PC |
--METHOD | Method Used to Identify the Tumor/Lesion | 200 | EC | METHOD
--LOBXFL | Last Observation Before Exposure Flag | 1 | EN | NY
--BLFL | Baseline Flag | 1 | PD | NY
--EVAL | Evaluator | 40 | EA | EVAL
--EVALID | Evaluator Identifier | 40 | PA | MEDEVAL
--ACPTFL | Accepted Record Flag | 1 | PC | NY
"""
    + VISITS
    + """
--DTC | Date/Time of Tumor/Lesion Measurement | 20 | EC |
--DY | Study Day of Tumor/Lesion Measurement | N | PD |
""",
    "STUDYID USUBJID --EVAL --EVALID VISITNUM --SPID --GRPID --LNKID --TESTCD",
)

RS = _domain(
    "RS",
    "Disease Response and Clin Classification",
    "One record per response assessment per visit per subject per assessor per criterion",
    IDENTIFIERS
    + """
--SPID | Sponsor-Defined Identifier | 200 | PA |
--LNKGRP | Link Group ID | 40 | PD |
--TESTCD | Assessment Short Name | 8 | RA | ONCRTSCD
--TEST | Assessment Name | 40 | RA | ONCRTS
--CAT | Category for Assessment | 200 | EA | ONCRSCAT
--SCAT | Subcategory | 200 | PA |
--ORRES | Result or Finding in Original Units | 200 | ED |
--STRESC | Character Result/Finding in Std Format | 200 | ED | ONCRSR
--STAT | Completion Status | 8 | PC | ND
--REASND | Reason Not Done | 200 | PC |
--EVAL | Evaluator | 40 | PA | EVAL
--EVALID | Evaluator Identifier | 40 | PA | MEDEVAL
--ACPTFL | Accepted Record Flag | 1 | PC | NY
"""
    + VISITS
    + """
--DTC | Date/Time of Assessment | 20 | ED |
--DY | Study Day of Assessment | N | PD |
""",
    "STUDYID USUBJID --EVAL --EVALID --SPID --CAT --SCAT VISITNUM --TESTCD",
)

LB = _domain(
    "LB",
    "Laboratory Test Results",
    "One record per lab test per time point per visit per subject",
    IDENTIFIERS
    + """
--GRPID | Group ID | 200 | PA |
--SPID | Sponsor-Defined Identifier | 200 | PC |
--TESTCD | Lab Test or Examination Short Name | 8 | RA | LBTESTCD
--TEST | Lab Test or Examination Name | 40 | RA | LBTEST
--CAT | Category for Lab Test | 40 | EA |
--ORRES | Result or Finding in Original Units | 200 | EC |
--ORRESU | Original Units | 20 | EC | UNIT
--ORNRLO | Reference Range Lower Limit in Orig Unit | 20 | EC |
--ORNRHI | Reference Range Upper Limit in Orig Unit | 20 | EC |
--STRESC | Character Result/Finding in Std Format | 200 | EC |
--STRESN | Numeric Result/Finding in Standard Units | N | EC |
--STRESU | Standard Units | 20 | EC | UNIT
--STNRLO | Reference Range Lower Limit-Std Units | N | EC |
--STNRHI | Reference Range Upper Limit-Std Units | N | EC |
--NRIND | Reference Range Indicator | 20 | EC | NRIND
--STAT | Completion Status | 8 | PC | ND
--REASND | Reason Test Not Done | 200 | PC |
--LOBXFL | Last Observation Before Exposure Flag | 1 | EN | NY
--BLFL | Baseline Flag | 1 | PD | NY
"""
    + VISITS
    + """
--DTC | Date/Time of Specimen Collection | 20 | EC |
--DY | Study Day of Specimen Collection | N | PD |
""",
    "STUDYID USUBJID --GRPID VISITNUM --SPID --TESTCD",
)

SUPPLEMENTAL = """
STUDYID | Study Identifier | 200 | RP |
RDOMAIN | Related Domain Abbreviation | 2 | RA |
USUBJID | Unique Subject Identifier | 200 | RA |
IDVAR | Identifying Variable | 8 | EA |
IDVARVAL | Identifying Variable Value | 40 | EA |
QNAM | Qualifier Variable Name | 8 | RA |
QLABEL | Qualifier Variable Label | 40 | RA |
QVAL | Data Value | 200 | RC |
QORIG | Origin | 20 | RA |
QEVAL | Evaluator | 40 | EA | EVAL
"""


def _supplemental(of: Domain) -> Domain:
    return _domain(
        f"SUPP{of.name}",
        f"Supplemental Qualifiers for {of.name}",
        "One record per supplemental qualifier per related parent domain record",
        SUPPLEMENTAL,
        "STUDYID RDOMAIN USUBJID IDVAR IDVARVAL QNAM",
    )


PARENTS = (TU, TR, RS, LB)
DOMAINS = {one.name: one for one in (*PARENTS, *map(_supplemental, PARENTS))}
"""Every dataset by its name, the order is that of the files."""
ALWAYS = ("TU", "TR", "RS")
"""Datasets that are written even where they have no record."""
