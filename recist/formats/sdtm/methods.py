"""How what is derived is made, in words: the methods of define.xml."""

from __future__ import annotations

_TEXTS = """
SUMDIAM | Sum of diameters
The lengths of the target lesions of the baseline that lie in the scope (TRGRPID), added up by the
criteria of the protocol (TRSPID; supplemental qualifier RCCRIT). RECIST 1.1 and iRECIST: LPERP of
lymph nodes, LDIAM of the others; RECIST 1.0: LDIAM of all; mRECIST: VDIAM in the liver, elsewhere
as RECIST 1.1. Absent and merged lesions count 0, lesions too small to measure TRSTRESN; fragments
stand for the lesion that split. NOT DONE where a lesion has no value. Where TRGRPID begins with
NEW TARGET: under iRECIST, of the target-like new lesions, which RCPARTS names.

SUMNLNLD | Sum of diameters without lymph nodes
As SUMDIAM, of the target lesions that are no lymph nodes.

LNSTATE | State of the lymph nodes
NON-PATHOLOGICAL where every target lymph node is below the size of a normal node: 10 mm in the
short axis, in RECIST 1.0 gone altogether; otherwise PATHOLOGICAL.

ACNSD | Change from the nadir in mm
SUMDIAM less the smallest SUMDIAM of the visits before it, the baseline included.

PCBSD | Change from the baseline in percent
100 x (SUMDIAM - SUMDIAM of the baseline) / SUMDIAM of the baseline, to 0.01; empty over a baseline
of 0. A planned local treatment makes the first visit after it the baseline.

PCNSD | Change from the nadir in percent
100 x ACNSD / nadir, to 0.01; empty over a nadir of 0.
"""
_VARIABLES = """
SEQ | Sequence number
10,000 times the number of the reader (--EVALID) and a running number within the reader's records.

VISITNUM | Visit number
Planned visits are numbered by how long after the baseline they are on average over all subjects; an
unscheduled one has the number of the planned visit before it and hundredths.

BLFL | Baseline flag
Y for what makes up the baseline that the protocol's criteria compare with.

DY | Study day
Days from the reference date of the subject table, which is day 1; there is no day 0.

LNKGRP | Link group
The reader's number and the visit's: what the response of a visit rests on.

RESULT | Response
By the tables of the criteria (RSCAT) and the options of the protocol (RSSPID), from the sums, the
other lesions and the new ones of the visit; the rules that decided stand in RCRULES.

DTC | Date of a response
PD by a new or a non-target lesion: the scan that shows it; by the sum: the last scan measured for
it; several causes: the earliest. All else: the last scan that the response rests on.
"""
_QUALIFIERS = """
RCALTERN | Other answer of a reviewer
The best response that the criteria leave to a reviewer beside the one that is told.

RCASREAD | Response as read
The overall response of the visit before a later visit dated a progression back to it.

RCCONFRM | Confirmation
Y where a later visit confirms the best response as the protocol asks for.

RCLEFT | Lesions left out
The targets whose local treatment, as the protocol sees it, ends their part in the sum.

RCLITERL | Literal target response
TRGRESP by the sum of the visit alone, without the hold of an earlier PR.

RCPARTS | Lesions of a sum
The new lesions that were target-like when they first stood as unequivocal.

RCPARTSM | Measured part of a sum
As SUMDIAM, of the lesions that have a value.

RCREVIEW | Review
Y where the best response rests on a rule that the criteria leave to a reviewer.

RCRULES | Rules that decided
The ids of the rules of the criteria that were applied, in their order.

RCVISITS | Visits of the best response
The visits that the best response rests on.
"""


def _read(text: str) -> dict[str, tuple[str, str]]:
    found = {}
    for block in text.strip().split("\n\n"):
        title, *lines = block.splitlines()
        test, name = title.split(" | ")
        found[test] = (name, " ".join(lines))
    return found


METHODS = _read(_TEXTS)
"""By TRTESTCD the name of the method and how it goes."""
OF_VARIABLES = _read(_VARIABLES)
"""The same by a variable without its domain; RESULT makes RSORRES and RSSTRESC."""
OF_QUALIFIERS = _read(_QUALIFIERS)
"""The same by QNAM."""
RESULTS = frozenset({"RSORRES", "RSSTRESC"})


def method_of(variable: str) -> str:
    """Return which of `OF_VARIABLES` makes a derived variable."""
    if variable in RESULTS:
        return "RESULT"
    return variable if variable in OF_VARIABLES else variable[2:]
