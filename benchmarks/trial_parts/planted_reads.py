"""A read of both visits of a subject in which every word and number is a mark."""

from __future__ import annotations

from collections.abc import Mapping

from recist.model.row import Row
from recist.trial.calipers import CaliperRecord, Point
from recist.trial.row_cells import row_from_cells
from tests.formats.dicom_files import ROOT
from trial_parts.marks import Marks, Who


def read_of(
    marks: Marks,
    who: str,
    hidden_from: frozenset[Who],
    user: str,
    subject: str,
    days: Mapping[str, str],
) -> tuple[list[Row], list[CaliperRecord]]:
    """Return the rows and calipers of a reader; the targets of ``other`` grow, else they shrink."""

    def word(kind: str) -> str:
        return marks.word(f"{kind} of {who}", hidden_from)

    lesions = [
        {"lesion": word("lesion"), "organ": word("organ"), "site": word("site")} for _ in range(3)
    ]
    grows = who == "other"
    numbers = (marks.number(f"diameter of {who}", hidden_from) for _ in days)
    sizes = sorted(numbers, key=float, reverse=not grows)
    rows: list[dict[str, str]] = []
    calipers: list[CaliperRecord] = []
    for n, (visit, day) in enumerate(days.items()):
        image = f"1.2.826.{marks.digits(f'key image of {who}', hidden_from)}"
        place = {"subject": subject, "reader": user, "visit": visit, "date": day}
        target = {"role": "target", "state": "measured", "longest_diameter_mm": sizes[n]}
        target |= {"image": image, "field": word("field"), "comment": word("comment")}
        second = {"role": "non-target", "state": "present", "comment": word("comment")}
        third = {"role": "non-target", "state": "not-evaluable", "reason": word("reason")}
        if grows and n:
            second["state"] = "progression"
        for lesion, said in zip(lesions, (target, second, third), strict=True):
            rows.append({**place, **lesion, **said, word("column"): word("cell")})
        rows.append({**place, "role": "visit", "state": "assessed", "comment": word("comment")})
        ends = (_point(marks, who, hidden_from), _point(marks, who, hidden_from))
        calipers.append(_drawn({**place, **lesions[0]}, ends, image))
    return [row_from_cells(one, "benchmark") for one in rows], calipers


def _drawn(cells: Mapping[str, str], ends_lps_mm: tuple[Point, Point], image: str) -> CaliperRecord:
    return CaliperRecord(
        subject=cells["subject"],
        reader=cells["reader"],
        visit=cells["visit"],
        lesion=cells["lesion"],
        long_axis_lps_mm=ends_lps_mm,
        short_axis_lps_mm=None,
        frame_of_reference=f"{ROOT}.4.{int(cells['subject']) - 1}",
        image=image,
    )


def _point(marks: Marks, who: str, hidden_from: frozenset[Who]) -> Point:
    x, y = (float(marks.number(f"coordinate of {who}", hidden_from)) for _ in range(2))
    return x, -y, 0.0
