"""What speaks against a lesion, with the text of each rule and its clause."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from gui.state.rule_texts import RuleText
from gui.state.tongue import tr
from gui.widgets.labels import label
from gui.widgets.listing import listed

MOST_LINES = 12


class RuleDialog(QDialog):
    """Shows the findings one under the other; Esc or Return closes it."""

    def __init__(self, rules: tuple[RuleText, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What speaks against it"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(6)
        layout.addWidget(label(tr("What speaks against it"), "title"))
        said = [
            label(text, kind)
            for rule in rules
            for kind, text in (("strong", rule.said), ("soft", rule.text), ("small", rule.citation))
            if text
        ]
        for one in said:
            if one.property("kind") == "strong":
                one.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(listed(said, tr("What speaks against it"), MOST_LINES))
        layout.addSpacing(8)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
