"""What the screens of a trial are put together from: labels, fields, buttons, a table, a window."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QColor, QKeyEvent, QResizeEvent, QShowEvent
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.state.tongue import tr
from gui.widgets import style
from gui.widgets.labels import label
from recist.model.errors import InputError

MARGIN_PX, GAP_PX = 20, 12
WIDEST_COLUMN_PX, WIDEST_PX = 320, 1200
CELL_PADDING_PX = 12
ROW_PX = 28


def title(text: str) -> QLabel:
    """Return the heading of a window."""
    return label(text, "title")


def heading(text: str) -> QLabel:
    """Return the small heading over a part of a window."""
    return label(text.upper(), "heading")


def soft(text: str) -> QLabel:
    """Return a text that explains."""
    return label(text, "soft")


def figures(text: str) -> QLabel:
    """Return a text that can be selected and copied, such as a hash."""
    made = label(text, "soft")
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


class ErrorLabel(QLabel):
    """Tells what went wrong; not there while nothing did."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("tone", "bad")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleDescription(tr("What is wrong"))
        self.hide()

    def say(self, text: str) -> None:
        """Show a text, an empty one not at all."""
        self.setText(text)
        self.setVisible(bool(text))

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do something that may be refused; say why it was, and whether it was done."""
        try:
            deed()
        except InputError as refused:
            self.say(str(refused))
            return False
        self.say("")
        return True


def button(text: str, do: Callable[[], object], *, main: bool = False) -> QPushButton:
    """Return a button; the main one of a window is the one that Enter presses."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setDefault(main)
    made.clicked.connect(lambda: do())
    return made


def field(name: str, text: str = "", *, secret: bool = False) -> QLineEdit:
    """Return a field for a line of text; a secret one shows no letters."""
    made = QLineEdit(text)
    made.setAccessibleName(name)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def long_field(name: str, text: str = "", *, lines: int = 3) -> QPlainTextEdit:
    """Return a field for a longer text; Tab leaves it."""
    made = QPlainTextEdit(text)
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * lines + 22)
    return made


def card(name: str, lines: Sequence[str], kind: str = "soft") -> QFrame:
    """Return a framed list of sentences under a small heading."""
    made = QFrame()
    made.setProperty("kind", "card")
    inside = QVBoxLayout(made)
    inside.setContentsMargins(14, 10, 14, 12)
    inside.setSpacing(6)
    inside.addWidget(heading(name))
    for line in lines:
        inside.addWidget(label(line, kind))
    return made


def row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return widgets side by side; None is a space that takes what is left."""
    made = QHBoxLayout()
    made.setSpacing(8)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    return made


class Form(QGridLayout):
    """Names on the left, fields on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(14)
        self.setVerticalSpacing(10)
        self.setColumnStretch(1, 1)

    def add(self, name: str, widget: QWidget | QLayout) -> QLabel:
        """Add a line; ``&`` in the name marks the key that leads to its field."""
        said = QLabel(name)
        said.setProperty("kind", "soft")
        line = self.rowCount()
        tall = isinstance(widget, QPlainTextEdit | QListWidget | QLayout)
        side = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
        if tall:
            said.setContentsMargins(0, 6, 0, 0)
        self.addWidget(said, line, 0, side)
        if isinstance(widget, QWidget):
            said.setBuddy(widget)
            self.addWidget(widget, line, 1)
        else:
            self.addLayout(widget, line, 1)
        return said


