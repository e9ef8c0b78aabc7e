"""The look of the paper side: shades mixed from the tokens, and rules for its own widgets."""

from __future__ import annotations

from string import Template

from PyQt6.QtGui import QColor, QFont

from gui.widgets import tokens
from gui.widgets.tokens import ACCENT as ACCENT
from gui.widgets.tokens import BACKGROUND as BACKGROUND
from gui.widgets.tokens import CHOSEN as CHOSEN
from gui.widgets.tokens import DIM as DIM
from gui.widgets.tokens import LESIONS as LESIONS
from gui.widgets.tokens import LINE as LINE
from gui.widgets.tokens import PANEL as PANEL
from gui.widgets.tokens import RAISED as RAISED
from gui.widgets.tokens import STRONG as STRONG
from gui.widgets.tokens import TEXT as TEXT
from gui.widgets.tokens import WARNING as WARNING

ERROR = tokens.BAD
TEXT_PX, SMALL_PX, FINE_PX, TINY_PX = tokens.FONT_PX, tokens.SMALL_PX, tokens.TITLE_PX, 10
MIDDLE_PX, LARGE_PX = 18, 27
BOLD = QFont.Weight.DemiBold


def mixed(first: str, second: str, share: float) -> str:
    """Return the colour that lies by ``share`` (0 to 1) between two."""
    one, other = QColor(first), QColor(second)
    parts = [
        round(here + (there - here) * share)
        for here, there in (
            (one.red(), other.red()),
            (one.green(), other.green()),
            (one.blue(), other.blue()),
        )
    ]
    return QColor(*parts).name()


CURRENT = mixed(PANEL, ACCENT, 0.09)
SOFT = mixed(DIM, TEXT, 0.45)
RULE = mixed(LINE, DIM, 0.45)


def response_colour(word: str) -> str:
    """Return the colour of a response by its word; those between have the stable one's."""
    if word in tokens.RESPONSES:
        return tokens.RESPONSES[word]
    return tokens.RESPONSES["CR"] if word == "NED" else tokens.RESPONSES["SD"]


def font(
    px: int = TEXT_PX,
    *,
    weight: QFont.Weight | None = None,
    tabular: bool = False,
    spacing: float = 0.0,
) -> QFont:
    """Return the room's font; ``spacing`` is added between letters, in pixels."""
    make = tokens.tabular if tabular else tokens.font
    made = make(px, weight or QFont.Weight.Normal)
    if spacing:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return made


