"""The chest: lungs with their vessels and airways, heart, great vessels, axillae."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scene import Canvas
from shapes import Array, NoiseField, Organ, Outline, Tube, chain, grow_tree, inside
from torso import BACK_MUSCLES, Wall, bone_grain, mirrored, paint_spine, paint_wall

SKIN = {
    -45.0: mirrored([(0, -108), (40, -112), (84, -110), (130, -82), (160, -32), (166, 14),
                     (154, 58), (122, 90), (72, 106), (28, 106), (0, 100)]),
    45.0: mirrored([(0, -96), (40, -102), (90, -104), (140, -84), (176, -40), (184, 10),
                    (170, 60), (130, 96), (74, 112), (28, 110), (0, 104)]),
}  # fmt: skip
MUSCLE = {
    -45.0: mirrored([(0, -88), (40, -90), (82, -86), (118, -62), (142, -26), (148, 14), (138, 54),
                     (110, 80), (66, 96), (26, 99), (0, 93)]),
    45.0: mirrored([(0, -82), (40, -90), (88, -90), (126, -72), (152, -34), (162, 12), (152, 56),
                    (118, 86), (68, 102), (26, 102), (0, 94)]),
}  # fmt: skip
CAVITY = mirrored(
    [(0, -74), (40, -74), (82, -61), (111, -31), (122, 8), (115, 42), (92, 65), (60, 71),
     (34, 62), (20, 44), (0, 32)]
)  # fmt: skip
RIGHT_LUNG: dict[float, Outline] = {
    42.0: [(-16, -62), (-42, -68), (-76, -58), (-104, -30), (-116, 8), (-109, 40), (-88, 61),
           (-58, 67), (-34, 60), (-24, 44), (-20, 28), (-22, 14), (-36, 2), (-46, -14), (-48, -32),
           (-34, -48)],
    0.0: [(-10, -66), (-40, -71), (-79, -59), (-107, -30), (-118, 8), (-111, 41), (-89, 63),
          (-58, 69), (-34, 61), (-24, 46), (-22, 32), (-38, 18), (-46, 2), (-50, -16), (-48, -36),
          (-30, -54)],
    -45.0: [(-20, -67), (-44, -71), (-80, -60), (-108, -31), (-119, 8), (-112, 41), (-90, 63),
            (-58, 69), (-34, 61), (-22, 44), (-20, 32), (-36, 26), (-56, 10), (-62, -14),
            (-56, -38), (-40, -56)],
}  # fmt: skip
LEFT_LUNG: dict[float, Outline] = {
    42.0: [(16, -64), (44, -69), (78, -58), (105, -30), (116, 8), (109, 40), (88, 61), (58, 67),
           (38, 60), (34, 48), (42, 34), (42, 14), (35, -8), (26, -30), (17, -50)],
    0.0: [(12, -67), (44, -71), (80, -59), (108, -29), (119, 8), (112, 41), (90, 63), (60, 69),
          (40, 61), (36, 48), (38, 30), (50, 16), (52, -4), (50, -24), (38, -44), (20, -58)],
    -45.0: [(56, -66), (72, -64), (92, -50), (110, -28), (119, 8), (112, 41), (90, 63), (60, 69),
            (40, 61), (36, 48), (40, 36), (66, 30), (90, 12), (98, -10), (92, -34), (74, -54)],
}  # fmt: skip
HEART: dict[float, Outline] = {
    -50.0: [(-54, -8), (-50, -36), (-26, -58), (18, -66), (58, -58), (84, -34), (90, -8),
            (74, 16), (40, 26), (4, 26), (-28, 22), (-46, 10)],
    -22.0: [(-46, -10), (-42, -36), (-22, -54), (14, -62), (44, -54), (60, -34), (62, -8),
            (50, 14), (26, 22), (0, 22), (-26, 18), (-42, 8)],
}  # fmt: skip
LV: dict[float, Outline] = {
    -50.0: [(26, -30), (48, -44), (72, -34), (80, -12), (64, 6), (42, 4), (28, -10)],
    -24.0: [(22, -18), (38, -28), (52, -22), (54, -8), (42, 4), (26, 2)],
}
RV: dict[float, Outline] = {
    -50.0: [(-16, -40), (8, -56), (42, -56), (48, -48), (24, -32), (6, -18), (-8, -20)],
    -24.0: [(-6, -48), (14, -56), (36, -50), (38, -38), (18, -28), (2, -32)],
}
RA: dict[float, Outline] = {
    -50.0: [(-48, -10), (-42, -32), (-24, -34), (-14, -16), (-16, 2), (-30, 12), (-44, 6)],
    -24.0: [(-42, -12), (-36, -32), (-22, -32), (-16, -18), (-22, -2), (-36, 2)],
}
LA: dict[float, Outline] = {
    -50.0: [(-22, 10), (4, 2), (34, 8), (40, 18), (16, 23), (-14, 21)],
    -24.0: [(-30, 6), (0, -4), (36, 2), (44, 12), (20, 20), (-18, 18)],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thorax:
    """One patient's chest, ready to be painted slice by slice."""

    wall: Wall
    lungs: tuple[Organ, Organ]
    heart: Organ
    chambers: list[tuple[Organ, str]]
    vessels: list[Tube]
    grain: NoiseField
    cloud: NoiseField

    def paint(self, canvas: Canvas, room: Array) -> None:
        """Paint everything but the lesions; ``room`` 0 keeps lung vessels off a lesion."""
        cavity = paint_wall(canvas, self.wall, self.grain)
        self._paint_shoulder(canvas)
        canvas.fill(cavity + 1.0, "fat")
        self._paint_breastbone(canvas)
        paint_spine(canvas, self.wall, self.grain)
        self._paint_heart(canvas)
        self._paint_lungs(canvas, room)
        self._paint_mediastinum(canvas)

    def _paint_shoulder(self, canvas: Canvas) -> None:
        """Axillary fat with its vessels between the pectoral and the broad back muscles."""
        x, y, z = canvas.body
        ax = np.abs(x)
        hollow = (np.hypot((ax - 138.0) / 17.0, (y + 22.0) / 27.0) - 1.0) * 18.0
        low = 0.5 * np.clip(5.0 - z, 0.0, 60.0)
        canvas.fill(hollow + low, "fat", 1.8)
        under_skin = self.wall.skin.at(x, y, z) + 9.0
        broad = (np.hypot((ax - 149.0) / 15.0, (y - 36.0) / 32.0) - 1.0) * 16.0
        canvas.fill(np.maximum(broad, under_skin), "muscle", 1.6)
        cleft = np.abs(np.hypot((ax - 150.0) / 11.0, (y - 40.0) / 25.0) - 1.0) * 12.0 - 0.4
        canvas.blend(0.45 * inside(cleft, 1.2) * inside(under_skin, 2.0), canvas.values["fat"])
        self._paint_blade(canvas)
        vessels = [(133.0, -30.0, 4.2), (139.0, -22.0, 3.2), (131.0, -16.0, 2.4)]
        for cx, cy, radius in vessels:
            round_ = np.hypot(ax - cx - 0.1 * z, y - cy + 0.1 * z) - radius
            canvas.fill(round_ + low, "vein", 0.9)

    @staticmethod
    def _paint_blade(canvas: Canvas) -> None:
        """The shoulder blade: a thin bowed plate with a thicker outer border."""
        x, y, z = canvas.body
        ax = np.abs(x)
        plate = np.abs(ax - 133.0 + 0.42 * (y - 56.0) - 0.012 * (y - 56.0) ** 2)
        thick = 1.2 + 2.0 * inside(np.abs(y - 40.0) - 3.0, 3.0)
        span = inside(np.abs(y - 55.0) - 18.0, 2.0) * inside(-z - 28.0, 8.0)
        canvas.blend(inside(plate - thick, 1.0) * span, canvas.values["cortex"])
        canvas.blend(0.7 * inside(plate - thick + 2.0, 1.0) * span, canvas.values["marrow"])

    def _paint_breastbone(self, canvas: Canvas) -> None:
        x, y, z = canvas.body
        flat = (np.hypot(x / 19.0, (y + 81.0) / 6.0) - 1.0) * 6.5
        canvas.blend(inside(flat, 1.1), canvas.values["cortex"])
        canvas.blend(inside(flat + 2.2, 1.2), canvas.values["marrow"] - 60.0)
        phase = np.abs((z + 9.0) % 24.0 - 12.0)
        joint = (np.hypot((np.abs(x) - 31.0) / 11.0, (y + 78.0) / 6.0) - 1.0) * 7.0
        canvas.blend(inside(joint, 1.2) * inside(phase - 7.0, 2.0), canvas.values["cartilage"])

    def _paint_heart(self, canvas: Canvas) -> None:
        x, y, z = canvas.organs
        outer = self.heart.at(x, y, z)
        canvas.fill(outer, "pericardium")
        canvas.fill(outer + 1.6, "fat")
        muscle = outer + 6.0 + 2.2 * self.cloud.at(x, y, z)
        canvas.fill(muscle, "myocardium", 2.0)
        for organ, tissue in self.chambers:
            canvas.fill(organ.at(x, y, z) + 1.0 * self.grain.at(x, y, z), tissue, 2.0)

    def _paint_lungs(self, canvas: Canvas, room: Array) -> None:
        x, y, z = canvas.organs
        values = canvas.values
        for organ, side in zip(self.lungs, (-1.0, 1.0), strict=True):
            distance = organ.at(x, y, z)
            canvas.blend(inside(distance + canvas.ripple - 0.9, 1.0), values["muscle"] - 10.0)
            air = values["lung"] + 0.45 * (y - 10.0) + 14.0 * self.cloud.at(x, y, z)
            air = air + 9.0 * self.grain.at(x, y, z)
            canvas.blend(inside(distance + canvas.ripple, 1.1), air)
            slope = y - 14.0 - 0.55 * (z + 8.0) + 0.12 * side * x + 3.0 * self.cloud.at(x, y, 0 * z)
            fissure = inside(np.abs(slope) - 0.25, 0.8) * inside(distance + 2.0, 1.5)
            canvas.blend(0.16 * fissure, values["muscle"])
        canvas.tubes(self.vessels, values["lung vessel"], room=room)

    def _paint_mediastinum(self, canvas: Canvas) -> None:
        v = canvas.values
        x, y, _ = canvas.organs
        arch = chain(
            [
                (-14, -26, -20),
                (-15, -26, 14),
                (-6, -16, 33),
                (10, 6, 38),
                (22, 30, 28),
                (24, 38, 6),
                (20, 38, -70),
            ],
            [16, 15.5, 14, 13, 12, 11.5, 11.0],
        )
        trunk = chain([(16, -40, -24), (20, -32, -8), (24, -14, 2), (34, 4, -2)], [13, 13, 11, 9])
        right = chain([(20, -24, -2), (2, -8, -2), (-26, -2, -4), (-42, 2, -8)], [10, 9.5, 9, 7.5])
        caval = chain([(-36, -30, -26), (-38, -32, 10), (-38, -34, 70)], [10, 8.5, 8.5])
        azygos = chain([(-12, 38, -60), (-13, 36, 14), (-25, 26, 33), (-38, -16, 34)], [3.6] * 4)
        pulmonary = chain([(-50, 12, -26), (-26, 8, -24)], [6, 7]) + chain(
            [(58, 14, -22), (34, 8, -22)], [5.5, 6.5])  # fmt: skip
        canvas.tubes([*trunk, *right], v["pulmonary artery"])
        canvas.tubes(pulmonary, v["left atrium"])
        canvas.tubes([*caval, *azygos], v["vein"])
        canvas.tubes(arch, v["aorta"])
        gullet = np.hypot((x - 7.0) / 8.0, (y - 25.0) / 5.5) - 1.0
        canvas.fill(gullet * 6.5, "muscle")
        canvas.fill(np.hypot(x - 6.0, y - 25.0) - 1.0, "fat", 1.5)
        self._paint_airways(canvas)

    @staticmethod
    def _paint_airways(canvas: Canvas) -> None:
        """Windpipe and bronchi: air inside a thin wall."""
        v = canvas.values
        airways = [
            *chain([(3, 6, 75), (2, 8, 14), (1, 9, 8)], [8.2, 8.2, 8.0]),
            *chain([(-2, 9, 8), (-24, 12, -6), (-42, 14, -14)], [7.0, 6.4, 5.2]),
            *chain([(-40, 13, -12), (-48, 22, -40), (-54, 30, -70)], [4.6, 4.0, 3.0]),
            *chain([(4, 9, 8), (28, 14, -10), (44, 16, -18)], [6.4, 5.8, 5.0]),
            *chain([(43, 16, -17), (50, 26, -42), (56, 34, -70)], [4.4, 3.8, 2.8]),
        ]
        walls = [
            Tube(start_lps_mm=t.start_lps_mm, end_lps_mm=t.end_lps_mm,
                 start_radius_mm=t.start_radius_mm + 1.5, end_radius_mm=t.end_radius_mm + 1.5)
            for t in airways
        ]  # fmt: skip
        canvas.tubes(walls, v["muscle"])
        canvas.tubes(airways, v["gas"])


