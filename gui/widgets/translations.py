"""The languages that the screen can speak: compiled translations in a folder of the program."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gui.state.preferences import ENGLISH, SYSTEM
from gui.state.tongue import speak

FOLDER = Path(__file__).resolve().parent.parent / "translations"
CONTEXT = "recist"
"""The context that every text is collected under."""
_OF_NO_COUNTRY = {"en": "English", "es": "español"}
"""Where the toolkit would name that of a country, such as American English."""


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the names of the translations that there are, such as ``de`` or ``pt_BR``."""
    return tuple(sorted(path.stem for path in folder.glob("*.qm")))


def language_name(name: str) -> str:
    """Return what a language calls itself; a made-up one keeps its name."""
    if name in _OF_NO_COUNTRY:
        return _OF_NO_COUNTRY[name]
    locale = QLocale(name)
    own = locale.nativeLanguageName()
    return own if own and locale.language() is not QLocale.Language.C else name


def chosen(language: str, folder: Path = FOLDER) -> str:
    """Return the translation for a choice, empty for English or where there is none."""
    there = languages(folder)
    if language != SYSTEM:
        return language if language in there else ""
    for wanted in QLocale.system().uiLanguages():
        name = wanted.replace("-", "_")
        if name.split("_")[0] == ENGLISH:
            return ""
        for one in (name, name.split("_")[0]):
            if one in there:
                return one
    return ""


def speak_in(language: str, folder: Path = FOLDER) -> None:
    """Let the screen and Qt itself speak a language; what is not translated stays English."""
    name = chosen(language, folder)
    translator = QTranslator()
    if not name or not translator.load(str(folder / f"{name}.qm")):
        speak()
        return
    speak(lambda text: translator.translate(CONTEXT, text) or text)
    _let_the_toolkit_speak(name)


def _let_the_toolkit_speak(name: str) -> None:
    """Translate what Qt itself says, such as its dialogs of files, where it knows the language."""
    application = QCoreApplication.instance()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator(application)
    if application is not None and translator.load(f"qtbase_{name}", folder):
        application.installTranslator(translator)
