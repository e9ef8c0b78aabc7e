"""The response panel: the category in large, its sentences, what to mind, and the chart."""

from __future__ import annotations

from PyQt6.QtCore import QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PyQt6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.state.keys import Intent
from gui.state.response_panel import ResponsePanel
from gui.state.tongue import later, tr
from gui.widgets import style
from gui.widgets.standing import all_stand_for, stands_for
from gui.widgets.steady_label import SteadyLabel
from gui.widgets.sum_chart import SumChart
from gui.widgets.table_delegate import error_sign, warning_sign
from recist.model.finding import Finding, Severity

SHOWN_FINDINGS = 2
LONGEST_LARGE = 3


SEVERITIES = {
    Severity.INFO: later("info"),
    Severity.WARNING: later("warning"),
    Severity.ERROR: later("error"),
}


class FindingLine(QAbstractButton):
    """One finding: a sign, its text; a click, Enter or Space leads to its lesion."""

    lesion_wanted = pyqtSignal(str)

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._finding = finding
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 1, 4, 1)
        text = QLabel(finding.message)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setProperty("kind", "small")
        text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.addWidget(text)
        severity = tr(SEVERITIES[finding.severity])
        self.setToolTip(f"{severity}: {finding.message} ({finding.code})")
        self.setAccessibleName(f"{severity}: {finding.message}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if finding.lesion:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._lead)

    def sizeHint(self) -> QSize:
        """Ask for the room of the text."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the sign beside the text: an i, a triangle, or a disc with a cross."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(1, 4, 12, 11)
        match self._finding.severity:
            case Severity.INFO:
                painter.setPen(QColor(style.DIM))
                painter.drawEllipse(area.adjusted(1, 1, -2, -1))
                painter.setFont(style.font(style.TINY_PX))
                painter.drawText(area.adjusted(0, 0, -1, 0), Qt.AlignmentFlag.AlignCenter, "i")
            case Severity.WARNING:
                warning_sign(painter, area, style.WARNING)
            case Severity.ERROR:
                error_sign(painter, area, style.ERROR)
        if self.hasFocus():
            painter.setPen(QColor(style.ACCENT))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Let Enter do what Space does."""
        if event is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _lead(self) -> None:
        if self._finding.lesion:
            self.lesion_wanted.emit(self._finding.lesion)


class ResponseView(QFrame):
    """Shows one `ResponsePanel`."""

    why_wanted = pyqtSignal()
    copy_wanted = pyqtSignal()
    lesion_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._findings: tuple[Finding, ...] = ()
        self._title = QLabel()
        self._title.setAccessibleDescription(tr("Response of this visit"))
        self._context = QLabel()
        self._context.setTextFormat(Qt.TextFormat.PlainText)
        self._context.setProperty("kind", "soft")
        self._context.setWordWrap(True)
        self._why = QPushButton(tr("Why?"))
        self._why.setProperty("kind", "link")
        self._why.setToolTip(tr("The rules, clauses, figures and lesions behind this response"))
        self._copy = QPushButton(tr("Copy as text"))
        self._copy.setProperty("kind", "link")
        self._copy.setToolTip(tr("Put this visit's result on the clipboard as report sentences"))
        self._sentence = SteadyLabel("text", style.TEXT)
        self._more = SteadyLabel("small", style.SOFT)
        self._noise = SteadyLabel("noise", style.WARNING)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(2)
        self._all = QPushButton()
        self._all.setProperty("kind", "link")
        self._all.hide()
        all_stand_for((self._why, self._all), Intent.WHY)
        stands_for(self._copy, Intent.COPY_TEXT)
        self._lay_out()
        self._why.clicked.connect(self.why_wanted)
        self._all.clicked.connect(self.why_wanted)
        self._copy.clicked.connect(self.copy_wanted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._context, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._copy, 0)
        head.addWidget(self._why, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 12, 12)
        layout.setSpacing(5)
        layout.addLayout(head)
        layout.addWidget(self._sentence)
        layout.addWidget(self._more)
        layout.addWidget(self._noise)
        layout.addLayout(self._notes)
        layout.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)

    def show_panel(self, panel: ResponsePanel) -> None:
        """Show another panel."""
        word = panel.response.value if panel.response else ""
        colour = style.response_colour(word) if word else style.TEXT
        size = style.LARGE_PX if len(panel.title) <= LONGEST_LARGE else style.MIDDLE_PX
        self._title.setText(panel.title)
        look = f"color: {colour}; font-size: {size}px; font-weight: 700"
        if look != self._title.styleSheet():
            self._title.setStyleSheet(look)
        self._context.setText(panel.context)
        self._why.setVisible(panel.judged)
        self._copy.setVisible(panel.judged)
        self._sentence.setText("\n".join(panel.sentences))
        self._more.setText("\n".join(one for one in (panel.thresholds, panel.distance) if one))
        self._noise.setText(panel.noise)
        self._noise.setToolTip(panel.noise_source)
        self._noise.setAccessibleDescription(panel.noise_source)
        self._show_findings(panel.findings)

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        if findings == self._findings:
            return
        self._findings = findings
        while (item := self._notes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                # A question that is open meanwhile would put off that it goes.
                widget.hide()
                widget.deleteLater()
        for finding in findings[:SHOWN_FINDINGS]:
            line = FindingLine(finding)
            line.lesion_wanted.connect(self.lesion_chosen)
            self._notes.addWidget(line)
            # What is not shown yet has no height, and would be cut until the next change of size.
            line.show()
        rest = len(findings) - SHOWN_FINDINGS
        self._all.setVisible(rest > 0)
        self._all.setText(tr("{number} more", number=rest))

    def response_text(self) -> str:
        """Return what the panel says, for tests and screen readers."""
        return " ".join((self._title.text(), self._context.text(), self._sentence.text()))


class ChartCard(QFrame):
    """The chart with its heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.chart = SumChart()
        heading = QLabel(tr("SUM OF DIAMETERS · mm"))
        heading.setProperty("kind", "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 8, 6)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addWidget(self.chart, 1)

    def sizeHint(self) -> QSize:
        """Ask for the height of a flat chart."""
        return QSize(380, 230)