def _points_in(organ: Organ, count: int, seed: int) -> Array:
    rng = np.random.default_rng(seed)
    spread = rng.uniform([-122, -74, -66], [122, 72, 66], size=(12 * count, 3))
    distance = organ.at(spread[:, 0], spread[:, 1], spread[:, 2])
    return spread[distance < -4.0][:count]


def make_thorax(seed: int) -> Thorax:
    """Build one patient's chest; ``seed`` varies the vessels and textures."""
    rng = np.random.default_rng(seed)
    wall = Wall(
        skin=Organ(SKIN, None), muscle=Organ(MUSCLE, None), cavity=Organ({0.0: CAVITY}, None),
        back=[Organ({0.0: outline}, None) for outline in BACK_MUSCLES],
        rib_pitch_mm=25.0, rib_drop_mm=46.0, rib_phase_mm=4.0, rib_from_angle=0.5,
        disc_pitch_mm=27.0, disc_phase_mm=float(rng.uniform(0, 27)),
    )  # fmt: skip
    lungs = (Organ(RIGHT_LUNG, None), Organ(LEFT_LUNG, None))
    vessels: list[Tube] = []
    for number, (organ, root) in enumerate(
        zip(lungs, ((-44.0, 4.0, -8.0), (46.0, 8.0, -6.0)), strict=True)
    ):
        for twin in range(2):
            targets = _points_in(organ, 300, seed + 10 * number + twin)
            shifted = np.array(root) + np.array([0.0, 7.0 * twin, -9.0 * twin])
            vessels += grow_tree(shifted, targets, 0.58, 7.4, seed + 40 + 10 * number + twin)
    chambers = [
        (Organ(LV), "left heart"), (Organ(RV), "right heart"), (Organ(RA), "right heart"),
        (Organ(LA, cap_mm=14.0), "left atrium"),
    ]  # fmt: skip
    return Thorax(
        wall=wall, lungs=lungs, heart=Organ(HEART, cap_mm=16.0), chambers=chambers,
        vessels=vessels, grain=bone_grain(seed + 20), cloud=NoiseField(seed + 21, 14.0),
    )  # fmt: skip
