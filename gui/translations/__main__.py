"""Writes the template anew: ``python -m gui.translations``."""

from gui.translations.collect import TEMPLATE, collected, template

TEMPLATE.write_text(template(collected()), encoding="utf-8")
