"""The processes that read for this one: kept, stopped, and crashing alone."""

import fcntl
import itertools
import mmap
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread, Timer
from typing import BinaryIO, cast

import numpy as np
import pytest

from recist.formats import reader, readers
from recist.formats.messages import Look, Looked
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
        patched.setattr(reader, "COMMAND", ("/no/such/program",))
        np.testing.assert_array_equal(load_volume(series).stored_kji[1], pattern(2))


def test_a_refused_file_costs_no_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    series = find_scans([compressed(tmp_path, [1, 2])]).series[0]
    no_mask = tmp_path / "mask.dcm"
    no_mask.write_bytes(b"no segmentation")
    with monkeypatch.context() as patched:
        patched.setattr(reader, "COMMAND", ("/no/such/program",))
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
        patched.setattr(reader, "COMMAND", program("import time; time.sleep(600)"))
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
        patched.setattr(reader, "COMMAND", program("import time; time.sleep(600)"))
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
        patched.setattr(reader, "COMMAND", program(code))
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
        patched.setattr(reader, "COMMAND", program("import time; time.sleep(600)"))
        patched.setattr(reader, "wall_seconds", lambda request: 0.05)
        patched.setattr(reader, "START_SECONDS", 0.0)
        readers.end_idle()
        with ReaderPool() as pool, pytest.raises(RefusedError, match="too long"):
            pool.ask(Look(file=str(path), size=path.stat().st_size))


def test_a_codec_that_crashes_takes_nothing_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = find_scans([compressed(tmp_path, [1, 2])]).series[0]
    with monkeypatch.context() as patched:
        patched.setattr(reader, "COMMAND", program("import os; os._exit(139)"))
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
        patched.setattr(reader, "COMMAND", ("/no/such/program",))
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
        lent = idle.take()
        order.append(n)
        idle.give_back(lent)

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
    with ReaderPool() as pool, pool._lent() as stopped:
        stopped.start()
        pool.stop()
    with ReaderPool() as pool, pool._lent() as other:
        assert other is not stopped


def test_a_reader_of_slices_waits_for_no_library_that_is_seldom_asked_for() -> None:
    code = (
        "import sys, recist.formats.reader_process\n"
        "print({'nibabel', 'nrrd', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_file_that_crashes_its_reader_costs_none_that_is_asked_for_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [write(tmp_path / f"{name}.dcm", ct_slice(n, n)) for n, name in enumerate("abcde")]
    requests = [Look(file=str(path), size=path.stat().st_size) for path in paths]
    code = (
        "import os\n"
        "from recist.formats import reader_process\n"
        "looked = reader_process.read_header\n"
        "def look(file, opener):\n"
        "    return os._exit(139) if file.endswith(('b.dcm', 'd.dcm')) else looked(file, opener)\n"
        "reader_process.read_header = look\n"
        "from io import FileIO\n"
        "reader_process.serve(FileIO(0, closefd=False), open(1, 'wb', closefd=False), -1)\n"
    )
    with monkeypatch.context() as patched:
        patched.setattr(reader, "COMMAND", program(code))
        readers.end_idle()
        with ReaderPool() as pool:
            found = pool.ask_each(requests)
    crashed = [isinstance(one, RefusedError) and one.code for one in found]
    assert crashed == [False, "damaged-header", False, "damaged-header", False]
    read = [one.instance.file for one in found if isinstance(one, Looked) and one.instance]
    assert read == [str(paths[n]) for n in (0, 2, 4)]
    readers.end_idle()


def test_a_reader_that_is_asked_for_many_files_at_once_answers_all(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.dcm", ct_slice(n, n)) for n in range(8)]
    (tmp_path / "note.txt").write_text("no scan")
    asked = [*paths, tmp_path / "note.txt", *paths]
    with ReaderPool() as pool:
        found = pool.ask_each([Look(file=str(one), size=one.stat().st_size) for one in asked])
    assert [isinstance(one, Looked) for one in found] == [True] * 8 + [False] + [True] * 8


def test_pipes_that_hold_less_than_a_few_messages_stop_nobody(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*(letter * 200 for letter in "abcdefghij"))
    folder.mkdir(parents=True)
    files = [write(folder / f"{n}.dcm", ct_slice(n, n)) for n in range(16)]
    asked = reader.Reader()
    process = asked.start()
    for pipe in (process.stdin, process.stdout):
        # A system that is short of memory for pipes gives a page to each.
        fcntl.fcntl(cast(BinaryIO, pipe), fcntl.F_SETPIPE_SZ, mmap.PAGESIZE)
    requests = [Look(file=str(one), size=one.stat().st_size) for one in files]
    answers: list[object] = []
    work = Thread(target=lambda: answers.extend(asked.ask(*requests)), daemon=True)
    work.start()
    work.join(60.0)
    asked.end()
    assert [type(one) for one in answers] == [Looked] * len(files)


def test_a_reader_with_much_to_say_is_not_kept_from_it_by_long_requests() -> None:
    """It says more than its pipe holds, while more is to be asked than the other pipe holds."""
    code = (
        "import sys\n"
        "from recist.formats.messages import Refused, encode\n"
        "from recist.formats.reader_limits import HEAD\n"
        "requests, answers = open(0, 'rb', buffering=0), sys.stdout.buffer\n"
        "content = encode(Refused(code='no-scan', message=200_000 * 'x'))\n"
        "while len(head := requests.read(HEAD.size)) == HEAD.size:\n"
        "    left = HEAD.unpack(head)[0]\n"
        "    while left:\n"
        "        left -= len(requests.read(left))\n"
        "    answers.write(HEAD.pack(len(content)) + content)\n"
        "    answers.flush()\n"
    )
    lent = reader.Reader()
    watch = Timer(20.0, lent.kill)
    watch.start()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reader, "COMMAND", program(code))
        asked = [Look(file=20_000 * "ä", size=1) for _ in range(8)]
        assert len(list(lent.ask(*asked))) == len(asked)
    watch.cancel()
    lent.end()
