"""The language of the screen: every text that a person reads goes through `tr`.

What the engine and the record say (findings, reasons, rules) is English in every language: it
stands word for word in the exports and in the audit chain.
"""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]
"""From the English text, its places still in braces, to that of another language."""


def _english(text: str) -> str:
    return text


_translate: Translate = _english


def speak(translate: Translate = _english) -> None:
    """Set the language of every text from now on; the program does it once, at its start."""
    global _translate
    _translate = translate


def tr(text: str, **values: object) -> str:
    """Return a text in the language of the screen.

    Parameters
    ----------
    text : str
        The whole sentence in English as a literal, so that it can be collected for translators;
        what changes stands in braces by name: ``"{lesion} measured at {visit}"``.
    values : object
        What goes into the braces, as it is.
    """
    said = _translate(text)
    if not values:
        return said
    try:
        return said.format(**values)
    except (LookupError, ValueError, AttributeError):
        # A translator has another name in the braces: English says it at least.
        return text.format(**values)


def later(text: str) -> str:
    """Return a text as it is, but have it collected: `tr` is given it when it is shown.

    For tables that are made when the program is loaded, before there is a language.
    """
    return text
