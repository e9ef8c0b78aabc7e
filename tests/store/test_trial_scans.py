"""Scans into a trial and out again: where they lie, whose they are, and who sees them."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from recist.app import find_scans, load_volume, verify_trial
from recist.trial.audit import Action
from recist.trial.settings import Images
from tests.formats.dicom_files import ROOT
from tests.store.scans import (
    HIDDEN,
    OPEN,
    bring,
    entered,
    scan,
    seen,
    studies,
    trial_of,
    two_visits,
)
from tests.trial_files import ANNA, CORA

WAYS = [Images.IMPORT, Images.REFERENCE]


@pytest.mark.parametrize("way", WAYS)
def test_a_folder_becomes_visits_and_comes_out_as_it_went_in(tmp_path: Path, way: Images) -> None:
    trial, source = trial_of(tmp_path, way), two_visits(tmp_path / "scans")
    done = bring(trial, source)
    assert (done.subjects, done.new, done.there) == (("02",), 6, 0)
    assert [(one.label, one.date.text) for one in done.visits] == [
        ("baseline", "2024-01-02"),
        ("week 8", "2024-02-27"),
    ]
    assert studies(trial)["02", "week 8"] == ("2024-02-27", [f"{ROOT}.8.1"])
    found, before = seen(trial), find_scans([source])
    assert [bare(one) for one in found.series] == [bare(one) for one in before.series]
    assert found.rejected == ()
    for after, own in zip(found.series, before.series, strict=True):
        assert (load_volume(after).stored_kji == load_volume(own).stored_kji).all()
    assert all((image.place != "") is (way is Images.REFERENCE) for image in entered(trial))
    assert (tmp_path / "trial.images").exists() is (way is Images.IMPORT)
    for independent in (False, True):
        assert verify_trial(trial.path, independent=independent) == []


def bare(series: object) -> object:
    """Leave out where the slices lie."""
    slices = tuple(replace(one, file="") for one in series.slices)  # type: ignore[attr-defined]
    return replace(series, slices=slices)  # type: ignore[type-var]


@pytest.mark.parametrize("way", WAYS)
def test_the_members_of_a_zip_are_imported(tmp_path: Path, way: Images) -> None:
    trial, source = trial_of(tmp_path, way), scan(tmp_path / "scans")
    archive = tmp_path / "scans.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in source.iterdir():
            packed.write(file, f"a/{file.name}")
    assert bring(trial, archive).new == 3
    assert len(seen(trial, "02").series[0].slices) == 3
    assert [verify_trial(trial.path, independent=one) for one in (False, True)] == [[], []]
    again = bring(trial, source)
    assert (again.new, again.there) == (0, 3)


def test_what_is_there_is_not_entered_again_and_later_scans_join(tmp_path: Path) -> None:
    trial, source = trial_of(tmp_path), two_visits(tmp_path / "scans")
    bring(trial, source / "7")
    first = entered(trial)
    done = bring(trial, source / "8")
    assert [one.label for one in done.visits] == ["week 8"]
    assert [(one.new, one.there) for one in (bring(trial, source),)] == [(0, 6)]
    assert entered(trial)[:3] == first


def test_an_image_that_was_moved_is_found_again_once_it_is_imported_from_there(
    tmp_path: Path,
) -> None:
    trial, source = trial_of(tmp_path, Images.REFERENCE), scan(tmp_path / "scans")
    bring(trial, source)
    moved = source.rename(tmp_path / "moved")
    assert [one.code for one in seen(trial).rejected] == ["missing-file"] * 3
    done = bring(trial, moved)
    assert (done.new, done.there, len(seen(trial).series)) == (0, 3, 1)
    assert verify_trial(trial.path) == verify_trial(trial.path, independent=True) == []


def test_a_visit_that_the_trial_has_takes_the_study_of_its_day(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    done = bring(trial, scan(tmp_path / "scans", "01", "20260302"))
    assert [one.label for one in done.visits] == ["week 8"]
    assert studies(trial)["01", "week 8"] == ("2026-03-02", [f"{ROOT}.7.1"])


def test_no_name_of_a_patient_enters_the_trial(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "scans"))
    assert b"MARK" not in trial.path.read_bytes()


def test_everybody_sees_the_images_and_only_some_their_dates(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "scans"), scan(tmp_path / "more", "03", study="8"))
    dates = [
        [one.study_date for one in seen(trial, "02", actor, plan).series]
        for actor, plan in ((ANNA, OPEN), (ANNA, HIDDEN), (CORA, HIDDEN))
    ]
    assert dates == [[date(2024, 1, 2)], [None], [date(2024, 1, 2)]]
    assert {one.subject for one in seen(trial).series} == {"02", "03"}


def test_the_chain_tells_who_entered_what_in_one_save(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    with trial.view() as view:
        before = view.last()
    assert before is not None
    bring(trial, scan(tmp_path / "scans"))
    with trial.view() as view:
        told = [(one.user, one.action, one.key.kind) for one in view.entries(before.sequence)]
    assert told == [
        ("cora", Action.CREATED, "visit"),
        *[("cora", Action.CREATED, "image")] * 3,
    ]


def test_a_real_scan_of_a_patient(tmp_path: Path, shared_data: Path) -> None:
    trial = trial_of(tmp_path)
    source = shared_data / "ct_liver_mets_crlm1004.zip"
    done = bring(trial, source)
    assert [(one.subject, one.label) for one in done.visits] == [("CRLM-CT-1004", "baseline")]
    (series,) = seen(trial).series
    (before,) = find_scans([source]).series
    assert (series.geometry, len(series.slices)) == (before.geometry, done.new)
