"""Content items of a report, made with highdicom out of our own coded concepts.

highdicom takes a second and a half to import: nothing but the functions here and in `document`
loads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from recist.formats.sr import codes
from recist.formats.sr.codes import Coded
from recist.formats.sr.evidence import Image, is_dicom_day
from recist.formats.sr.pixel_points import Pixel
from recist.formats.sr.texts import long_text, short_text
from recist.imaging.geometry import Vector
from recist.model.dates import ScanDate
from recist.model.length import mm_text

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

CONTAINS = "CONTAINS"
CONTEXT = "HAS OBS CONTEXT"
MODIFIER = "HAS CONCEPT MOD"
INFERRED = "INFERRED FROM"
SELECTED = "SELECTED FROM"

Item = Any
"""A content item of highdicom, which has no types of its own."""


@dataclass(slots=True)
class Maker:
    """Makes content items, and keeps what they could not hold and what they refer to.

    Attributes
    ----------
    noted : dict
        What stands otherwise in the file, or not at all, and of what that is said.
    images : dict
        The images referred to, by their instance.
    in_space : bool
        Whether a line is given in patient space, which asks for the 3D kind of document.
    """

    noted: dict[str, dict[str, None]] = field(default_factory=dict)
    images: dict[str, Image] = field(default_factory=dict)
    in_space: bool = False
    _told: Hash = field(default_factory=sha256)

    @property
    def digest(self) -> str:
        """Digest of everything that was made: the same content has the same one."""
        return self._told.hexdigest()

    @property
    def notes(self) -> tuple[str, ...]:
        """What is noted, in a line each."""
        return tuple(f"{what}: {', '.join(about)}" for what, about in self.noted.items())

    def note(self, what: str, about: str) -> None:
        """Keep a note; those of one kind are told together."""
        self.noted.setdefault(what, {})[short_text(about).text] = None

    def _tell(self, *said: object) -> None:
        self._told.update(repr(said).encode("utf-8", "backslashreplace"))

    def text(self, name: Coded, value: str, relation: str = CONTAINS) -> list[Item]:
        """Return a text, or nothing where it is empty."""
        from highdicom.sr.value_types import TextContentItem

        if not value:
            return []
        held = long_text(value)
        if held.note:
            self.note(held.note, name.meaning)
        self._tell(name.key, held.text, relation)
        return [TextContentItem(name=concept(name), value=held.text, relationship_type=relation)]

    def code(self, name: Coded, value: Coded, relation: str = CONTAINS) -> Item:
        """Return a coded value."""
        from highdicom.sr.value_types import CodeContentItem

        self._tell(name.key, value.key, value.meaning, relation)
        return CodeContentItem(name=concept(name), value=concept(value), relationship_type=relation)

    def uid(self, name: Coded, value: str, relation: str = CONTEXT) -> Item:
        """Return a unique identifier."""
        from highdicom.sr.value_types import UIDRefContentItem

        self._tell(name.key, value, relation)
        return UIDRefContentItem(name=concept(name), value=value, relationship_type=relation)

    def person(self, name: Coded, value: str) -> Item:
        """Return the name of a person."""
        from highdicom.sr.value_types import PnameContentItem

        self._tell(name.key, value)
        return PnameContentItem(name=concept(name), value=value, relationship_type=CONTEXT)

    def day(self, name: Coded, when: ScanDate, typed: Coded) -> list[Item]:
        """Return a date; as it was typed, under another name, where it is none for DICOM."""
        from highdicom.sr.value_types import DateContentItem

        if not is_dicom_day(when.day):
            return self.text(typed, when.text)
        self._tell(name.key, when.text)
        digits = when.text.replace("-", "")
        return [DateContentItem(name=concept(name), value=digits, relationship_type=CONTAINS)]

    def length(self, name: Coded, um: int) -> Item:
        """Return a length in mm; its digits are written from whole micrometres."""
        from highdicom.sr.value_types import NumContentItem

        self._tell(name.key, um)
        item = NumContentItem(
            name=concept(name), value=um / 1000, unit=concept(codes.MM), relationship_type=CONTAINS
        )
        item.MeasuredValueSequence[0].NumericValue = mm_text(um)
        return item

    def count(self, name: Coded, value: int, relation: str) -> Item:
        """Return a number without a unit."""
        from highdicom.sr.value_types import NumContentItem

        self._tell(name.key, value, relation)
        return NumContentItem(
            name=concept(name), value=value, unit=concept(codes.ONE), relationship_type=relation
        )

    def image(self, name: Coded, image: Image, relation: str = CONTAINS) -> Item:
        """Return a reference to an image, or to a frame of it."""
        from highdicom.sr.value_types import ImageContentItem

        self._tell(name.key, image.header, image.frame, relation)
        self.images.setdefault(image.header.instance, image)
        return ImageContentItem(
            name=concept(name),
            referenced_sop_class_uid=image.header.sop_class,
            referenced_sop_instance_uid=image.header.instance,
            referenced_frame_numbers=image.frame,
            relationship_type=relation,
        )

    def on_image(self, name: Coded, pixels: tuple[Pixel, ...], image: Image, relation: str) -> Item:
        """Return a line, or a point, on an image."""
        import numpy as np
        from highdicom.sr.value_types import ScoordContentItem

        self._tell(name.key, pixels, relation)
        item: Item = ScoordContentItem(
            name=concept(name),
            graphic_type="POLYLINE" if len(pixels) > 1 else "POINT",
            graphic_data=np.asarray(pixels),
            relationship_type=relation,
        )
        item.ContentSequence = [self.image(codes.PATH, image, SELECTED)]
        return item

    def in_patient(
        self, name: Coded, points: tuple[Vector, ...], frame_of_reference: str, relation: str
    ) -> Item:
        """Return a line, or a point, in patient space."""
        import numpy as np
        from highdicom.sr.value_types import Scoord3DContentItem

        self._tell(name.key, points, frame_of_reference, relation)
        self.in_space = True
        return Scoord3DContentItem(
            name=concept(name),
            graphic_type="POLYLINE" if len(points) > 1 else "POINT",
            graphic_data=np.asarray(points),
            frame_of_reference_uid=frame_of_reference,
            relationship_type=relation,
        )

    def container(
        self, name: Coded, items: list[Item], *, template: str | None = None, root: bool = False
    ) -> Item:
        """Return a container with its items."""
        from highdicom.sr.value_types import ContainerContentItem, ContentSequence

        self._tell(name.key, len(items))
        item = ContainerContentItem(
            name=concept(name),
            template_id=template,
            relationship_type=None if root else CONTAINS,
        )
        item.ContentSequence = ContentSequence(items)
        return item


def under(parent: Item, items: list[Item]) -> Item:
    """Put items under another one."""
    from highdicom.sr.value_types import ContentSequence

    if items:
        parent.ContentSequence = ContentSequence(items)
    return parent


def concept(coded: Coded) -> Any:
    """Return a coded concept as highdicom's."""
    from highdicom.sr.coding import CodedConcept

    return CodedConcept(value=coded.value, scheme_designator=coded.scheme, meaning=coded.meaning)
