"""The keyboard's way from panel to panel."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QWidget

from gui.widgets.sides import LeftSide, RightSide
from gui.widgets.tile_area import TileArea
from recist.model.lesion import Lesion


def step_panel(left: LeftSide, area: TileArea, right: RightSide, *, lesion: Lesion | None) -> None:
    """Give the focus to the panel after the one that has it; without one, to the images.

    The lesion's own fields are a panel only while a lesion is chosen.
    """
    panels: list[QWidget] = [left.work_list, left.cards, area, right.table]
    if lesion is not None:
        panels.append(right.editor)
    panels.append(right.response_area)
    here = [n for n, panel in enumerate(panels) if _has_focus(panel)]
    panel = panels[(here[0] + 1) % len(panels) if here else panels.index(area)]
    if panel is area:
        area.focus_active()
    elif panel is right.editor:
        right.editor.focus_first()
    else:
        panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
    # The images may be in a window of their own.
    bring_up(panel)


def bring_up(widget: QWidget) -> None:
    """Make the window of a widget the one that keys go to."""
    window = widget.window()
    if window is not None:
        window.activateWindow()


def _has_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))
