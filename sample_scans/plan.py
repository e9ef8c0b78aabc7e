"""The three sample patients: their scans, their lesions and the true size of each at each visit.

Every size here is chosen, not measured. Together the visits show PR, SD, NE, CR with a normal
node left, PD against the nadir but not against baseline, and PD by a new lesion.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

VISITS = ("baseline", "week 8", "week 16", "week 24")
NAMESPACE = uuid.UUID("6f2d1c1e-3b8a-5d52-9a57-51a3c0de2024")


def uid(*parts: object) -> str:
    """Return the UID under 2.25 that belongs to ``parts``, always the same."""
    return f"2.25.{uuid.uuid5(NAMESPACE, '|'.join(str(p) for p in parts)).int}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is true of one lesion at one visit; sizes in mm, None where nothing can be measured."""

    state: str
    long_mm: float | None = None
    short_mm: float | None = None
    change: str = ""
    reason: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesion:
    """One lesion: where it sits in the organs (LPS mm), how it lies, and its course."""

    name: str
    role: str
    organ: str
    site: str
    centre_mm: tuple[float, float, float]
    angle_degrees: float
    depth_ratio: float
    sights: tuple[Sight | None, Sight | None, Sight | None, Sight | None]

    @property
    def nodal(self) -> bool:
        return self.organ == "lymph node"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One visit's scan: its day and how the patient lay and breathed."""

    day: date
    organ_shift_mm: tuple[float, float, float]
    table_mm: tuple[float, float, float]
    lowest_mm: float
    slices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One series of a visit; ``tissues`` names its palette, ``only`` its slices if not all."""

    key: str
    number: int
    description: str
    tissues: str
    only: range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """One sample patient with four visits."""

    patient_id: str
    name: str
    sex: str
    age: str
    seed: int
    body: str
    modality: str
    description: str
    body_part: str
    arm: str
    reference_date: date
    rows: int
    columns: int
    row_spacing_mm: float
    column_spacing_mm: float
    slice_thickness_mm: float
    slice_spacing_mm: float
    tilt_degrees: tuple[float, float]
    centre_mm: tuple[float, float]
    scans: tuple[Scan, Scan, Scan, Scan]
    lesions: tuple[Lesion, ...]
    expected: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]

    def study_uid(self, visit: str) -> str:
        return uid(self.patient_id, visit, "study")

    def series_uid(self, visit: str, key: str = "") -> str:
        return uid(self.patient_id, visit, "series", *filter(None, [key]))

    def frame_uid(self, visit: str) -> str:
        return uid(self.patient_id, visit, "frame of reference")

    def image_uid(self, visit: str, number: int, key: str = "") -> str:
        return uid(self.patient_id, visit, "image", number, *filter(None, [key]))

    @property
    def main_series(self) -> Series:
        """The series that is read, present at every visit."""
        return Series(key="", number=2, description=self.description, tissues=self.modality)


def _measured(*sizes: tuple[float, float]) -> tuple[Sight, Sight, Sight, Sight]:
    first, second, third, fourth = (
        Sight(state="measured", long_mm=long, short_mm=short) for long, short in sizes
    )
    return first, second, third, fourth


def _present(*sizes: tuple[float, float], change: tuple[str, str, str]) -> tuple[Sight, ...]:
    return tuple(
        Sight(state="present", long_mm=long, short_mm=short, change=word)
        for (long, short), word in zip(sizes, ("", *change), strict=True)
    )


def _four(sights: tuple[Sight, ...]) -> tuple[Sight, Sight, Sight, Sight]:
    first, second, third, fourth = sights
    return first, second, third, fourth


GONE = Sight(state="absent")
LIVER_CT = Patient(
    patient_id="S-LIVER-CT", name="SAMPLE^LIVER CT", sex="F", age="061Y", seed=11,
    body="abdomen", modality="CT", description="CT portal venous 5.0", body_part="ABDOMEN",
    arm="A", reference_date=date(2024, 1, 11),
    rows=512, columns=512, row_spacing_mm=0.78125, column_spacing_mm=0.78125,
    slice_thickness_mm=5.0, slice_spacing_mm=5.0, tilt_degrees=(0.0, 0.0), centre_mm=(0.0, 14.0),
    scans=(
        Scan(day=date(2024, 1, 8), organ_shift_mm=(0.0, 0.0, 0.0), table_mm=(0, 0, -612.5),
             lowest_mm=-54.0, slices=17),
        Scan(day=date(2024, 3, 6), organ_shift_mm=(1.2, -1.6, 4.5), table_mm=(4, 3, -587.0),
             lowest_mm=-51.0, slices=17),
        Scan(day=date(2024, 5, 2), organ_shift_mm=(-0.8, 1.1, -3.5), table_mm=(-3, 5, -640.5),
             lowest_mm=-57.0, slices=17),
        Scan(day=date(2024, 6, 27), organ_shift_mm=(0.6, -0.7, 2.0), table_mm=(2, -4, -601.0),
             lowest_mm=-52.5, slices=17),
    ),
    lesions=(
        Lesion(name="T1", role="target", organ="liver", site="segment 7",
               centre_mm=(-86.0, 6.0, 15.0), angle_degrees=28.0, depth_ratio=0.46,
               sights=_measured((42.0, 33.5), (36.6, 29.0), (24.2, 19.4), (31.8, 25.2))),
        Lesion(name="T2", role="target", organ="liver", site="segment 3",
               centre_mm=(20.0, -60.0, 17.0), angle_degrees=-20.0, depth_ratio=0.48,
               sights=_measured((27.4, 22.0), (23.8, 19.2), (16.4, 13.6), (20.6, 16.8))),
        Lesion(name="T3", role="target", organ="lymph node", site="left para-aortic",
               centre_mm=(28.5, 15.0, -44.0), angle_degrees=78.0, depth_ratio=0.55,
               sights=_measured((24.0, 17.0), (20.8, 14.6), (16.2, 11.0), (18.4, 12.8))),
        Lesion(name="NT1", role="non-target", organ="liver", site="segment 4",
               centre_mm=(-58.0, -48.0, 4.0), angle_degrees=50.0, depth_ratio=0.6,
               sights=_four(_present((9.4, 8.0), (8.8, 7.4), (7.6, 6.4), (8.2, 7.0),
                                     change=("unchanged", "decreased", "unchanged")))),
        Lesion(name="NT2", role="non-target", organ="liver", site="segment 6",
               centre_mm=(-106.0, -10.0, -26.0), angle_degrees=-35.0, depth_ratio=0.6,
               sights=_four(_present((8.6, 7.4), (8.4, 7.0), (7.0, 6.2), (7.4, 6.4),
                                     change=("unchanged", "decreased", "unchanged")))),
    ),
    expected=(("SD", "SD"), ("PR", "PR"), ("PD", "PD")),
)  # fmt: skip
LIVER_MR = Patient(
    patient_id="S-LIVER-MR", name="SAMPLE^LIVER MR", sex="M", age="054Y", seed=57,
    body="abdomen", modality="MR", description="T1 FS hepatobiliary 5.0", body_part="LIVER",
    arm="B", reference_date=date(2024, 2, 9),
    rows=256, columns=320, row_spacing_mm=1.125, column_spacing_mm=1.21875,
    slice_thickness_mm=5.0, slice_spacing_mm=6.0, tilt_degrees=(5.0, -3.0), centre_mm=(0.0, 0.0),
    scans=(
        Scan(day=date(2024, 2, 5), organ_shift_mm=(0.0, 0.0, 0.0), table_mm=(0, 0, 21.4),
             lowest_mm=-46.0, slices=15),
        Scan(day=date(2024, 4, 3), organ_shift_mm=(-1.0, 0.8, -5.0), table_mm=(5, -2, 17.9),
             lowest_mm=-17.0, slices=10),
        Scan(day=date(2024, 5, 30), organ_shift_mm=(0.7, -1.3, 3.0), table_mm=(-4, 1, 30.2),
             lowest_mm=-44.0, slices=15),
        Scan(day=date(2024, 7, 24), organ_shift_mm=(1.4, 0.5, -2.0), table_mm=(1, 3, 25.6),
             lowest_mm=-47.0, slices=15),
    ),
    lesions=(
        Lesion(name="T1", role="target", organ="liver", site="segment 8",
               centre_mm=(-80.0, -20.0, 20.0), angle_degrees=40.0, depth_ratio=0.46,
               sights=_measured((34.4, 27.0), (31.0, 24.6), (21.2, 17.0), (21.8, 17.4))),
        Lesion(name="T2", role="target", organ="liver", site="segment 6",
               centre_mm=(-100.0, 2.0, -28.0), angle_degrees=-60.0, depth_ratio=0.5,
               sights=(Sight(state="measured", long_mm=22.6, short_mm=18.2),
                       Sight(state="not-evaluable", reason="outside the scanned range"),
                       Sight(state="measured", long_mm=13.4, short_mm=11.0),
                       Sight(state="measured", long_mm=13.8, short_mm=11.2))),
        Lesion(name="NT1", role="non-target", organ="liver", site="segment 1",
               centre_mm=(-64.0, 30.0, 26.0), angle_degrees=15.0, depth_ratio=0.55,
               sights=_four(_present((10.4, 9.0), (9.6, 8.2), (7.8, 6.8), (7.8, 6.8),
                                     change=("unchanged", "decreased", "unchanged")))),
        Lesion(name="N1", role="new", organ="liver", site="segment 2",
               centre_mm=(22.0, -60.0, 18.0), angle_degrees=10.0, depth_ratio=0.5,
               sights=(None, None, None,
                       Sight(state="unequivocal", long_mm=16.2, short_mm=13.0,
                             comment="not there on the earlier scans"))),
    ),
    expected=(("NE", "NE"), ("PR", "PR"), ("PD", "PD")),
)  # fmt: skip
LUNG_CT = Patient(
    patient_id="S-LUNG-CT", name="SAMPLE^LUNG CT", sex="F", age="067Y", seed=31,
    body="thorax", modality="CT", description="CT chest contrast 5.0", body_part="CHEST",
    arm="A", reference_date=date(2024, 3, 8),
    rows=512, columns=512, row_spacing_mm=0.78125, column_spacing_mm=0.78125,
    slice_thickness_mm=5.0, slice_spacing_mm=5.0, tilt_degrees=(0.0, 0.0), centre_mm=(0.0, 6.0),
    scans=(
        Scan(day=date(2024, 3, 4), organ_shift_mm=(0.0, 0.0, 0.0), table_mm=(0, 0, -212.0),
             lowest_mm=-38.0, slices=15),
        Scan(day=date(2024, 4, 30), organ_shift_mm=(0.5, -1.0, 3.0), table_mm=(-2, 4, -230.5),
             lowest_mm=-37.0, slices=15),
        Scan(day=date(2024, 6, 26), organ_shift_mm=(-0.9, 0.6, -2.5), table_mm=(3, 2, -198.0),
             lowest_mm=-40.0, slices=15),
        Scan(day=date(2024, 8, 20), organ_shift_mm=(0.4, 0.9, 1.5), table_mm=(1, -3, -221.5),
             lowest_mm=-38.5, slices=15),
    ),
    lesions=(
        Lesion(name="T1", role="target", organ="lung", site="right upper lobe",
               centre_mm=(-82.0, -16.0, 25.0), angle_degrees=-42.0, depth_ratio=0.46,
               sights=(Sight(state="measured", long_mm=28.6, short_mm=23.4),
                       Sight(state="measured", long_mm=16.8, short_mm=13.6), GONE, GONE)),
        Lesion(name="T2", role="target", organ="lung", site="left lower lobe",
               centre_mm=(76.0, 30.0, -24.0), angle_degrees=30.0, depth_ratio=0.5,
               sights=(Sight(state="measured", long_mm=19.8, short_mm=16.2),
                       Sight(state="measured", long_mm=11.0, short_mm=9.2), GONE, GONE)),
        Lesion(name="T3", role="target", organ="lymph node", site="right lower paratracheal",
               centre_mm=(-23.0, -1.0, 16.0), angle_degrees=6.0, depth_ratio=0.55,
               sights=_measured((25.0, 18.0), (19.0, 13.2), (12.6, 8.0), (14.0, 9.4))),
        Lesion(name="NT1", role="non-target", organ="lung", site="right lower lobe",
               centre_mm=(-88.0, 36.0, -14.0), angle_degrees=0.0, depth_ratio=0.65,
               sights=(Sight(state="present", long_mm=7.2, short_mm=6.4),
                       Sight(state="present", long_mm=5.4, short_mm=5.0, change="decreased"),
                       GONE, GONE)),
        Lesion(name="NT2", role="non-target", organ="lymph node", site="left axilla",
               centre_mm=(137.0, -6.0, 22.0), angle_degrees=75.0, depth_ratio=0.6,
               sights=_four(_present((15.0, 11.2), (14.2, 10.6), (12.0, 8.6), (11.8, 8.4),
                                     change=("unchanged", "decreased", "unchanged")))),
    ),
    expected=(("PR", "PR"), ("CR", "CR"), ("CR", "PD")),
)  # fmt: skip
# A second, shorter series in one study: whoever opens it must pick the one to read.
PLAIN = Series(
    key="plain", number=1, description="CT unenhanced 5.0", tissues="CT plain", only=range(11, 14)
)
EXTRA_SERIES = {("S-LIVER-CT", "week 8"): PLAIN}
PATIENTS = (LIVER_CT, LIVER_MR, LUNG_CT)
