"""Thresholds and distances of the response panel at the exact edges."""

from dataclasses import replace

import pytest
from PyQt6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.state.response_panel import response_panel
from gui.widgets.response_view import ResponseView
from recist.model.finding import Finding, Severity
from tests.gui.reads import course, measured, row

# One target: baseline, nadir visit or none, now; then what stands there.
CASES = [
    # −30 % of 100 mm is 70 mm, and 70 mm is PR.
    (
        "100",
        "",
        "70",
        "PR",
        "PR up to 70.0 mm · PD from 120.0 mm",
        "50.0 mm to PD · 0.0 mm inside PR",
    ),
    (
        "100",
        "",
        "70.1",
        "SD",
        "PR up to 70.0 mm · PD from 120.0 mm",
        "49.9 mm to PD · 0.1 mm to PR",
    ),
    # +20 % of 100 mm is 120 mm, and 120 mm is PD.
    (
        "100",
        "",
        "119.9",
        "SD",
        "PR up to 70.0 mm · PD from 120.0 mm",
        "0.1 mm to PD · 49.9 mm to PR",
    ),
    (
        "100",
        "",
        "120",
        "PD",
        "PR up to 70.0 mm · PD from 120.0 mm",
        "0.0 mm inside PD · 50.0 mm to PR",
    ),
    # 70.07 and 120.12 mm: shown as 70.0 and 120.2, for 70.1 is no PR and 120.1 no PD.
    (
        "100.1",
        "",
        "70",
        "PR",
        "PR up to 70.0 mm · PD from 120.2 mm",
        "50.2 mm to PD · 0.0 mm inside PR",
    ),
    (
        "100.1",
        "",
        "70.1",
        "SD",
        "PR up to 70.0 mm · PD from 120.2 mm",
        "50.1 mm to PD · 0.1 mm to PR",
    ),
    (
        "100.1",
        "",
        "120.1",
        "SD",
        "PR up to 70.0 mm · PD from 120.2 mm",
        "0.1 mm to PD · 50.1 mm to PR",
    ),
    # 20 % of 20 mm is 4 mm: the 5 mm decide.
    ("20", "", "24.9", "SD", "PR up to 14.0 mm · PD from 25.0 mm", "0.1 mm to PD · 10.9 mm to PR"),
    (
        "20",
        "",
        "25",
        "PD",
        "PR up to 14.0 mm · PD from 25.0 mm",
        "0.0 mm inside PD · 11.0 mm to PR",
    ),
    # From a nadir of 50 mm: 60 mm is PD although it is far below the baseline.
    (
        "100",
        "50",
        "59.9",
        "PR",
        "PR up to 70.0 mm · PD from 60.0 mm",
        "0.1 mm to PD · 10.1 mm inside PR",
    ),
    ("100", "50", "60", "PD", "PR up to 70.0 mm · PD from 60.0 mm", "0.0 mm inside PD"),
    # 60.12 mm.
    (
        "100",
        "50.1",
        "60.1",
        "PR",
        "PR up to 70.0 mm · PD from 60.2 mm",
        "0.1 mm to PD · 9.9 mm inside PR",
    ),
    ("100", "50.1", "60.2", "PD", "PR up to 70.0 mm · PD from 60.2 mm", "0.0 mm inside PD"),
]


@pytest.mark.parametrize(("first", "nadir", "now", "title", "thresholds", "distance"), CASES)
def test_thresholds_and_distances_are_rounded_inwards(
    first: str, nadir: str, now: str, title: str, thresholds: str, distance: str
) -> None:
    rows = [row("baseline", "T1", measured(first))]
    if nadir:
        rows.append(row("week 8", "T1", measured(nadir)))
    rows.append(row("week 16", "T1", measured(now)))
    panel = response_panel(course(*rows), "week 16")
    assert (panel.title, panel.thresholds, panel.distance) == (title, thresholds, distance)


def test_a_finding_that_is_settled_goes_at_once(qtbot: QtBot) -> None:
    """Also beneath a question, whose loop deletes nothing of the room."""
    view = ResponseView()
    qtbot.addWidget(view)
    view.show()
    panel = response_panel(course(row("baseline", "T1", measured("30"))), "baseline")
    found = tuple(
        Finding(severity=Severity.WARNING, code="planted", message=said) for said in ("one", "two")
    )
    for findings in (found, found[1:], ()):
        view.show_panel(replace(panel, findings=findings))
        seen = [one.text() for one in view.findChildren(QLabel) if one.isVisible()]
        assert [one for one in seen if one in ("one", "two")] == [one.message for one in findings]
