"""A compiled translation is read, and Qt's own texts follow."""

from collections.abc import Iterator
from pathlib import Path
from struct import pack

import pytest
from PyQt6.QtCore import QCoreApplication, QTranslator
from PyQt6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from gui.state.tongue import speak, tr
from gui.widgets.translations import speak_in

# The parts of a .qm file, as Qt's QTranslator reads them.
MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
HASHES, MESSAGES = 0x42, 0x69
END, TRANSLATION, SOURCE, CONTEXT = 1, 3, 6, 7


def elf_hash(text: bytes) -> int:
    value = 0
    for byte in text:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high & 0xFFFFFFFF
    return value or 1


def compiled(texts: dict[str, str]) -> bytes:
    """Return a .qm file of the program's own texts."""
    places, messages = [], b""
    for source, said in texts.items():
        places.append((elf_hash(source.encode()), len(messages)))
        for tag, part in (
            (TRANSLATION, said.encode("utf-16-be")),
            (SOURCE, source.encode()),
            (CONTEXT, b"recist"),
        ):
            messages += pack(">BI", tag, len(part)) + part
        messages += pack(">B", END)
    hashes = b"".join(pack(">II", *place) for place in sorted(places))
    sections = ((HASHES, hashes), (MESSAGES, messages))
    return MAGIC + b"".join(pack(">BI", tag, len(part)) + part for tag, part in sections)


@pytest.fixture
def german(qtbot: QtBot, tmp_path: Path) -> Iterator[None]:
    """Speak a German of two texts."""
    texts = {"Settings": "Einstellungen", "{lesion} at {visit}": "{visit}: {lesion}"}
    (tmp_path / "de.qm").write_bytes(compiled(texts))
    application = QApplication.instance()
    assert application is not None
    speak_in("de", tmp_path)
    yield
    speak()
    for translator in application.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
        translator.setParent(None)


def test_a_text_is_said_in_the_language(german: None) -> None:
    assert tr("Settings") == "Einstellungen"


def test_places_may_change_their_order(german: None) -> None:
    assert tr("{lesion} at {visit}", lesion="T1", visit="week 8") == "week 8: T1"


def test_what_is_not_translated_stays_english(german: None) -> None:
    assert tr("Close") == "Close"


def test_the_toolkit_follows(german: None, qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    button = box.button(QDialogButtonBox.StandardButton.Cancel)
    assert button is not None
    assert button.text() == "Abbrechen"
