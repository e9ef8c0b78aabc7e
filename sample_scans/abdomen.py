"""The upper belly: liver and its vessels, spleen, kidneys, stomach, bowel, great vessels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scene import Canvas
from shapes import Array, NoiseField, Organ, Outline, Tube, chain, grow_tree, inside
from torso import BACK_MUSCLES, Wall, bone_grain, mirrored, paint_spine, paint_wall

SKIN = mirrored(
    [(0, -111), (45, -110), (93, -97), (133, -66), (158, -18), (160, 24), (142, 63), (106, 87),
     (62, 102), (26, 104), (0, 99)]
)  # fmt: skip
MUSCLE = mirrored(
    [(0, -93), (45, -95), (87, -85), (123, -57), (145, -14), (147, 22), (130, 56), (99, 78),
     (60, 94), (24, 97), (0, 93)]
)  # fmt: skip
CAVITY = mirrored(
    [(0, -85), (40, -86), (78, -75), (111, -49), (131, -11), (132, 21), (116, 51), (88, 66),
     (58, 66), (34, 52), (20, 40), (0, 32)]
)  # fmt: skip
LIVER: dict[float, Outline] = {
    45.0: [(-10, -81), (25, -79), (56, -67), (63, -52), (46, -38), (18, -26), (-2, -12), (-12, 0),
           (-14, 14), (-20, 30), (-38, 42), (-62, 55), (-90, 56), (-113, 42), (-126, 15),
           (-126, -15), (-113, -42), (-86, -66), (-48, -80)],
    8.0: [(-20, -81), (10, -81), (34, -71), (38, -55), (22, -42), (2, -32), (-18, -27), (-32, -15),
          (-36, -2), (-30, 12), (-36, 27), (-50, 44), (-78, 56), (-107, 45), (-125, 17),
          (-126, -14), (-113, -42), (-87, -66), (-52, -80)],
    -38.0: [(-54, -72), (-42, -60), (-52, -42), (-66, -22), (-82, 0), (-92, 18), (-100, 34),
            (-114, 30), (-125, 8), (-125, -18), (-114, -44), (-90, -66)],
    -62.0: [(-80, -60), (-74, -48), (-84, -30), (-95, -10), (-104, 8), (-110, 16), (-120, 8),
            (-124, -8), (-122, -26), (-112, -44), (-96, -58)],
}  # fmt: skip
SPLEEN: dict[float, Outline] = {
    45.0: [(94, -8), (112, 2), (123, 20), (117, 40), (97, 56), (70, 61), (62, 52), (84, 40),
           (97, 22), (92, 6)],
    8.0: [(106, -2), (122, 14), (121, 33), (104, 51), (84, 57), (80, 46), (97, 32), (104, 16)],
    -26.0: [(114, 18), (122, 28), (113, 42), (101, 48), (98, 40), (107, 28)],
}  # fmt: skip
STOMACH: dict[float, Outline] = {
    45.0: [(42, -28), (66, -34), (88, -18), (91, 4), (80, 26), (60, 34), (40, 27), (28, 8),
           (30, -14)],
    8.0: [(46, -68), (72, -64), (98, -46), (106, -20), (96, -4), (74, -12), (54, -28), (40, -46)],
    -24.0: [(-16, -64), (20, -72), (56, -68), (86, -50), (86, -32), (62, -40), (26, -48),
            (-10, -46)],
}  # fmt: skip
PANCREAS: dict[float, Outline] = {
    10.0: [(20, -24), (40, -16), (62, 0), (84, 16), (78, 26), (54, 14), (32, 0), (16, -10)],
    -14.0: [(-26, -26), (0, -34), (28, -26), (44, -14), (36, -4), (8, -14), (-10, -4), (-26, -6)],
    -34.0: [(-32, -28), (-12, -32), (-4, -18), (-12, -4), (-28, -4), (-36, -16)],
}  # fmt: skip
PSOAS: dict[float, Outline] = {
    -15.0: [(20, 42), (27, 40), (31, 48), (28, 56), (21, 54)],
    -62.0: [(20, 36), (33, 34), (42, 44), (38, 58), (24, 58)],
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """A stretch of bowel; gas fills it where it lies ``gas_mm`` in front of its front axis."""

    tubes: list[Tube]
    gas_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Abdomen:
    """One patient's belly, ready to be painted slice by slice."""

    wall: Wall
    liver: Organ
    spleen: Organ
    stomach: Organ
    pancreas: Organ
    psoas: Organ
    portal: list[Tube]
    hepatic: list[Tube]
    loops: list[Loop]
    grain: NoiseField
    cloud: NoiseField

    def paint(self, canvas: Canvas, room: Array) -> None:
        """Paint everything but the lesions; ``room`` 0 keeps liver vessels off a lesion."""
        cavity = paint_wall(canvas, self.wall, self.grain)
        canvas.fill(cavity, "belly fat")
        self._paint_mesentery(canvas, cavity)
        self._paint_lung_bases(canvas, cavity)
        self._paint_back_vessels(canvas)
        paint_spine(canvas, self.wall, self.grain)
        x, y, z = canvas.organs
        canvas.fill(self.pancreas.at(x, y, z) + 1.4 * self.grain.at(x, y, z), "pancreas", 1.6)
        self._paint_kidneys(canvas)
        self._paint_bowel(canvas)
        self._paint_stomach(canvas)
        inner = canvas.fill(self.spleen.at(x, y, z), "spleen")
        canvas.image += inner * canvas.values["mottle"] * 0.6 * self.cloud.at(x, y, z)
        self._paint_liver(canvas, room)

    def _paint_liver(self, canvas: Canvas, room: Array) -> None:
        x, y, z = canvas.organs
        weight = canvas.fill(self.liver.at(x, y, z), "liver")
        # Fissure of the falciform ligament, then the gall bladder in its bed.
        fissure = np.abs(x + 14.0 + 0.25 * (y + 60.0)) - 0.5 - 0.06 * np.clip(-y - 62.0, 0, 20)
        fissure = fissure + 6.0 * inside(-54.0 - y, 5.0)
        reach = inside(np.abs(z + 2.0) - 26.0, 6.0) * weight
        canvas.blend(0.8 * inside(fissure, 1.2) * reach, canvas.values["belly fat"])
        canvas.image += weight * canvas.values["mottle"] * self.cloud.at(x, y, z)
        bladder = np.sqrt(((x + 45) / 13) ** 2 + ((y + 46) / 19) ** 2 + ((z + 26) / 20) ** 2)
        canvas.fill((bladder - 1.0) * 14.0, "gall bladder wall")
        canvas.fill((bladder - 1.0) * 14.0 + 1.8, "bile")
        canvas.tubes(self.portal, canvas.values["portal vein"], room=room)
        canvas.tubes(self.hepatic, canvas.values["hepatic vein"], room=room)
        self._paint_cava(canvas)

    def _paint_mesentery(self, canvas: Canvas, cavity: Array) -> None:
        x, y, z = canvas.organs
        strands = np.clip(self.grain.at(1.3 * x, y, z) - 1.35, 0.0, 1.0)
        canvas.blend(0.7 * strands * inside(cavity + 4.0, 2.0), canvas.values["muscle"])

    def _paint_lung_bases(self, canvas: Canvas, cavity: Array) -> None:
        """The air-filled recess behind and beside liver and spleen, deeper towards the chest."""
        x, y, z = canvas.organs
        angle = np.arctan2(np.abs(x), y)
        depth = np.clip((z - 2.0) / 43.0, 0.0, 1.3) * 11.0 * inside(angle - 1.35, 0.35)
        depth = depth * inside(18.0 - np.abs(x), 6.0)
        recess = np.maximum(cavity + 1.5, -cavity - 1.5 - depth)
        canvas.blend(inside(recess, 1.2) * (depth > 1.5), canvas.values["lung"])

    def _paint_back_vessels(self, canvas: Canvas) -> None:
        x, y, z = canvas.organs
        for side in (1.0, -1.0):
            canvas.fill(self.psoas.at(side * x, y, z), "muscle")
        crus = [
            *chain([(19, 16, 0), (22, 26, 0), (23, 38, 0)], [3.2, 4.0, 2.6]),
            *chain([(-6, 12, 0), (-15, 20, 0), (-21, 36, 0)], [3.4, 4.2, 2.6]),
        ]
        for tube in crus:
            canvas.fill(tube.at(x, y, np.zeros_like(z)) + 3.0 * inside(z + 40.0, 30.0), "muscle")
        canvas.fill(np.hypot(x - 6.0, y - 19.0) - 11.0, "vessel wall", 0.9)
        canvas.fill(np.hypot(x - 6.0, y - 19.0) - 10.0, "aorta", 0.9)
        self._paint_cava(canvas)
        glands = [
            *chain([(27, 14, 14), (33, 24, 4)], [1.8, 2.4]),
            *chain([(27, 14, 14), (28, 27, 4)], [2.0, 1.8]),
            *chain([(-37, 26, 16), (-42, 37, 6)], [1.8, 1.8]),
        ]
        canvas.tubes(glands, canvas.values["adrenal"])
        splenic = chain(
            [(-8, -8, -6), (22, -6, 0), (50, 10, 6), (78, 27, 10), (96, 30, 10)],
            [6.0, 5.0, 4.6, 4.2, 3.0],
        )
        mesenteric = chain(
            [(-6, -10, -60), (-8, -10, -8), (-22, -12, 4), (-38, -10, 12)], [5.5, 6.5, 7.0, 6.5]
        )
        canvas.tubes([*splenic, *mesenteric], canvas.values["portal vein"])
        artery = chain([(6, 8, 8), (6, -6, 4), (6, -12, -60)], [4.0, 3.6, 3.2])
        celiac = chain([(6, 9, 20), (4, -2, 22), (-20, -6, 18)], [3.6, 3.2, 2.6])
        renal = chain([(8, 20, -24), (34, 24, -28)], [2.8, 2.6])
        canvas.tubes([*artery, *celiac, *renal], canvas.values["aorta"])
        veins = chain([(54, 22, -28), (26, 6, -22), (-18, 12, -20)], [4.2, 4.0, 4.0])
        canvas.tubes(veins, canvas.values["cava"])

    @staticmethod
    def _paint_cava(canvas: Canvas) -> None:
        """Painted twice: its upper part runs in a groove of the liver."""
        x, y, z = canvas.organs
        drift = 0.06 * (z - 45.0)
        canvas.fill((np.hypot((x + 25.0 - drift) / 12.5, (y - 18.0) / 9.5) - 1.0) * 10.5, "cava")

    def _paint_kidneys(self, canvas: Canvas) -> None:
        for cx, cy, cz, turn in ((-60.0, 30.0, -48.0, 0.5), (62.0, 30.0, -30.0, -0.5)):
            x, y, z = (c - o for c, o in zip(canvas.organs, (cx, cy, cz), strict=True))
            u, v = np.cos(turn) * x - np.sin(turn) * y, np.sin(turn) * x + np.cos(turn) * y
            shell = (np.sqrt((u / 24.0) ** 2 + (v / 28.0) ** 2 + (z / 52.0) ** 2) - 1.0) * 25.0
            medial = u if cx < 0 else -u
            hilum = np.hypot((medial - 20.0) / 15.0, np.hypot(v / 8.0, z / 20.0)) - 1.0
            canvas.fill(shell, "kidney cortex")
            columns = 4.5 * self.grain.at(0.55 * x, 0.55 * y, 0.4 * z)
            canvas.fill(shell + 7.5 + columns, "kidney medulla", 2.4)
            sinus = np.hypot((medial - 8.0) / 12.0, np.hypot(v / 9.0, z / 30.0)) - 1.0
            fatty = np.maximum(np.minimum(hilum * 9.0, sinus * 9.0), shell - 2.0)
            canvas.fill(fatty, "belly fat", 1.8)
            pelvis = np.hypot((medial - 11.0) / 8.0, np.hypot(v / 4.0, z / 14.0)) - 1.0
            canvas.fill(pelvis * 4.5, "urine")

    def _paint_bowel(self, canvas: Canvas) -> None:
        x, y, z = canvas.organs
        for loop in self.loops:
            away = np.full(x.shape, 40.0)
            level = np.zeros_like(x)
            for tube in loop.tubes:
                distance = tube.at(x, y, z)
                nearer = distance < away
                away = np.where(nearer, distance, away)
                level = np.where(nearer, 0.5 * (tube.start_lps_mm[1] + tube.end_lps_mm[1]), level)
            if away.min() > 5.0:
                continue
            folds = away + 1.9 * self.cloud.at(1.3 * x, y + 31.0, 1.3 * z)
            canvas.fill(folds, "bowel wall")
            content = canvas.fill(folds + 2.6 + 0.5 * self.grain.at(x, y, z), "bowel", 1.6)
            gas = content * inside(y - level.min() + loop.gas_mm, 0.9)
            canvas.blend(gas, canvas.values["gas"])

    def _paint_stomach(self, canvas: Canvas) -> None:
        x, y, z = canvas.organs
        distance = self.stomach.at(x, y, z) + 1.6 * self.cloud.at(x, y, z + 40.0)
        canvas.fill(distance, "stomach wall")
        content = canvas.fill(distance + 4.2 + 1.2 * self.grain.at(x, y, z), "stomach")
        level = -22.0 + 0.32 * (z - 45.0)
        canvas.blend(content * inside(y - level, 0.9), canvas.values["gas"])


