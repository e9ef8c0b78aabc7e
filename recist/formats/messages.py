"""What is said between this process and the readers that parse and decode for it.

A message is JSON: text and numbers of known types alone, so that a reader which hostile bytes
have taken over can say something false, but nothing that runs.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from recist.formats.dicom.instance import Instance
from recist.formats.dicom.layout import Layout
from recist.formats.packed_segmentation import PackedSegmentation
from recist.formats.sources import Source
from recist.formats.voxels import VoxelLayout
from recist.imaging.segmentation import FoundSegmentation
from recist.imaging.series import Rejected, Series


class Look(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Read the header of a file; its size, packed in an archive, bounds what may be said of it."""

    file: str
    size: int


class Describe(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Describe a file that the user says is a segmentation."""

    file: str


class Outline(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Read the masks or contours of a segmentation."""

    found: FoundSegmentation

    @property
    def file(self) -> str:
        """Where it lies."""
        return self.found.file


class ListMembers(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """List what is in a zip archive."""

    file: str


class FollowDirectory(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """List the files that a DICOMDIR names."""

    file: str


class Decode(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Decode frames of a DICOM file, one after the other, into the shared memory."""

    file: str
    layout: Layout
    frames: tuple[int, ...]
    room_bytes: int


Request = Look | Describe | Outline | ListMembers | FollowDirectory | Decode


class Refused(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The file cannot be used: a stable code and a sentence for people."""

    code: str
    message: str


class Looked(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """A header: a DICOM image, whole series in one file, or a segmentation."""

    instance: Instance | None = None
    series: tuple[Series, ...] = ()
    voxels: VoxelLayout | None = None
    segmentation: FoundSegmentation | None = None


class Outlined(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """A segmentation with its masks or contours."""

    segmentation: PackedSegmentation


class Listed(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Members of an archive that may be opened, and those that may not."""

    sources: tuple[Source, ...]
    rejected: tuple[Rejected, ...]


class Followed(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Paths that a DICOMDIR names."""

    files: tuple[str, ...]


class Decoded(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The frames lie in the shared memory, in the order they were asked for."""


Answer = Refused | Looked | Outlined | Listed | Followed | Decoded

# msgspec takes a type apart when it first meets it, which two threads at once must not do.
TAKEN_APART = (msgspec.json.Decoder(Request), msgspec.json.Decoder(Answer))


def encode(message: Request | Answer) -> bytes:
    """Return a message as bytes; names of files keep what is no text in them."""
    return json.dumps(msgspec.to_builtins(message)).encode()


def decode(data: bytes, kind: Any) -> Any:
    """Return the message of a given kind in some bytes.

    Raises
    ------
    ValueError
        If they are no such message.
    """
    # RecursionError is what deep nesting ends in.
    try:
        return msgspec.convert(json.loads(data), kind)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
