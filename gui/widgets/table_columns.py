"""Which visits the table has room for: whole columns, the current one always among them."""

from __future__ import annotations

from dataclasses import dataclass

LESION_PX, ORGAN_PX, VISIT_PX, MOST_VISIT_PX = 60, 80, 72, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Widths:
    """The columns' widths in pixels; together they never exceed the room."""

    lesion: int
    organ: int
    visit: int


def places(visits: int, room_px: int) -> int:
    """Return how many of the visits stand side by side in a room."""
    return min(visits, max(1, (room_px - LESION_PX - ORGAN_PX) // VISIT_PX))


def widths(shown: int, room_px: int) -> Widths:
    """Share a room among the two first columns and the visits that are shown."""
    free = room_px - LESION_PX - ORGAN_PX
    visit = max(VISIT_PX, min(free // max(shown, 1), MOST_VISIT_PX))
    organ = max(ORGAN_PX, room_px - LESION_PX - visit * shown)
    return Widths(lesion=LESION_PX, organ=organ, visit=visit)


def steps(visits: int, room: int) -> int:
    """Return how far the table can be scrolled, in columns."""
    return max(visits - room, 0)


def visible(visits: int, room: int, current: int | None, first: int) -> tuple[int, ...]:
    """Return the places of the visits that are shown.

    Parameters
    ----------
    visits : int
        How many there are.
    room : int
        How many stand side by side.
    current : int or None
        The one that always stays.
    first : int
        How many of the others are scrolled away to the left, from 0 to `steps`.
    """
    if room >= visits:
        return tuple(range(visits))
    if current is None:
        return tuple(range(first, first + room))
    others = [n for n in range(visits) if n != current]
    return tuple(sorted((current, *others[first : first + room - 1])))


def first_beside(visits: int, room: int, current: int | None) -> int:
    """Return the scroll at which the visits before the current one are in sight."""
    if current is None:
        return steps(visits, room)
    return min(max(current - (room - 1), 0), steps(visits, room))