def _points_in(organ: Organ, count: int, seed: int, top_mm: float, margin_mm: float) -> Array:
    rng = np.random.default_rng(seed)
    spread = rng.uniform([-130, -85, -65], [65, 60, top_mm], size=(9 * count, 3))
    distance = organ.at(spread[:, 0], spread[:, 1], spread[:, 2])
    return spread[distance < -margin_mm][:count]


def _bowel(rng: np.random.Generator) -> list[Loop]:
    """Return the colon as a frame and some loops of small bowel on random walks."""
    transverse = chain(
        [(-44, -58, -66), (-14, -68, -60), (22, -71, -56), (58, -64, -51), (86, -46, -42),
         (103, -24, -33)],
        [12, 13, 13.5, 13, 13.5, 12],
    )  # fmt: skip
    descending = chain([(103, -24, -33), (110, -2, -46), (112, 12, -90)], [12, 10.5, 10])
    ascending = chain([(-72, -30, -50), (-74, -14, -64), (-76, -2, -90)], [12, 14, 15])
    loops = [
        Loop(tubes=ascending, gas_mm=4.0),
        Loop(tubes=descending, gas_mm=30.0),
        Loop(tubes=transverse, gas_mm=-3.0),
    ]
    for _ in range(3):
        points = [rng.uniform([34, -42, -74], [92, 4, -44])]
        for _ in range(6):
            step = rng.normal(0.0, 1.0, 3)
            step *= 22.0 / np.linalg.norm(step)
            points.append(np.clip(points[-1] + step, [30, -46, -80], [96, 6, -40]))
        path = [(float(p[0]), float(p[1]), float(p[2])) for p in points]
        loops.append(Loop(tubes=chain(path, [8.5] * 7), gas_mm=30.0))
    return loops


