"""The template for translators holds every text of the screen, each as one whole sentence."""

import ast
from pathlib import Path

import pytest

from gui.translations.collect import GUI, TEMPLATE, collected, marked_in, template

FILES = sorted(GUI.rglob("*.py"))


def test_the_template_is_up_to_date() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == template(collected()), (
        "run python -m gui.translations"
    )


def test_literals_tables_and_choices_are_collected(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        'KINDS = {1: later("one & two")}\n'
        'said = tr("of {visit}", visit=visit)\n'
        'other = tr("Open" if is_shut else "Close")\n'
        "shown = tr(KINDS[1])\n"
    )
    (tmp_path / "b.py").write_text('tr("Close")')
    assert collected(tmp_path) == {
        "Close": ["a.py", "b.py"],
        "Open": ["a.py"],
        "of {visit}": ["a.py"],
        "one & two": ["a.py"],
    }
    assert "<source>one &amp; two</source>" in template(collected(tmp_path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(GUI).as_posix())
def test_no_text_is_put_together_before_it_is_translated(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [ast.unparse(one) for one in marked_in(tree) if _is_glued(one)] == []


def _is_glued(one: ast.expr) -> bool:
    """Say whether an argument is an f-string, a sum of texts, or the work of a method."""
    if isinstance(one, ast.IfExp):
        return _is_glued(one.body) or _is_glued(one.orelse)
    return isinstance(one, ast.JoinedStr | ast.BinOp | ast.Call)


def test_every_text_names_its_places() -> None:
    """A place without a name cannot be moved by another language."""
    assert [text for text in collected() if "{}" in text or "{0" in text] == []
