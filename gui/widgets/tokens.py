"""Every colour and measure of the reading room in one place, and the style sheet made of them."""

from __future__ import annotations

from pathlib import Path
from string import Template

from PyQt6.QtGui import QFont

from gui.state.layout import Pane

BACKGROUND = "#0b0e12"
PANEL = "#12171d"
RAISED = "#171d25"
LINE = "#232c36"
TEXT = "#dbe3ea"
STRONG = "#ffffff"
DIM = "#8b98a5"
# Three times as bright as a panel, as what is to be grasped has to be.
HANDLE = "#5a6775"
ACCENT = "#58b6ff"
ACCENT_FILL = "#1f5f96"
ACTIVE = "#2f6f9f"
ACCENT_HOVER = "#2870ad"
CHOSEN = "#1d3a52"
HOVER = "#1d2530"
IMAGE = "#000000"

RESPONSES = {
    "CR": "#2bb8a5",
    "PR": "#5aa9e6",
    "SD": "#e0b050",
    "PD": "#e5674c",
    "NE": "#7d8894",
}
LESIONS = ("#ffd166", "#7bdff2", "#c8a2ff", "#ff9f7a", "#9be28f")
# Of the planes and of their lines in other tiles: none of them a lesion's or a response's.
PLANES = {
    Pane.AXIAL: "#e8708a",
    Pane.CORONAL: "#4fb98c",
    Pane.SAGITTAL: "#6a92f0",
    Pane.OBLIQUE: "#d5dae0",
}

GOOD, GOOD_FILL = "#7fe0b0", "#14503a"
# Behind a line on an image; opaque, since a smooth line that is not takes 15 times as long.
SHADOW = "#04060a"
WARNING, WARNING_FILL = "#f0c060", "#5a4212"
BAD, BAD_FILL = "#ff9a86", "#5c2018"
OPEN_FILL = "#1c4f80"

FAMILIES = ("Inter", "system-ui", "Segoe UI", "Noto Sans", "DejaVu Sans", "sans-serif")
FONT_PX = 13
SMALL_PX = 12
TITLE_PX = 11
RADIUS_PX = 7
CARD_RADIUS_PX = 9
LINE_PX = 1

_ICONS = Path(__file__).resolve().parent / "icons"


