"""Controlled terms of the package of 2025-03-28, as far as tumour assessments need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from recist.formats.sdtm.terms import LB_TESTS, RS_TESTS, TR_TESTS, TU_TESTS

PACKAGE = "2025-03-28"


@dataclass(frozen=True, slots=True, kw_only=True)
class Codelist:
    """One list of controlled terms.

    Attributes
    ----------
    code : str
        Of the list in the NCI Thesaurus.
    is_extensible : bool
        Whether a sponsor may add terms.
    is_whole : bool
        Whether the terms here are all of the list; of long ones those for tumours are here.
    terms : mapping
        Each term with its code.
    """

    name: str
    title: str
    code: str
    is_extensible: bool = True
    is_whole: bool = True
    terms: Mapping[str, str] = field(default_factory=dict)


def _coded(words: str) -> dict[str, str]:
    """Read ``TERM=code`` pairs, one a line; a term without a code stands alone."""
    pairs = (line.strip().partition("=") for line in words.strip().splitlines())
    return {term.strip(): code.strip() for term, _, code in pairs}


def _tests(
    names: tuple[str, str],
    codes: tuple[str, str],
    of: Mapping[str, tuple[str, str]],
    title: str,
    others: str = "",
) -> tuple[Codelist, Codelist]:
    """Return the list of short names (with ``others``, which are not used here) and of names."""
    return (
        Codelist(
            name=names[0],
            title=f"{title} Test Code",
            code=codes[0],
            is_whole=bool(others),
            terms={short: code for short, (_, code) in of.items()}
            | dict.fromkeys(others.split(), ""),
        ),
        Codelist(
            name=names[1],
            title=f"{title} Test Name",
            code=codes[1],
            is_whole=False,
            terms=dict(of.values()),
        ),
    )


_LISTS = (
    *_tests(
        ("TUTESTCD", "TUTEST"),
        ("C96784", "C96783"),
        TU_TESTS,
        "Tumor or Lesion Identification",
        "CVLIND FIBLIND GRLIDENT LMLIDENT VSLIDENT",
    ),
    *_tests(
        ("TRTESTCD", "TRTEST"),
        ("C96779", "C96778"),
        TR_TESTS,
        "Tumor or Lesion Properties",
        """
        ACNDOREN ACPPDNLD ACPPDNLP AVMETSUV BMUPTAKE CALCFIND FDPL5PS LESELESV LESERYSV LESFLIND
        LESRVIND LESSCIND LESSCLSV LESTHICK LMBFLIND LMNDEXAM LMNDPNUM LRISCIND LRVCLIND NBNL2IND
        ORENLQN ORSTATE ORVERLN OTRCUPCB OTRCUPCN PALPSTAT PBNL2IND PCBSOREN PCBSPPD PCBSV
        PCNDOREN PCNPPD PCNSPPD PCNSV RADIODEN SULMAX SULMEAN SULPEAK VSLFLIND VSLPIND VSLRVIND
        """,
    ),
    *_tests(
        ("ONCRTSCD", "ONCRTS"),
        ("C96782", "C96781"),
        RS_TESTS,
        "Oncology Response Assessment",
        """
        BMIVLIND BMRRESP CPRFSTAT CYTORESP HEMARESP MJPTHIND MNPTHIND MOLRESP MRDIND MRDRESP
        MRPHRESP NTERESP NTNERESP STRUSTAT
        """,
    ),
    *_tests(("LBTESTCD", "LBTEST"), ("C65047", "C67154"), LB_TESTS, "Laboratory"),
    Codelist(
        name="TUIDRS",
        title="Tumor or Lesion Identification Test Results",
        code="C123650",
        terms=_coded(
            """
            BENIGN=C14172
            BONE LESION=C132466
            DISEASE SITE=C173263
            DISTANT=C25321
            LOCAL=C67263
            LOCATION OF INTEREST=C161481
            LOCOREGIONAL=C25388
            MEASURED=C103416
            NEW=C94522
            NEW BONE LESION=C132467
            NEW NON-TARGET=C139126
            NEW TARGET=C139127
            NON-MEASURABLE=C103423
            NON-TARGET=C94521
            NON-TARGET ENHANCING=C132468
            NON-TARGET EXTRA NODAL=C132469
            NON-TARGET NODAL=C132470
            NON-TARGET NON-ENHANCING=C132471
            NOT MEASURED=C103425
            PRIMARY=C40558
            REGIONAL=C25643
            TARGET=C94520
            TARGET EXTRA NODAL=C103442
            TARGET NODAL=C103443
            TARGET NODULE=C103444
            UNKNOWN=C17998
            """
        ),
    ),
    Codelist(
        name="TRPROPRS",
        title="Tumor or Lesion Properties Test Result",
        code="C124309",
        terms=_coded(
            """
            ABSENT=C48190
            DECREASED=C25640
            DIFFUSELY INCREASED=C147486
            ENLARGEMENT=C73432
            ENLARGEMENT FROM NADIR=C156593
            EQUIVOCAL=C86071
            FOCALLY INCREASED=C147487
            FURTHER ENLARGEMENT=C142367
            FURTHER ENLARGEMENT FROM NADIR=C156594
            INCREASED=C25533
            NON-PATHOLOGICAL=C126054
            NONPALPABLE=C124445
            NORMAL=C14165
            PALPABLE=C25606
            PATHOLOGICAL=C25610
            PRESENT=C25626
            TUMOR MERGED=C94525
            UNCHANGED=C71687
            UNEQUIVOCAL=C123645
            """
        ),
    ),
    Codelist(
        name="ONCRSR",
        title="Oncology Response Assessment Result",
        code="C96785",
        is_whole=False,
        terms=_coded(
            """
            CR=C4870
            EQUIVOCAL=C86071
            NE=C62222
            NED=C40413
            NON-CR/NON-PD=C96700
            NON-PD=C123599
            NON-iCR/NON-iUPD=C142361
            NOT ALL EVALUATED=C103424
            PD=C35571
            PDu=C123607
            PR=C18058
            PSEUDOPROGRESSION=C98298
            SD=C18213
            STABLE=C30103
            UNEQUIVOCAL=C123645
            iCPD=C142356
            iCR=C142357
            iPR=C142358
            iSD=C142359
            iUPD=C142360
            """
        ),
    ),
    Codelist(
        name="ONCRSCAT",
        title="Category of Oncology Response Assessment",
        code="C124298",
        is_whole=False,
        terms=_coded(
            """
            MRECIST LENCIONI LIVER CANCER 2010=C126032
            PERCIST=C126039
            PROTOCOL DEFINED RESPONSE CRITERIA=C126042
            RANO=C114879
            RECICL=C126044
            RECIST 1.0=C124414
            RECIST 1.1=C124415
            UNSPECIFIED=C38046
            WOLCHOK SOLID TUMORS 2009=C126051
            iRECIST=C136711
            itRECIST GOLDMACHER 2020=C179781
            """
        ),
    ),
    Codelist(
        name="EVAL",
        title="Evaluator",
        code="C78735",
        is_whole=False,
        terms=_coded(
            """
            ADJUDICATION COMMITTEE=C78726
            ADJUDICATOR=C96561
            CLINICAL STUDY SPONSOR=C70793
            INDEPENDENT ASSESSOR=C78720
            INVESTIGATOR=C25936
            ONCOLOGIST=C17821
            PRINCIPAL INVESTIGATOR=C19924
            RADIOLOGIST=C17824
            READER=C28747
            VENDOR=C68608
            """
        ),
    ),
    Codelist(
        name="MEDEVAL",
        title="Medical Evaluator Identifier",
        code="C96777",
        is_whole=False,
        terms=_coded(
            """
            ADJUDICATOR 1=C150867
            ADJUDICATOR 2=C150868
            ADJUDICATOR 3=C150869
            ONCOLOGIST 1=C96611
            ONCOLOGIST 2=C96612
            RADIOLOGIST 1=C94530
            RADIOLOGIST 2=C94531
            RADIOLOGIST 3=C187890
            READER 1=C94532
            READER 2=C94533
            READER 3=C139209
            """
        ),
    ),
    Codelist(
        name="NY",
        title="No Yes Response",
        code="C66742",
        is_extensible=False,
        terms={"N": "C49487", "NA": "C48660", "U": "C17998", "Y": "C49488"},
    ),
    Codelist(
        name="ND",
        title="Not Done",
        code="C66789",
        is_extensible=False,
        terms={"NOT DONE": "C49484"},
    ),
    Codelist(
        name="UNIT",
        title="Unit",
        code="C71620",
        is_whole=False,
        terms={"%": "C25613", "cm": "C49668", "mm": "C28251"},
    ),
    Codelist(
        name="METHOD",
        title="Method",
        code="C85492",
        is_whole=False,
        terms=_coded(
            """
            CALIPER MEASUREMENT METHOD=C176470
            CLINICAL EVALUATION=C124351
            CONTRAST ENHANCED CT SCAN=C137805
            CONTRAST ENHANCED MRI=C46087
            CT SCAN=C17204
            CT SCAN WITHOUT CONTRAST=C137806
            ENDOSCOPY=C16546
            MRI=C16809
            PALPATION=C16950
            PET SCAN=C17007
            PET/CT SCAN=C103512
            PET/MRI SCAN=C103514
            PHOTOGRAPHY=C94527
            PHYSICAL EXAMINATION=C20989
            SCINTIGRAPHY=C62667
            SPIRAL CT=C20645
            ULTRASOUND=C17230
            X-RAY=C38101
            """
        ),
    ),
    Codelist(
        name="LOC",
        title="Anatomical Location",
        code="C74456",
        is_whole=False,
        terms=_coded(
            """
            ADRENAL GLAND=C12666
            BLADDER=C12414
            BONE=C12366
            BRAIN=C12439
            BREAST=C12971
            CHEST WALL=C62484
            COLON=C12382
            ESOPHAGUS=C12389
            KIDNEY=C12415
            LIVER=C12392
            LUNG=C12468
            LYMPH NODE=C12745
            MEDIASTINUM=C12748
            MUSCLE=C13056
            NECK=C13063
            OMENTUM=C33209
            OVARY=C12404
            PANCREAS=C12393
            PELVIS=C12767
            PERITONEUM=C12770
            PLEURA=C12469
            PROSTATE GLAND=C12410
            RECTUM=C12390
            RETROPERITONEUM=C12298
            SKIN=C12470
            SOFT TISSUE=C12471
            SPLEEN=C12432
            STOMACH=C12391
            THYROID GLAND=C12400
            UTERUS=C12405
            """
        ),
    ),
    Codelist(
        name="LAT",
        title="Laterality",
        code="C99073",
        terms=_coded(
            """
            BILATERAL=C13332
            CONTRALATERAL=C25307
            IPSILATERAL=C25308
            LATERAL=C25230
            LEFT=C25229
            RIGHT=C25228
            UNILATERAL=C28012
            """
        ),
    ),
    Codelist(
        name="NRIND",
        title="Reference Range Indicator",
        code="C78736",
        terms={"ABNORMAL": "C78802", "HIGH": "C78800", "LOW": "C78801", "NORMAL": "C78727"},
    ),
)
CODELISTS = {one.name: one for one in _LISTS}
"""Every codelist by its short name."""
