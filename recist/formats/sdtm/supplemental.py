"""SUPPTU, SUPPTR, SUPPRS, SUPPLB: what the datasets have no variable for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recist.formats.held_text import paired
from recist.formats.sdtm.dataset import Cell, SdtmRecord
from recist.formats.sdtm.piece_names import piece_names
from recist.formats.sdtm.texts import pieces

QUALIFIERS = {
    "RCALTERN": ("Other Answer That a Reviewer May Give", "Derived"),
    "RCASREAD": ("Overall Response as Read", "Derived"),
    "RCCHANGE": ("Change Since the Last Visit", "Collected"),
    "RCCHAR": ("Character of the Lesion", "Collected"),
    "RCCOMM": ("Comment", "Collected"),
    "RCCONFRM": ("Confirmed by a Later Visit", "Derived"),
    "RCCRIT": ("Criteria of the Sum", "Assigned"),
    "RCDATE": ("Date as Entered", "Collected"),
    "RCFIELD": ("Radiation Field", "Collected"),
    "RCIMAGE": ("Image as Entered", "Collected"),
    "RCLEFT": ("Lesions Left Out After Local Treatment", "Derived"),
    "RCLESION": ("Lesion as Entered", "Collected"),
    "RCLITERL": ("Target Response Without the Hold", "Derived"),
    "RCMETHOD": ("Method as Entered", "Collected"),
    "RCNODAL": ("Lesion Is a Lymph Node", "Collected"),
    "RCORGAN": ("Organ as Entered", "Collected"),
    "RCPARENT": ("Lesion That Split or Carries the Mass", "Collected"),
    "RCPARTS": ("Lesions That the Sum Is of", "Derived"),
    "RCPARTSM": ("Sum of the Measured Part in mm", "Derived"),
    "RCPROGSN": ("Progressed Since Earlier Treatment", "Collected"),
    "RCREADER": ("Reader", "Assigned"),
    "RCREASON": ("Reason", "Collected"),
    "RCREVIEW": ("Best Response Needs Review", "Derived"),
    "RCROLE": ("Role at This Visit", "Collected"),
    "RCRULES": ("Rules That Decided", "Derived"),
    "RCSITE": ("Site Within the Organ", "Collected"),
    "RCSTATE": ("State as Entered", "Collected"),
    "RCTHICK": ("Slice Thickness in mm", "Collected"),
    "RCTOOSM": ("Too Small to Measure Counts as, in mm", "Assigned"),
    "RCVIABLE": ("Viable Diameter in mm", "Collected"),
    "RCVISIT": ("Visit as Entered", "Collected"),
    "RCVISITS": ("Visits That the Response Rests on", "Derived"),
}
"""By QNAM its label and where the value comes from."""
NAMES = {label: name for name, (label, _) in QUALIFIERS.items()}
"""By label its QNAM; the pieces of a long text have the label of the first."""


def supplemental_rows(records: Iterable[SdtmRecord]) -> Iterator[dict[str, Cell]]:
    """Make the records of a supplemental dataset."""
    for record in records:
        for name, text in record.more:
            label, origin = QUALIFIERS[name]
            for piece, part in zip(pieces(paired(text)), piece_names(name), strict=False):
                yield {
                    "STUDYID": record.values["STUDYID"],
                    "RDOMAIN": record.domain,
                    "USUBJID": record.values["USUBJID"],
                    "IDVAR": f"{record.domain}SEQ",
                    "IDVARVAL": str(record.seq),
                    "QNAM": part,
                    "QLABEL": label,
                    "QVAL": piece,
                    "QORIG": origin,
                    "QEVAL": record.values.get(f"{record.domain}EVAL", "") or "",
                }