class TextTable(QTableWidget):
    """A table of texts that is only looked at; one line can be chosen, where that is of use."""

    def __init__(
        self, name: str, columns: Sequence[str], *, stretched: int = -1, choosing: bool = True
    ) -> None:
        super().__init__(0, 0)
        self._stretched, self._choosing = stretched, choosing
        self._lines, self._wide, self._least = 4, 0, 0
        self.setAccessibleName(name)
        self.setProperty("kind", "plain")
        self.show_columns(columns)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if choosing else mode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFont(style.font(tabular=True))
        names, numbers = self.horizontalHeader(), self.verticalHeader()
        assert names is not None
        assert numbers is not None
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names.setHighlightSections(False)
        names.setMinimumSectionSize(40)
        numbers.hide()
        numbers.setDefaultSectionSize(ROW_PX)

    def show_columns(self, columns: Sequence[str], figures: Collection[int] = ()) -> None:
        """Show other columns, some with figures in them; the lines are shown anew after that."""
        self._figures = frozenset(figures)
        self.setRowCount(0)
        self.setColumnCount(len(columns))
        for n, name in enumerate(columns):
            head = QTableWidgetItem(name)
            head.setTextAlignment(self._side(n))
            self.setHorizontalHeaderItem(n, head)

    def show_rows(
        self, rows: Sequence[Sequence[str]], colours: Sequence[str | None] | None = None
    ) -> None:
        """Show other lines, each in its colour; the chosen place stays where there is one."""
        chosen = self.currentRow()
        self.setRowCount(len(rows))
        for n, texts in enumerate(rows):
            for m, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setTextAlignment(self._side(m))
                if colours is not None and colours[n] is not None:
                    item.setForeground(QColor(colours[n]))
                self.setItem(n, m, item)
        self._fit()
        if rows and self._choosing:
            self.selectRow(min(max(chosen, 0), len(rows) - 1))

    def _fit(self) -> None:
        """Give every column the width of its longest text, within reason."""
        self.resizeColumnsToContents()
        for column in range(self.columnCount()):
            wide = self.columnWidth(column) + CELL_PADDING_PX
            self.setColumnWidth(column, min(wide, WIDEST_COLUMN_PX))
        self._wide = sum(map(self.columnWidth, range(self.columnCount())))
        self._least = self.columnWidth(self._stretched % max(self.columnCount(), 1))
        self._stretch()
        self.updateGeometry()

    def _stretch(self) -> None:
        """Let one column take what the others leave."""
        view = self.viewport()
        if self.columnCount() and view is not None:
            left = max(view.width() - self._wide, 0)
            self.setColumnWidth(self._stretched % self.columnCount(), self._least + left)

    def resizeEvent(self, e: QResizeEvent | None) -> None:
        """Fill the new width."""
        super().resizeEvent(e)
        self._stretch()

    def keyPressEvent(self, e: QKeyEvent | None) -> None:
        """Keep Enter: it is meant for the line, never for the button that closes the window."""
        super().keyPressEvent(e)
        if e is not None and e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            e.accept()

    def show_at_least(self, lines: int) -> None:
        """Keep so many lines in sight."""
        self._lines = lines
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size that shows every column, and the lines that are kept in sight."""
        wide = min(self._wide + 2 * CELL_PADDING_PX, WIDEST_PX)
        return QSize(max(wide, super().sizeHint().width()), (self._lines + 1) * ROW_PX + 8)

    def texts(self) -> list[list[str]]:
        """Return what is shown, line by line."""
        columns = range(self.columnCount())
        return [[self._text(n, m) for m in columns] for n in range(self.rowCount())]

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag
        across = side.AlignRight if column in self._figures else side.AlignLeft
        return across | side.AlignVCenter

    def _text(self, line: int, column: int) -> str:
        item = self.item(line, column)
        return "" if item is None else item.text()


class TrialDialog(QDialog):
    """A window of a trial: a title, what it is about, its parts, what went wrong, its buttons.

    Parts go into ``body``; `finish` is called once, with the buttons from left to right.
    """

    def __init__(
        self, name: str, about: str = "", parent: QWidget | None = None, *, width: int = 460
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.setMinimumWidth(width)
        self.error = ErrorLabel()
        self.about = soft(about)
        if not about:
            self.about.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP_PX)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(MARGIN_PX, MARGIN_PX - 2, MARGIN_PX, MARGIN_PX - 2)
        self._whole.setSpacing(GAP_PX)
        self._whole.addWidget(title(name))
        self._whole.addWidget(self.about)
        self._whole.addLayout(self.body, 1)

    def finish(self, *buttons: QWidget | None) -> None:
        """Add what went wrong and the buttons; None is a space that takes what is left."""
        self._whole.addWidget(self.error)
        self._whole.addSpacing(2)
        self._whole.addLayout(row(*(buttons if None in buttons else (None, *buttons))))

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do something that may be refused; say why it was, and whether it was done."""
        done = self.error.attempt(deed)
        self.refit()
        return done

    def refit(self) -> None:
        """Grow where the texts need more than there is."""
        if self.isVisible():
            self._fit(least=self.height())

    def showEvent(self, a0: QShowEvent | None) -> None:
        """Take the height that the texts need at this width, where no size was asked for."""
        super().showEvent(a0)
        asked = self.testAttribute(Qt.WidgetAttribute.WA_Resized)
        screen = self.screen()
        if not asked and screen is not None:
            # Qt goes no further than two thirds of the screen, which cuts a wide table.
            wide = min(self._whole.totalSizeHint().width(), screen.availableSize().width())
            self.resize(max(wide, self.width()), self.height())
        self._fit(least=self.height() if asked else 0)

    def _fit(self, least: int = 0) -> None:
        self._whole.invalidate()
        # The least width that was set hides from Qt that the texts of a language need more.
        wide = max(self.width(), self._whole.totalMinimumSize().width())
        self.resize(wide, max(self._whole.totalHeightForWidth(wide), least))
