"""Bad folders: what is no file, links, and directories of media that lead elsewhere."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

from pydicom import Dataset, config

from tests.formats.bad_input import bad, slice_of_it
from tests.formats.dicom_files import ROOT, write

DIRECTORY = "1.2.840.10008.1.3.10"


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "bad.dcm")


def pipe_named_zip(folder: Path) -> None:
    os.mkfifo(folder / "bad.zip")


def endpoint(folder: Path) -> None:
    # The path of a socket may not be long.
    here = Path.cwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("bad.dcm")
    finally:
        os.chdir(here)


def link(target: str, name: str = "bad.dcm") -> Callable[[Path], object]:
    return lambda folder: (folder / name).symlink_to(target)


def link_to_a_slice(folder: Path) -> None:
    """Link twice to a slice that lies outside the folder."""
    outside = write(folder.parent / "outside" / "a.dcm", slice_of_it())
    for name in ("a.dcm", "b.dcm"):
        (folder / name).symlink_to(outside)


def loop_of_folders(folder: Path) -> None:
    (folder / "again").symlink_to(folder, target_is_directory=True)


def deep(folder: Path) -> None:
    """Nest folders as deep as a path may be long."""
    path = folder
    for _ in range(60):
        path = path / ("d" * 40)
    path.mkdir(parents=True)
    (path / "bad.dcm").write_bytes(b"")


def index(*files: list[str]) -> Dataset:
    """Return a DICOMDIR that lists these files."""
    records = []
    for names in files:
        record = Dataset()
        record.DirectoryRecordType = "IMAGE"
        with config.disable_value_validation():
            record.ReferencedFileID = names
        records.append(record)
    data = Dataset()
    data.SOPClassUID, data.SOPInstanceUID = DIRECTORY, f"{ROOT}.77"
    data.DirectoryRecordSequence = records
    return data


def medium(*files: list[str]) -> Callable[[Path], Path]:
    """Write a DICOMDIR, a slice and a pipe; the DICOMDIR is what is opened."""

    def make(folder: Path) -> Path:
        write(folder / "IMAGE", slice_of_it())
        os.mkfifo(folder / "PIPE")
        return write(folder / "DICOMDIR", index(*files))

    return make


FOLDERS = (
    bad("pipe", pipe, "not-a-file"),
    bad("pipe that is named as an archive", pipe_named_zip, "not-a-file"),
    bad("socket", endpoint, "not-a-file"),
    bad("device", link("/dev/zero"), "not-a-file"),
    bad("link to nothing", link("gone.dcm"), "link"),
    bad("link to itself", link("bad.dcm"), "link"),
    bad("link to a slice, twice", link_to_a_slice, "accept, 1 of 1"),
    bad("link to a folder", link("/etc"), "link"),
    bad("folder that links to itself", loop_of_folders, "link"),
    bad("folders sixty deep", deep, "empty-file"),
)
MEDIA = (
    bad("medium that is sound", medium(["IMAGE"]), "accept, 1 of 1"),
    bad(
        "medium that lists itself",
        medium(["DICOMDIR"], ["IMAGE"]),
        "accept, 1 of 1",
        "not-an-image",
    ),
    bad("medium that lists a file twice", medium(["IMAGE"], ["image"]), "accept, 1 of 1"),
    bad("medium that lists a pipe", medium(["PIPE"]), "missing-file"),
    bad("medium that lists what is not there", medium(["GONE"]), "missing-file"),
    bad("medium that leads up", medium(["..", "..", "IMAGE"]), "unsafe-name"),
    bad("medium that leads to the root", medium(["/etc/passwd"]), "unsafe-name"),
    bad("medium with a very long name", medium(["A" * 5_000]), "missing-file"),
    bad("medium of a very long path", medium(["A"] * 9_000), "missing-file"),
    bad("medium that lists a folder", medium(["."]), "unsafe-name"),
    bad("medium without files", medium(), "damaged-header"),
)
