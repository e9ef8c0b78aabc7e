"""At the moment of measuring the protocol speaks: each rule once, through the path that commits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.arranging import new_viewer, open_volume
from gui.state.document import find_row, lesions_of
from gui.state.keeping import Keeper
from gui.state.layout import Layout
from gui.state.layout import Role as TileRole
from gui.state.lesion_table import findings_of, lesion_table
from gui.state.session import choose, course, new_session, present
from gui.state.tile import Caption
from gui.state.tools.commands import Commit
from gui.state.unfit import CAPS, UNMEASURABLE
from gui.widgets.marking import Marking
from gui.widgets.menus import lesion_menu
from gui.widgets.questions import Questions
from gui.widgets.reading import Reading
from gui.widgets.tile_area import TileArea
from recist.imaging.series import Inspection
from recist.measure.caliper import Caliper, Plane, draw, draw_line
from recist.model.lesion import Role
from recist.model.protocol import Protocol
from recist.model.reading import Present, Unequivocal
from tests.gui.reads import PROTOCOL, READER, SUBJECT, measured, row
from tests.gui.speaking_cases import (
    BLOCKING,
    SPOKEN,
    TREATED,
    UNSPOKEN,
    Answers,
    Case,
    change,
    livers,
)
from tests.gui.viewing import WINDOW, make_volume


@dataclass(frozen=True)
class Desk:
    """A reader at work on one tile."""

    reading: Reading
    answers: Answers
    told: list[str]

    def act(self, case: Case) -> None:
        if case.change is not None:
            self.reading.change(case.change)
            return
        viewer = self.reading._area.viewer
        view = viewer.tiles[0].view
        assert view is not None
        x, y, z = view.centre_lps_mm
        plane = Plane(
            normal_lps=view.plane.normal_lps,
            frame_of_reference="1.9",
            image=f"{'1.1' if case.visit == 'baseline' else '1.2'}.4",
        )
        self.reading.answer(Commit(tile=0, caliper=drawn(case, (x, y, z), plane), lesion_id=None))


def drawn(case: Case, at: tuple[float, float, float], plane: Plane) -> Caliper:
    end = (at[0] + case.length_mm, at[1], at[2])
    return (draw_line if case.line else draw)(at, end, plane)


@pytest.fixture
def desk(qtbot: QtBot) -> Callable[[Case, str | None], Desk]:
    def made(case: Case, reason: str | None) -> Desk:
        protocol: Protocol = PROTOCOL
        session = new_session(
            protocol,
            Inspection(series=case.scans, rejected=()),
            case.rows,
            (),
            READER,
            treatments=case.treatments,
        )
        session = choose(session, SUBJECT, case.visit)
        series = next(one for one in case.scans if one.study_uid == case.visit)
        viewer = open_volume(
            new_viewer(Layout.SINGLE), TileRole.CURRENT, make_volume(series), WINDOW, Caption()
        )
        area = TileArea(replace(viewer, selected=case.selected))
        qtbot.addWidget(area)
        answers = Answers(reason)
        qtbot.addWidget(answers._window)
        reading = Reading(session, area, Keeper(AppServices(), None), answers)
        told: list[str] = []
        reading.told.connect(told.append)
        return Desk(reading, answers, told)

    return made


def test_every_rule_that_speaks_against_a_target_has_a_case() -> None:
    assert {case.code for case in BLOCKING.values()} == {*UNMEASURABLE, *CAPS}


@pytest.mark.parametrize("name", BLOCKING)
def test_a_blocking_rule_asks_and_keeps_the_reason(
    desk: Callable[[Case, str | None], Desk], name: str
) -> None:
    case = BLOCKING[name]
    one = desk(case, "no larger lesion")
    one.act(case)
    (asked,) = one.answers.asked
    assert case.says in asked
    session = one.reading.session
    at = "baseline" if case.change is not None else case.visit
    found = find_row(present(session), SUBJECT, at, case.lesion)
    assert found is not None
    assert found.comment == "kept as target: no larger lesion"
    table = lesion_table(course(session), at)
    place = [column.visit for column in table.columns].index(at)
    (line,) = (line for part in table.sections for line in part.lines if line.lesion == case.lesion)
    assert "kept as target: no larger lesion" in line.cells[place].tooltip


@pytest.mark.parametrize("name", BLOCKING)
def test_without_a_reason_nothing_is_written(
    desk: Callable[[Case, str | None], Desk], name: str
) -> None:
    one = desk(BLOCKING[name], None)
    before = present(one.reading.session)
    one.act(BLOCKING[name])
    assert len(one.answers.asked) == 1
    assert present(one.reading.session) == before


@pytest.mark.parametrize("name", UNSPOKEN)
def test_what_is_just_large_enough_is_asked_about_nothing(
    desk: Callable[[Case, str | None], Desk], name: str
) -> None:
    one = desk(UNSPOKEN[name], None)
    one.act(UNSPOKEN[name])
    assert (one.answers.asked, one.told[-1]) == ([], "T1 has no organ")


@pytest.mark.parametrize("name", SPOKEN)
def test_what_differs_from_baseline_is_said_and_stands_in_nobodys_way(
    desk: Callable[[Case, str | None], Desk], name: str
) -> None:
    case = SPOKEN[name]
    one = desk(case, None)
    one.act(case)
    assert one.answers.asked == []
    assert case.says in one.told[-1]
    assert case.says in one.reading._area.viewer.notice
    found = find_row(present(one.reading.session), SUBJECT, case.visit, "T1")
    assert found is not None


def test_the_question_keeps_the_dates_that_the_protocol_keeps(
    desk: Callable[[Case, str | None], Desk],
) -> None:
    one = desk(BLOCKING["treated before"], None)
    plan = replace(PROTOCOL.reading, hide_dates=True)
    one.reading.session = replace(one.reading.session, protocol=replace(PROTOCOL, reading=plan))
    one.act(BLOCKING["treated before"])
    (asked,) = one.answers.asked
    assert asked.startswith("T1 had radiotherapy on (hidden): it is measurable only where")


def test_what_was_given_a_reason_is_not_asked_about_again(
    desk: Callable[[Case, str | None], Desk],
) -> None:
    case = BLOCKING["too small for a target"]
    one = desk(case, "no larger lesion")
    one.act(case)
    one.reading.change(change("T1", organ="liver"))
    assert len(one.answers.asked) == 1


def test_a_treated_target_that_has_grown_since_is_fit_and_undo_takes_that_back(
    desk: Callable[[Case, str | None], Desk],
) -> None:
    later = row("week 8", "T1", measured("30"))
    one = desk(Case(rows=(*livers(1), later), treatments=(TREATED,), says=""), "grew on the CT")
    reading = one.reading
    grown = _entry(reading, "T1")
    assert (grown.text(), grown.isChecked()) == ("Progressed since treatment", False)
    assert "target-treated-earlier" in _said(reading)
    grown.trigger()
    assert one.told[-1] == "T1: progressed since treatment"
    assert [row.progressed_since for row in present(reading.session).rows] == [True, True]
    assert "target-treated-earlier" not in _said(reading)
    assert _entry(reading, "T1").isChecked()
    reading.undo()
    assert "target-treated-earlier" in _said(reading)
    reading.redo()
    assert "target-treated-earlier" not in _said(reading)
    assert one.answers.asked == []
    _entry(reading, "T1").trigger()
    assert "T1 had radiotherapy on 2023-06-01" in one.answers.asked[0]
    (found, _) = present(reading.session).rows
    assert (found.progressed_since, found.comment) == (False, "kept as target: grew on the CT")


@pytest.mark.parametrize(
    ("role", "offered"), [(Role.TARGET, True), (Role.NON_TARGET, True), (Role.NEW, False)]
)
def test_whether_it_has_grown_since_treatment_is_asked_of_lesions_of_the_baseline(
    desk: Callable[[Case, str | None], Desk], role: Role, offered: bool
) -> None:
    state = Unequivocal() if role is Role.NEW else Present()
    one = desk(Case(rows=(row("baseline", "A", state, role=role),), says=""), None)
    names = [entry.text() for entry in _menu(one.reading, "A").actions()]
    assert ("Progressed since treatment" in names) is offered


def _menu(reading: Reading, lesion: str) -> QMenu:
    (found,) = (one for one in lesions_of(present(reading.session), SUBJECT) if one.id == lesion)
    area = reading._area
    marking = Marking(reading, area, Questions(area))
    return lesion_menu(area, reading, marking, found, "", lambda _: None)


def _entry(reading: Reading, lesion: str) -> QAction:
    named = "Progressed since treatment"
    return next(one for one in _menu(reading, lesion).actions() if one.text() == named)


def _said(reading: Reading) -> set[str]:
    return {note.code for note in findings_of(course(reading.session))}


def test_a_fit_target_is_asked_about_nothing(desk: Callable[[Case, str | None], Desk]) -> None:
    case = Case(says="")
    one = desk(case, None)
    one.act(case)
    assert (one.answers.asked, one.told[-1]) == ([], "T1 has no organ")