def make_abdomen(seed: int) -> Abdomen:
    """Build one patient's belly; ``seed`` varies the vessels, bowel and textures."""
    rng = np.random.default_rng(seed)
    liver = Organ(LIVER, cap_mm=30.0)
    wall = Wall(
        skin=Organ({0.0: SKIN}, None),
        muscle=Organ({0.0: MUSCLE}, None),
        cavity=Organ({0.0: CAVITY}, None),
        back=[Organ({0.0: outline}, None) for outline in BACK_MUSCLES],
        rib_pitch_mm=29.0, rib_drop_mm=58.0, rib_phase_mm=9.0, rib_from_angle=0.62,
        disc_pitch_mm=34.0, disc_phase_mm=float(rng.uniform(0, 30)),
    )  # fmt: skip
    porta = np.array([-40.0, -9.0, 13.0])
    portal = grow_tree(porta, _points_in(liver, 95, seed + 1, 70.0, 7.0), 0.75, 6.4, seed + 2)
    veins = []
    for number, (count, end) in enumerate([(38, (-34.0, 16.0, 52.0)), (30, (-20.0, 2.0, 52.0))]):
        targets = _points_in(liver, 4 * count, seed + 3 + number, 60.0, 9.0)
        side = targets[:, 0] < -62.0 if number == 0 else targets[:, 0] >= -62.0
        veins += grow_tree(np.array(end), targets[side][:count], 0.85, 5.6, seed + 5 + number)
    return Abdomen(
        wall=wall, liver=liver, spleen=Organ(SPLEEN, cap_mm=26.0), stomach=Organ(STOMACH),
        pancreas=Organ(PANCREAS, cap_mm=12.0), psoas=Organ(PSOAS, cap_mm=12.0),
        portal=portal, hepatic=veins, loops=_bowel(rng),
        grain=bone_grain(seed + 10), cloud=NoiseField(seed + 11, 14.0),
    )  # fmt: skip