def font(px: int = FONT_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the room's font in pixels."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(px)
    made.setWeight(weight)
    return made


def tabular(px: int = FONT_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font with figures of one width, so that columns of numbers stand in line."""
    made = font(px, weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def lesion_colour(index: int) -> str:
    """Return a lesion's colour; after the last one they begin again."""
    return LESIONS[index % len(LESIONS)]


_SHEET = Template("""
* { font-family: $families; font-size: ${font_px}px; color: $text; outline: 0; }
QMainWindow, QDialog, QMessageBox, QWizard, QFileDialog, QWidget#second-screen {
    background: $background; }
QWidget#panel, QFrame#panel { background: $panel; }
QFrame#card { background: $raised; border: 1px solid $line; border-radius: ${card}px; }
QLabel { background: transparent; }
QLabel[tone="dim"] { color: $dim; }
QLabel[tone="strong"] { color: $strong; font-weight: 600; }
QLabel[tone="title"] { color: $dim; font-size: ${title_px}px; font-weight: 600;
    letter-spacing: 1px; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="bad"] { color: $bad; }
QLabel a { color: $accent; }

QPushButton, QToolButton { background: transparent; border: 1px solid $line;
    border-radius: ${radius}px; padding: 5px 14px; color: $text; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:checked, QToolButton:checked { background: $chosen; color: $strong;
    border-color: $chosen; }
QPushButton:disabled, QToolButton:disabled { color: $dim; border-color: $panel; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:default, QPushButton[accent="true"] { background: $accent_fill; color: $strong;
    border: 1px solid $accent_fill; }
QPushButton:default:hover, QPushButton[accent="true"]:hover { background: $accent_hover; }
QPushButton:default:disabled, QPushButton[accent="true"]:disabled { background: $raised;
    color: $dim; border-color: $line; }
QPushButton:default:focus, QPushButton[accent="true"]:focus { border-color: $accent; }
QPushButton[link="true"] { border: 0; color: $accent; padding: 2px 4px; }
QPushButton[link="true"]:hover { color: $strong; background: transparent; }
QToolButton::menu-indicator, QPushButton::menu-indicator { width: 0; height: 0; }
QToolBar { background: $panel; border: 0; border-bottom: 1px solid $line; spacing: 8px;
    padding: 6px 8px; }
QToolBar::separator { background: $line; width: 1px; margin: 4px 6px; }

QScrollArea, QAbstractScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser, QSpinBox, QDoubleSpinBox, QDateEdit,
QComboBox { background: $raised; border: 1px solid $line; border-radius: ${radius}px;
    padding: 5px 8px; color: $text; selection-background-color: $accent_fill;
    selection-color: $strong; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus, QComboBox:focus, QComboBox:on { border-color: $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QSpinBox:disabled, QDoubleSpinBox:disabled, QDateEdit:disabled { color: $dim; }
QLineEdit[readOnly="true"] { background: $panel; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 22px; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { width: 0; height: 0; }
QComboBox::down-arrow, QComboBox[kind="choice"]::down-arrow,
QDateEdit[calendarPopup="true"]::down-arrow { width: 12px;
    height: 12px; image: url($icons/chevron.svg); }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; padding: 4px;
    selection-background-color: $chosen; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }

QCheckBox, QRadioButton { background: transparent; spacing: 8px; padding: 2px; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: 14px;
    height: 14px; background: $raised; border: 1px solid $dim; }
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked,
QAbstractItemView::indicator:checked { background: $accent; border-color: $accent;
    image: url($icons/check.svg); }
QRadioButton::indicator:checked { image: url($icons/dot.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QCheckBox:focus, QRadioButton:focus { color: $strong; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:checked:focus { border-color: $strong; }

QAbstractItemView { background: $panel; alternate-background-color: $raised; border: 0;
    selection-background-color: $chosen; selection-color: $strong; gridline-color: $line; }
QTableView::item, QTreeView::item, QListView::item { padding: 3px 6px; border: 0; }
QTreeView::item:hover, QListView::item:hover, QTableView::item:hover { background: $hover; }
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected {
    background: $chosen; color: $strong; }
QTreeView::branch { background: transparent; }
QHeaderView { background: $panel; border: 0; }
QHeaderView::section { background: $panel; color: $dim; border: 0;
    border-bottom: 1px solid $line; padding: 4px 6px; font-size: ${small_px}px; }
QTableCornerButton::section { background: $panel; border: 0; }

QMenu { background: $raised; border: 1px solid $line; border-radius: ${radius}px;
    padding: 6px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 5px; background: transparent; }
QMenu::item:selected { background: $chosen; color: $strong; }
QMenu::item:disabled { color: $dim; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }
QMenu::indicator:checked { image: url($icons/check-light.svg); }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenuBar { background: $panel; }
QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: 5px; }
QMenuBar::item:selected { background: $chosen; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 6px 8px; }

QTabWidget::pane { border: 1px solid $line; border-radius: ${radius}px; background: $panel; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $dim; padding: 6px 14px; border: 0;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $strong; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $strong; border: 1px solid $accent; border-bottom: 2px solid $accent;
    border-radius: 4px; padding: 5px 13px 6px 13px; }
QGroupBox { border: 1px solid $line; border-radius: ${card}px; margin-top: 10px;
    padding: 12px 8px 8px 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; color: $dim; }

QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $handle; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QSplitter { background: $background; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QProgressBar { background: $line; border: 0; border-radius: 3px; max-height: 6px;
    min-height: 6px; text-align: center; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QStatusBar { background: $panel; border-top: 1px solid $line; color: $dim; }
QStatusBar::item { border: 0; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; margin: -5px 0; border-radius: 7px;
    background: $accent; }
QDockWidget::title { background: $panel; color: $dim; padding: 6px 8px; }
QCalendarWidget QWidget { background: $raised; alternate-background-color: $panel; }
QCalendarWidget QToolButton { border: 0; }
""")


def stylesheet() -> str:
    """Return the style sheet of the whole application.

    A widget asks for a variant by property or name: ``accent`` for the one main button,
    ``link`` for a button that reads as text, ``tone`` (``dim``, ``strong``, ``title``,
    ``warning``, ``bad``) for labels, the object names ``panel`` and ``card`` for surfaces.
    """
    return _SHEET.substitute(
        icons=_ICONS.as_posix(),
        families=", ".join(f'"{name}"' for name in FAMILIES),
        background=BACKGROUND,
        panel=PANEL,
        raised=RAISED,
        line=LINE,
        handle=HANDLE,
        text=TEXT,
        strong=STRONG,
        dim=DIM,
        accent=ACCENT,
        accent_fill=ACCENT_FILL,
        accent_hover=ACCENT_HOVER,
        chosen=CHOSEN,
        hover=HOVER,
        warning=WARNING,
        bad=BAD,
        font_px=FONT_PX,
        small_px=SMALL_PX,
        title_px=TITLE_PX,
        radius=RADIUS_PX,
        card=CARD_RADIUS_PX,
    )
