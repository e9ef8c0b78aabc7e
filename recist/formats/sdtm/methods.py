"""How what TR derives is made, in words: the methods of define.xml."""

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


def _read(text: str) -> dict[str, tuple[str, str]]:
    found = {}
    for block in text.strip().split("\n\n"):
        title, *lines = block.splitlines()
        test, name = title.split(" | ")
        found[test] = (name, " ".join(lines))
    return found


METHODS = _read(_TEXTS)
"""By TRTESTCD the name of the method and how it goes."""