_SHEET = Template("""
QWidget#topbar, QWidget#toolrow, QWidget#left, QWidget#right { background: $panel; }
QWidget#topbar, QWidget#toolrow { border-bottom: 1px solid $line; }
QWidget#left { border-right: 1px solid $line; }
QWidget#right { border-left: 1px solid $line; }
QWidget#bottom { background: $panel; border-top: 1px solid $line; }
QWidget#bottom QLabel { color: $soft; font-size: ${small}px; }
QWidget#bottom QLabel[state="unsaved"], QWidget#bottom QLabel[state="warning"] {
    color: $warning; }
QWidget#bottom QLabel[state="error"] { color: $worst; }
QWidget#bottom QPushButton { border: 1px solid transparent; padding: 1px 5px; color: $soft;
    font-size: ${small}px; }
QWidget#bottom QPushButton:focus { border-color: $accent; color: $strong; }
QWidget#bottom QPushButton:hover { color: $text; }
QWidget#notice { background: $notice; border-bottom: 1px solid $line; }
QWidget#notice QPushButton { padding: 3px 10px; }

QLabel[kind="brand"] { color: $strong; font-weight: 700; }
QLabel[kind="heading"] { color: $dim; font-size: 11px; font-weight: 600;
    letter-spacing: 1px; }
QLabel[kind="title"] { color: $strong; font-size: 16px; font-weight: 600; }
QLabel[kind="strong"] { color: $text; font-weight: 600; }
QLabel[kind="soft"], QLabel[kind="small"] { color: $soft; }
QLabel[kind="small"], QLabel[kind="noise"] { font-size: ${small}px; }
QLabel[kind="noise"] { color: $warning; }
QLabel[kind="accent"] { color: $accent; font-weight: 600; }
QLabel[kind="thumbnail"] { background: $image; border-radius: 4px; }
QLabel[kind^="badge-"] { font-size: 11px; padding: 1px 7px; border-radius: 8px; }
QLabel[kind="badge-good"] { color: $good; background: $good_fill; }
QLabel[kind="badge-warn"] { color: $warning; background: $warning_fill; }
QLabel[kind="badge-bad"] { color: $bad; background: $bad_fill; }

QFrame[kind="card"] { background: $raised; border: 1px solid $line;
    border-radius: ${card}px; }
QFrame[kind="series"] { background: transparent; border: 1px solid transparent;
    border-radius: ${card}px; }
QFrame[kind="series"]:hover { background: $hover; }
QFrame[kind="series"][shown="yes"] { background: $raised; border-color: $shown; }
QFrame[kind="series"]:focus, QFrame[kind="series"][shown="yes"]:focus {
    border: 2px solid $accent; }

QPushButton[kind="link"] { border: 0; color: $accent; padding: 2px 3px; }
QPushButton[kind="link"]:hover { color: $strong; background: transparent; }
QPushButton[kind="link"]:focus { color: $strong; text-decoration: underline; }
QPushButton[kind="menu"] { border: 1px solid transparent; padding: 4px 9px; color: $soft; }
QPushButton[kind="menu"]:focus { border-color: $accent; color: $strong; }
QPushButton[kind="menu"]:hover { color: $strong; background: $hover; }
QPushButton[kind="chip"] { padding: 3px 9px; border-radius: 11px; color: $soft; }
QPushButton[kind="chip"]:hover { color: $strong; }

QWidget#first { background: $ground; }
QPushButton[kind="recent"] { border: 1px solid transparent; padding: 5px 10px; color: $text;
    text-align: left; }
QPushButton[kind="recent"]:hover { background: $hover; }
QPushButton[kind="recent"]:focus { border-color: $accent; }
QWidget#capture { background: $raised; border: 1px solid $line; border-radius: ${radius}px;
    color: $text; }
QWidget#capture[listens="yes"] { border-color: $accent; background: $chosen; }
QWidget#capture:disabled { color: $dim; }

QToolButton[segment] { border-radius: 0; border-right-width: 0; padding: 5px 9px; }
QToolButton[segment="first"] { border-top-left-radius: ${radius}px;
    border-bottom-left-radius: ${radius}px; }
QToolButton[segment="last"] { border-top-right-radius: ${radius}px;
    border-bottom-right-radius: ${radius}px; border-right-width: 1px; }
QToolButton[segment="only"] { border-radius: ${radius}px; border-right-width: 1px; }
QToolButton[segment]:checked { border-color: $line; }
QToolButton[segment]:disabled { border-color: $line; }
QToolButton[segment]:focus { border-color: $accent; }

QToolButton[kind="arrow"] { padding: 5px 0; border-color: transparent; }
QToolButton[kind="arrow"]:disabled { border-color: transparent; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QComboBox::down-arrow { border: 0; image: none; }
QListWidget#worklist { background: transparent; border: 1px solid transparent;
    border-radius: ${radius}px; }
QListWidget#worklist:focus { border-color: $accent; }
QListWidget[kind="choice"] { background: $raised; border: 1px solid $line;
    border-radius: ${radius}px; padding: 3px; }
QListWidget[kind="choice"]:focus { border-color: $accent; }
QScrollArea#response { border: 1px solid transparent; border-radius: ${card}px; }
QScrollArea#response:focus { border-color: $accent; }
QScrollArea#listing { border: 1px solid $line; border-radius: ${radius}px; }
QScrollArea#listing:focus { border-color: $accent; }
QWidget#holder { background: transparent; }
QTableView#lesions { background: $panel; border: 1px solid transparent; }
QTableView#lesions:focus { border-color: $accent; }
QTreeView[kind="plain"] { background: $panel; border: 1px solid $line;
    border-radius: ${radius}px; }
QTreeView[kind="plain"]:focus { border-color: $accent; }
QDialog QTreeWidget, QDialog QTableWidget { border: 1px solid transparent;
    border-radius: ${radius}px; }
QDialog QTreeWidget:focus, QDialog QTableWidget:focus { border-color: $accent; }
QTableView[kind="plain"] { background: $panel; border: 1px solid $line;
    border-radius: ${radius}px; }
QTableView[kind="plain"] QHeaderView::section { padding: 4px 9px; }
QTableView[kind="plain"]:focus { border-color: $accent; }
QToolTip { font-size: ${small}px; }
""")


def stylesheet() -> str:
    """Return the style sheet of the whole application, the image side's included."""
    own = _SHEET.substitute(
        panel=PANEL,
        ground=BACKGROUND,
        chosen=CHOSEN,
        raised=RAISED,
        line=LINE,
        text=TEXT,
        strong=STRONG,
        dim=DIM,
        soft=SOFT,
        accent=ACCENT,
        image=tokens.IMAGE,
        hover=tokens.HOVER,
        notice=mixed(PANEL, ACCENT, 0.14),
        shown=mixed(LINE, ACCENT, 0.55),
        good=tokens.GOOD,
        good_fill=tokens.GOOD_FILL,
        warning=WARNING,
        warning_fill=tokens.WARNING_FILL,
        bad=ERROR,
        worst=tokens.RESPONSES["PD"],
        bad_fill=tokens.BAD_FILL,
        small=SMALL_PX,
        radius=tokens.RADIUS_PX,
        card=tokens.CARD_RADIUS_PX,
    )
    return tokens.stylesheet() + own
