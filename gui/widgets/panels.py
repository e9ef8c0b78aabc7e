"""The keyboard's way from panel to panel, and within a panel from one control to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QApplication, QWidget

ROW_PX = 16
SHORTCUT, TAB = Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.TabFocusReason
BACKTAB = Qt.FocusReason.BacktabFocusReason


class Way(Enum):
    """To the next one or to the one before."""

    FORWARD = 1
    BACK = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part of the room that F6 leads to.

    Attributes
    ----------
    widgets : tuple of QWidget
        What belongs to it.
    first : callable
        Returns the control that F6 goes to; None for the first one in it.
    """

    widgets: tuple[QWidget, ...]
    first: Callable[[], QWidget | None] = lambda: None


def step_panel(panels: Sequence[Panel], home: Panel, way: Way) -> None:
    """Give the focus to the panel beside the one that has it; without one, to ``home``.

    A panel with nothing to use in it, such as the fields of a lesion while none is chosen, is
    passed over.
    """
    open_ = [one for one in panels if controls(one)]
    here = [n for n, one in enumerate(open_) if _focused(controls(one)) is not None]
    if here:
        _enter(open_[(here[0] + way.value) % len(open_)])
    elif home in open_:
        _enter(home)


def step_control(panels: Sequence[Panel], way: Way) -> bool:
    """Give the focus to the control beside the one that has it, as Tab does.

    After the last control of a panel comes the first one of the next panel.
    """
    stops = [widget for one in panels for widget in controls(one)]
    place = _focused(stops)
    if place is None:
        return False
    reason = TAB if way is Way.FORWARD else BACKTAB
    stops[(place + way.value) % len(stops)].setFocus(reason)
    return True


def controls(panel: Panel) -> list[QWidget]:
    """Return what Tab stops at in a panel, line by line as it is seen."""
    found: list[QWidget] = []
    for part in panel.widgets:
        inside = [one for one in (part, *part.findChildren(QWidget)) if _is_stop(one)]
        found.extend(sorted(inside, key=_place))
    return found


def _enter(panel: Panel) -> None:
    first = panel.first()
    stop = controls(panel)[0] if first is None else first
    stop.setFocus(SHORTCUT)
    # The images may be in a window of their own.
    bring_up(stop)


def bring_up(widget: QWidget) -> None:
    """Make the window of a widget the one that keys go to."""
    window = widget.window()
    if window is not None:
        window.activateWindow()


def _is_stop(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isEnabled() and widget.isVisible() and not widget.focusProxy()


def _place(widget: QWidget) -> tuple[int, int]:
    """Return line and column; controls of different height may stand in one line."""
    window = widget.window()
    at = widget.mapTo(window, QPoint(0, 0)) if window is not None else QPoint(0, 0)
    height = min(widget.height(), 2 * ROW_PX)
    return (at.y() + height // 2) // ROW_PX, at.x()


def _focused(stops: Sequence[QWidget]) -> int | None:
    """Return the place of the stop that has the focus, or holds the widget that has it."""
    focused = QApplication.focusWidget()
    if focused is None:
        return None
    if focused in stops:
        return stops.index(focused)
    return next((n for n, one in enumerate(stops) if one.isAncestorOf(focused)), None)
