"""The folder of an export: one export at a time, and its files put in place one by one."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from recist.formats.export_manifest import (
    NAME,
    Listed,
    Manifest,
    changed_files,
    manifest_bytes,
    read_manifest,
)
from recist.model.errors import InputError
from recist.trial.whole_file import flush, write_whole

STAGE = ".recist-export-"
IN_USE = frozenset({errno.EWOULDBLOCK, errno.EACCES})


@contextmanager
def stage_in(out: Path) -> Iterator[Path]:
    """Make a folder on the same drive, and take away what a killed export has left there.

    Raises
    ------
    InputError
        Where another export is at work in the folder.
    """
    made = _made(out)
    try:
        with _alone_in(out):
            for left in out.glob(f"{STAGE}*"):
                if not _is_running(left.name.removeprefix(STAGE).partition("-")[0]):
                    shutil.rmtree(left, ignore_errors=True)
            stage = Path(tempfile.mkdtemp(prefix=f"{STAGE}{os.getpid()}-", dir=out))
            try:
                yield stage
            finally:
                shutil.rmtree(stage, ignore_errors=True)
    finally:
        _remove_empty(made)


def export_before(out: Path) -> Manifest | None:
    """Return the list of the export that a folder holds; None where it holds none."""
    return read_manifest(out) if (out / NAME).exists() else None


def demand_free(
    before: Manifest | None, manifest: Manifest, out: Path, inputs: Iterable[Path]
) -> None:
    """Raise ``InputError`` where something else would be overwritten: names are plain ones."""
    if before is not None and before.origin.trial != manifest.origin.trial:
        raise InputError(
            f"{out} holds an export of {before.origin.trial}; choose another folder with --out"
        )
    own = {one.path for one in _listed_in(before)}
    read = {path.resolve() for path in inputs}
    for one in manifest.files:
        target = out / one.path
        if target.resolve() in read:
            raise InputError(f"{target} is what is exported; choose another folder with --out")
        in_the_way = next((place for place in _within(out, target) if not _is_folder(place)), None)
        if one.path not in own and os.path.lexists(target):
            in_the_way = target
        if in_the_way is not None:
            raise InputError(
                f"{in_the_way} is there and no export made it; choose another folder with --out"
            )


def put_in_place(
    stage: Path, out: Path, manifest: Manifest, before: Manifest | None
) -> tuple[Path, ...]:
    """Move the files into their folder, and take away those of before that are not made again.

    The list is written first, marked as not whole, and as it is to be when all is done: whoever
    is stopped between two files leaves a folder that tells so, and can be exported into again.
    """
    left_over = _left_over(before, manifest, out)
    begun = replace(manifest, files=(*manifest.files, *left_over), is_whole=False)
    _put_list(begun, stage, out)
    folders: dict[Path, None] = {}
    for one in manifest.files:
        target = out / one.path
        target.parent.mkdir(parents=True, exist_ok=True)
        (stage / one.path).replace(target)
        folders[target.parent] = None
    for one in left_over:
        (out / one.path).unlink(missing_ok=True)
        _remove_empty(_within(out, out / one.path))
    for folder in folders:
        flush(folder)
    _put_list(manifest, stage, out)
    return (*(out / one.path for one in manifest.files), out / NAME)


def earlier_of(before: Manifest | None, formats: Sequence[str]) -> tuple[Manifest, ...]:
    """Return what a folder holds of formats that are not made again, the newest first."""
    kept = []
    for part in before.parts if before is not None else ():
        files = tuple(one for one in part.files if one.format not in formats)
        if files:
            kept.append(replace(part, files=files, earlier=()))
    return tuple(kept)


def _put_list(manifest: Manifest, stage: Path, out: Path) -> None:
    """Write the list as every file is: beside first, so that a kill leaves nothing of it."""
    write_whole(stage / NAME, manifest_bytes(manifest))
    (stage / NAME).replace(out / NAME)
    flush(out)


def _left_over(before: Manifest | None, manifest: Manifest, out: Path) -> list[Listed]:
    """Return the files of the export before that nobody has changed and that are not made again."""
    kept = {one.path for part in manifest.parts for one in part.files}
    changed = {
        line.partition(": ")[0]
        for part in (before.parts if before is not None else ())
        for line in changed_files(part, out)
    }
    found = {one.path: one for one in _listed_in(before) if one.path not in kept}
    return [one for path, one in found.items() if path not in changed]


def _listed_in(before: Manifest | None) -> list[Listed]:
    return [one for part in (before.parts if before is not None else ()) for one in part.files]


def _within(out: Path, target: Path) -> list[Path]:
    """Return the folders between an export's folder and a file, the innermost first."""
    depth = len(target.relative_to(out).parts) - 1
    return list(target.parents)[:depth]


def _is_folder(place: Path) -> bool:
    return place.is_dir() or not os.path.lexists(place)


def _made(out: Path) -> list[Path]:
    """Make a folder with those above it; return what was not there, the innermost first."""
    missing = [one for one in (out, *out.parents) if not one.exists()]
    out.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_empty(folders: Iterable[Path]) -> None:
    """Remove folders, the innermost first, as far as nothing is in them."""
    with suppress(OSError):
        for one in folders:
            one.rmdir()


@contextmanager
def _alone_in(out: Path) -> Iterator[None]:
    """Keep other exports out of a folder, where the system can lock one; a kill frees it."""
    if os.name != "posix":
        yield
        return
    import fcntl

    handle = os.open(out, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # Some drives know no locks; one export at a time is all that can be asked for there.
            if error.errno in IN_USE:
                raise InputError(
                    f"another export is at work in {out}; wait until it is done"
                ) from None
        yield
    finally:
        os.close(handle)


def _is_running(process: str) -> bool:
    """Say whether the process that stages an export is still at work."""
    if not process.isascii() or not process.isdigit() or int(process) == 0:
        return False
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
