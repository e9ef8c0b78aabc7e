"""The processes that read for this one: kept, stopped, and crashing alone."""

import itertools
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest

from recist.formats import readers
from recist.formats.messages import Look
from recist.formats.readers import ReaderPool
from recist.formats.scans import find_scans, load_volume
from recist.formats.segmentations import find_segmentation
from recist.formats.sources import RefusedError
from recist.model.errors import CancelledError, ScanError
from tests.formats.dicom_files import ct_slice, pattern, write, write_stack
from tests.formats.test_loading import compressed


def program(code: str) -> tuple[str, ...]:
    """Return a command that takes the place of a reader."""
    return (sys.executable, "-c", code)


def test_readers_are_kept_for_the_next_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    series = find_scans([compressed(tmp_path, [1, 2])]).series[0]
    load_volume(series)
    with monkeypatch.context() as patched:
        # A new process could not be started any more.
        patched.setattr(readers, "COMMAND", ("/no/such/program",))
        np.testing.assert_array_equal(load_volume(series).stored_kji[1], pattern(2))


def test_a_refused_file_costs_no_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    series = find_scans([compressed(tmp_path, [1, 2])]).series[0]
    no_mask = tmp_path / "mask.dcm"
    no_mask.write_bytes(b"no segmentation")
    with monkeypatch.context() as patched:
        patched.setattr(readers, "COMMAND", ("/no/such/program",))
        with pytest.raises(ScanError, match="not a DICOM file"):
            find_segmentation(no_mask)
        np.testing.assert_array_equal(load_volume(series).stored_kji[1], pattern(2))


def test_readers_do_not_run_what_lies_beside_the_scan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("imagecodecs.py", "json.py", "pydicom.py"):
        (tmp_path / name).write_text("open('ran', 'w')")
    monkeypatch.chdir(tmp_path)
    readers.end_idle()
    load_volume(find_scans([compressed(tmp_path / "scan", [1])]).series[0])
    assert not (tmp_path / "ran").exists()


def test_stopping_ends_a_reader_in_the_middle_of_a_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = find_scans([compressed(tmp_path, [1])]).series[0]
    asked = itertools.count()
    with monkeypatch.context() as patched:
        # It takes the frame and never answers.
        patched.setattr(readers, "COMMAND", program("import time; time.sleep(600)"))
        readers.end_idle()
        with pytest.raises(CancelledError):
            load_volume(series, cancelled=lambda: next(asked) > 2)
    assert load_volume(series).stored_kji.shape == (1, 4, 6)


def test_looking_stops_in_the_middle_of_a_header(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_stack(tmp_path, [0, 5])
    asked = itertools.count()
    with monkeypatch.context() as patched:
        patched.setattr(readers, "COMMAND", program("import time; time.sleep(600)"))
        readers.end_idle()
        with pytest.raises(CancelledError):
            find_scans([tmp_path], cancelled=lambda: next(asked) > 2)
    assert len(find_scans([tmp_path]).series) == 1


BAD_READERS = [
    # what takes the reader's place, code of the refusal
    ("import os; os._exit(139)", "damaged-header"),
    ("import sys; sys.stdout.write('x' * 100)", "damaged-header"),
    ("import os; os.write(1, bytes([4, 0, 0, 0, 0, 0, 0, 0]) + b'{}..')", "damaged-header"),
    ("import os; os.write(1, bytes([2, 0, 0, 0, 0, 0, 0, 0]) + b'{}')", "damaged-header"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "too-slow"),
]


@pytest.mark.parametrize(("code", "expected"), BAD_READERS)
def test_a_reader_that_answers_nothing_of_use_is_the_files_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, expected: str
) -> None:
    path = write(tmp_path / "a.dcm", ct_slice(1, 0))
    with monkeypatch.context() as patched:
        patched.setattr(readers, "COMMAND", program(code))
        readers.end_idle()
        with ReaderPool() as pool, pytest.raises(RefusedError) as caught:
            pool.ask(Look(file=str(path), size=path.stat().st_size))
    assert caught.value.code == expected
    assert refusals(tmp_path) == []


def refusals(folder: Path) -> list[tuple[str, str]]:
    return [(Path(one.file).name, one.code) for one in find_scans([folder]).rejected]


def test_a_reader_that_never_answers_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.dcm", ct_slice(1, 0))
    with monkeypatch.context() as patched:
        patched.setattr(readers, "COMMAND", program("import time; time.sleep(600)"))
        patched.setattr(readers, "wall_seconds", lambda request: 0.05)
        patched.setattr(readers, "START_SECONDS", 0.0)
        readers.end_idle()
        with ReaderPool() as pool, pytest.raises(RefusedError, match="too long"):
            pool.ask(Look(file=str(path), size=path.stat().st_size))


def test_a_codec_that_crashes_takes_nothing_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = find_scans([compressed(tmp_path, [1, 2])]).series[0]
    with monkeypatch.context() as patched:
        patched.setattr(readers, "COMMAND", program("import os; os._exit(139)"))
        readers.end_idle()
        with pytest.raises(ScanError, match=r"\.dcm: the compressed pixels have crashed"):
            load_volume(series)
    assert load_volume(series).stored_kji.shape == (2, 4, 6)


def test_the_process_that_shows_scans_holds_no_parser_and_no_decoder() -> None:
    code = (
        "import sys, recist.formats.scans, recist.formats.segmentations\n"
        "print({'imagecodecs', 'nibabel', 'nrrd', 'pydicom'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_jobs_beside_one_another_share_the_readers_that_are_warm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [compressed(tmp_path / name, [1, 2, 3]) for name in ("a", "b", "c")]
    found = [find_scans([path]).series[0] for path in paths]
    readers.warm_up()
    monkeypatch.setattr(readers, "PATIENCE_SECONDS", 60.0)
    with monkeypatch.context() as patched, ThreadPoolExecutor(3) as threads:
        patched.setattr(readers, "COMMAND", ("/no/such/program",))
        volumes = list(threads.map(load_volume, found))
    assert [volume.stored_kji.shape for volume in volumes] == [(3, 4, 6)] * 3


def test_who_waits_for_readers_that_are_stuck_gets_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.dcm", ct_slice(1, 0))
    monkeypatch.setattr(readers, "PATIENCE_SECONDS", 0.01)
    monkeypatch.setattr(readers, "SIZE", 1)
    readers.end_idle()
    with ReaderPool() as stuck, stuck._lent(), ReaderPool() as pool:
        assert pool.ask(Look(file=str(path), size=path.stat().st_size))


def test_readers_are_lent_in_the_order_of_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "SIZE", 1)
    idle, order, turns = readers._Idle(), list[int](), [Event() for _ in range(3)]
    held = idle.take()

    def wait(n: int) -> None:
        turns[n].set()
        reader = idle.take()
        order.append(n)
        idle.give_back(reader)

    threads = [Thread(target=wait, args=(n,)) for n in range(3)]
    for n, thread in enumerate(threads):
        thread.start()
        turns[n].wait()
        while len(idle._waiting) <= n:
            pass
    idle.give_back(held)
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2]


def test_a_reader_that_was_stopped_is_lent_to_nobody(tmp_path: Path) -> None:
    readers.end_idle()
    with ReaderPool() as pool, pool._lent() as reader:
        reader.start()
        pool.stop()
    with ReaderPool() as pool, pool._lent() as other:
        assert other is not reader


def test_a_reader_of_slices_waits_for_no_library_that_is_seldom_asked_for() -> None:
    code = (
        "import sys, recist.formats.reader_process\n"
        "print({'nibabel', 'nrrd', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
