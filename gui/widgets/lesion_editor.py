"""One line under the table: what the chosen lesion is, to be changed without a dialog."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtBoundSignal, pyqtSignal
from PyQt6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from gui.state.keys import Intent
from gui.state.tongue import tr
from gui.widgets.choice import Choice
from gui.widgets.standing import stands_for
from recist.model.lesion import Lesion

ORGANS = (
    "liver",
    "lung",
    "lymph node",
    "bone",
    "brain",
    "adrenal",
    "kidney",
    "spleen",
    "pancreas",
    "peritoneum",
    "pleura",
    "soft tissue",
    "skin",
    "breast",
    "ovary",
)


class LesionEditor(QWidget):
    """Organ, site and whether it is a node; says what the reader changed."""

    organ_given = pyqtSignal(str)
    site_given = pyqtSignal(str)
    nodal_given = pyqtSignal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lesion: Lesion | None = None
        self._giving = False
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setProperty("kind", "strong")
        self._name.setMinimumWidth(30)
        self._organ = Choice()
        self._organ.setEditable(True)
        self._organ.addItems(ORGANS)
        self._organ.setAccessibleName(tr("Organ"))
        self._organ.setMinimumWidth(120)
        edit = self._organ.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(tr("organ"))
        self._site = QLineEdit()
        self._site.setPlaceholderText(tr("site, e.g. segment 7"))
        self._site.setToolTip(self._site.placeholderText())
        self._site.setAccessibleName(tr("Site"))
        self._nodal = QCheckBox(tr("node"))
        self._nodal.setToolTip(tr("A lymph node: its short axis counts, but for RECIST 1.0"))
        stands_for(self._nodal, Intent.NODE)
        self._nodal.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._name)
        layout.addWidget(self._organ, 2)
        layout.addWidget(self._site, 3)
        layout.addWidget(self._nodal)
        self._organ.textActivated.connect(self._on_organ)
        edit.editingFinished.connect(lambda: self._on_organ(self._organ.currentText()))
        self._site.editingFinished.connect(self._on_site)
        self._nodal.clicked.connect(self.nodal_given)
        self.show_lesion(None)

    def show_lesion(self, lesion: Lesion | None) -> None:
        """Show another lesion; None leaves the line empty and disabled."""
        if lesion == self._lesion and lesion is not None:
            return
        self._lesion = lesion
        for widget in (self._organ, self._site, self._nodal):
            widget.setEnabled(lesion is not None)
        self._name.setText(lesion.id if lesion else "–")
        self._organ.setCurrentText(lesion.organ if lesion else "")
        self._site.setText(lesion.site if lesion else "")
        self._nodal.setChecked(lesion.nodal if lesion else False)

    def show_again(self) -> None:
        """Show the lesion as it is: what was written was given up."""
        lesion, self._lesion = self._lesion, None
        self.show_lesion(lesion)

    def toggle_node(self) -> None:
        """Say of the lesion that it is a lymph node, or that it is none."""
        if self._nodal.isEnabled():
            self._nodal.click()

    def _on_organ(self, text: str) -> None:
        if self._is_new(text.strip(), self._lesion.organ if self._lesion else None):
            self._give(self.organ_given, text.strip())

    def _on_site(self) -> None:
        text = self._site.text().strip()
        if self._is_new(text, self._lesion.site if self._lesion else None):
            self._give(self.site_given, text)

    def _is_new(self, text: str, known: str | None) -> bool:
        return known is not None and text != known and not self._giving

    def _give(self, signal: pyqtBoundSignal, text: str) -> None:
        """Say it once: a question that it leads to takes the keyboard, and so ends the editing."""
        self._giving = True
        signal.emit(text)
        self._giving = False
