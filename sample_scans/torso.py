"""What chest and belly share: skin, fat, muscle wall, ribs, spine, table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scene import Canvas
from shapes import Array, NoiseField, Organ, Outline, Tube, chain, inside


def mirrored(right_half: Outline) -> Outline:
    """Close a half outline (listed from front to back, x ≥ 0) over the midline."""
    left = [(-x, y) for x, y in reversed(right_half) if x > 1.0]
    return [*right_half, *left]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """The layers of the trunk and where its ribs run."""

    skin: Organ
    muscle: Organ
    cavity: Organ
    back: Sequence[Organ]
    rib_pitch_mm: float
    rib_drop_mm: float
    rib_phase_mm: float
    rib_from_angle: float
    disc_pitch_mm: float
    disc_phase_mm: float


BACK_MUSCLES: tuple[Outline, ...] = (
    [(6, 83), (13, 75), (28, 71), (47, 69), (59, 74), (58, 86), (44, 95), (22, 97), (8, 94)],
    [(62, 71), (76, 65), (90, 64), (96, 71), (83, 82), (66, 86)],
)


def paint_wall(canvas: Canvas, wall: Wall, grain: NoiseField) -> Array:
    """Paint the trunk from the skin inwards; return the distance to the cavity's surface."""
    x, y, z = canvas.body
    skin = wall.skin.at(x, y, z)
    canvas.fill(skin, "skin")
    canvas.fill(skin + 2.2, "fat")
    strands = np.clip(grain.at(x, 0.6 * y, z) - 1.5, 0.0, 1.0) * inside(skin + 6.0, 4.0)
    canvas.blend(0.5 * strands, canvas.values["muscle"])
    muscle = wall.muscle.at(x, y, z)
    cavity = wall.cavity.at(x, y, z)
    canvas.fill(muscle, "muscle")
    # Three flat muscle layers with thin fat between them.
    ring = muscle / np.minimum(muscle - cavity, -1.0)
    layers = inside(np.abs(ring - 0.42) * 12.0 - 0.55, 0.6) * inside(muscle, 1.0)
    canvas.blend(0.55 * layers * (y < 40.0), canvas.values["fat"])
    _paint_ribs(canvas, wall, cavity, grain)
    _paint_back(canvas, wall)
    return cavity


def _paint_back(canvas: Canvas, wall: Wall) -> None:
    x, y, z = canvas.body
    behind = inside(58.0 - y, 5.0) * inside(wall.muscle.at(x, y, z) + 2.0, 2.0)
    near_spine = behind * inside(np.abs(x) - 94.0, 6.0)
    canvas.blend(0.6 * near_spine, canvas.values["fat"])
    for muscle in wall.back:
        for side in (1.0, -1.0):
            canvas.fill(muscle.at(side * x, y, z), "muscle", 1.6)


def _paint_ribs(canvas: Canvas, wall: Wall, cavity: Array, grain: NoiseField) -> None:
    """Ribs run around the cavity and drop towards the front, so a slice cuts them obliquely."""
    x, y, z = canvas.body
    angle = np.arctan2(np.abs(x), y - 10.0)  # 0 at the spine, pi at the breastbone
    course = z + wall.rib_drop_mm * np.clip(angle - 0.35, 0.0, None) - wall.rib_phase_mm
    course = course + 5.0 * np.sign(x)
    gap = (course + 0.5 * wall.rib_pitch_mm) % wall.rib_pitch_mm - 0.5 * wall.rib_pitch_mm
    depth = cavity - 5.0
    size = np.hypot(depth / 4.3, gap / 7.5)
    shown = (angle > wall.rib_from_angle) & (angle < 2.45) & (np.abs(cavity) < 16.0)
    outer = inside((size - 1.0) * 4.0, 1.0) * shown
    canvas.blend(outer, canvas.values["cortex"])
    marrow = inside((size - 0.62) * 4.0, 1.0) * shown
    spongy = canvas.values["marrow"] + canvas.values["trabeculae"] * grain.at(x, y, z)
    canvas.blend(0.85 * marrow, spongy)


def paint_spine(canvas: Canvas, wall: Wall, grain: NoiseField) -> None:
    """Vertebral bodies with end plates, discs, arches, processes, canal and cord."""
    x, y, z = canvas.body
    phase = (z - wall.disc_phase_mm) % wall.disc_pitch_mm
    from_disc = np.abs(phase - 0.5 * wall.disc_pitch_mm)
    waist = 1.0 - 0.10 * np.cos(2.0 * np.pi * phase / wall.disc_pitch_mm - np.pi) ** 2
    back = np.clip((y - 50.0) / 14.0, 0.0, 1.0)
    size = np.hypot(x / (20.5 * waist), (y - 46.0) / (15.5 * waist))
    body = (size - 1.0) * 16.0 + 4.0 * back * inside(np.abs(x) - 9.0, 4.0)
    texture = canvas.values["marrow"] + canvas.values["trabeculae"] * grain.at(x, y, z)
    plate = np.exp(-((from_disc - 4.5) ** 2) / 6.0)
    bone = texture + plate * 0.3 * (canvas.values["cortex"] - texture)
    canvas.blend(inside(body, 1.1), canvas.values["cortex"])
    canvas.blend(inside(body + 2.2, 1.5), bone)
    canvas.blend(inside(body - 0.5, 1.5) * inside(from_disc - 3.2, 1.2), canvas.values["disc"])
    _paint_arch(canvas, from_disc, texture)


def _paint_arch(canvas: Canvas, from_disc: Array, texture: Array) -> None:
    x, y, _ = canvas.body
    high = np.zeros_like(x)
    parts: list[Tube] = [
        *chain([(12, 58, 0), (15, 66, 0), (9, 78, 0), (0, 83, 0)], [4.5, 5.0, 3.6, 3.8]),
        *chain([(0, 80, 0), (0, 93, 0)], [3.2, 2.2]),
        *chain([(15, 68, 0), (38, 72, 0)], [4.2, 3.0]),
    ]
    arch = np.full(x.shape, 30.0)
    for number, tube in enumerate(parts):
        distance = tube.at(np.abs(x), y, high)
        # Processes and pedicles are interrupted at the level of the disc.
        if number in (0, 4):
            distance = distance + 8.0 * inside(from_disc - 7.0, 4.0)
        arch = np.minimum(arch, distance)
    canvas.blend(inside(arch, 1.1), canvas.values["cortex"])
    canvas.blend(0.75 * inside(arch + 2.4, 1.2), texture)
    canal = (np.hypot(x / 10.0, (y - 70.0) / 7.8) - 1.0) * 8.5
    canvas.fill(canal, "fat", 1.0)
    canvas.fill(canal + 1.2, "fluid", 1.2)
    canvas.fill((np.hypot(x / 5.2, (y - 69.5) / 3.8) - 1.0) * 4.3, "cord", 1.4)


def paint_table(canvas: Canvas) -> None:
    """The couch: a curved carbon shell and its flat frame, seen only on CT."""
    x, y, _ = canvas.points
    top = y - 126.0 + 0.00055 * x**2
    across = inside(np.abs(x) - 196.0, 2.0)
    canvas.blend(inside(np.abs(top) - 0.9, 0.9) * across, -180.0)
    canvas.blend(inside(np.abs(top - 17.0) - 0.7, 0.9) * across, -420.0)
    frame = inside(np.abs(y - 168.0) - 0.5, 0.8) * inside(np.abs(x) - 104.0, 2.0)
    canvas.blend(frame, -350.0)


def bone_grain(seed: int) -> NoiseField:
    """Noise fine enough for trabecular bone and fat strands."""
    return NoiseField(seed, 5.0)
