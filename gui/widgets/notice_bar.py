"""A line that tells the reader something important without standing in the way."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.state.keys import Intent
from gui.state.tongue import tr
from gui.widgets.labels import label
from gui.widgets.standing import all_stand_for


class NoticeBar(QWidget):
    """Shows one notice with at most one thing to do about it; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = label("", "text")
        self._act = QPushButton()
        self._close = QPushButton(tr("Close"))
        all_stand_for((self._act, self._close), Intent.NOTICE)
        self._do: Callable[[], None] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 10, 6)
        layout.setSpacing(10)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._act)
        layout.addWidget(self._close)
        self._act.clicked.connect(self._on_act)
        self._close.clicked.connect(self.hide)
        self.hide()

    def tell(self, text: str, act: str = "", do: Callable[[], None] | None = None) -> None:
        """Show a notice; ``act`` names the button that does ``do``."""
        self._text.setText(text)
        self._act.setText(act)
        self._act.setVisible(do is not None)
        self._do = do
        self.show()

    def text(self) -> str:
        """Return the notice that is shown, empty where there is none."""
        return "" if self.isHidden() else self._text.text()

    def _on_act(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()
