"""Reports that this program has written: every cell of a row stands there, and comes back.

The codes are those of the writer; how they are read is written here anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from recist.formats.measured import ContentError, DrawnLine, MeasuredLesion, one_line
from recist.formats.sr import codes
from recist.formats.sr.codes import Coded
from recist.formats.sr.organs import organ_word
from recist.formats.sr_in.axes import Tree, drawn_on, image_of, placed_on, recorded_line
from recist.formats.sr_in.concepts import key_of
from recist.formats.sr_in.content import Code, Item
from recist.model.dates import ScanDate
from recist.model.length import Length
from recist.model.lesion import Character, Role
from recist.model.reading import Diameters
from recist.model.response import NewLesion, Response
from recist.model.row import Row
from recist.model.words import WORDS_OF_ROLE, state_from_word
from recist.trial.row_cells import UNDATED
from recist.trial.stated import Answer, StatedResponse

MAKER = "recist"
Meant = TypeVar("Meant")
ANSWERS: Sequence[tuple[Coded, Answer, Mapping[Response, Coded]]] = (
    (codes.TARGET, Answer.TARGET, codes.TARGET_RESPONSES),
    (codes.NON_TARGET, Answer.NON_TARGET, codes.NON_TARGET_RESPONSES),
    (codes.OVERALL, Answer.OVERALL, codes.RESPONSES),
)


def is_ours(root: Item) -> bool:
    """Say whether this program has written a report."""
    return _text(root, codes.DEVICE_MANUFACTURER) == MAKER


def is_response(group: Item) -> bool:
    """Say whether a group holds a response and no lesion."""
    return key_of(_code(group, codes.FINDING)) == codes.RESPONSE.key


def reader_of(root: Item) -> str:
    """Return whose read it is; empty where the reading table named nobody."""
    return _text(root, codes.LOGIN_NAME)


def subject_of(root: Item) -> str:
    """Return the subject in full length; empty where the report does not have it."""
    return _text(root, codes.SUBJECT_ID)


def lesion_of(group: Item, tree: Tree, *, file: str, subject: str, reader: str) -> MeasuredLesion:
    """Return the row of a group, with the lines that it was measured by.

    Raises
    ------
    ContentError
        Where the group lacks what every group of ours has, or says what none can say.
    """
    long, short, viable = (
        _length(group, name, tree)
        for name in (codes.LONG_AXIS, codes.SHORT_AXIS, codes.VIABLE_DIAMETER)
    )
    axes = Diameters(longest=_um(long), short=_um(short), viable=_um(viable))
    row = _row(group, axes, tree, source=f"{file} {group.where}", subject=subject, reader=reader)
    return MeasuredLesion(row=row, long=long or viable, short=short, place=_place(group, tree))


def _row(
    group: Item, axes: Diameters, tree: Tree, *, source: str, subject: str, reader: str
) -> Row:
    role = _meant(group, codes.ROLE, codes.ROLES)
    word = _meant(group, codes.STATE, {one: codes.STATES[one] for one in WORDS_OF_ROLE[role]})
    parent, reason = _text(group, codes.PARENT), _text(group, codes.REASON)
    return Row(
        subject=subject,
        reader=reader,
        visit=_needed(group, codes.TIME_POINT),
        date=_date(group, word),
        lesion="" if role is Role.VISIT else _needed(group, codes.TRACKING_ID),
        role=role,
        organ=_organ(group),
        site=_text(group, codes.SITE),
        nodal=key_of(_code(group, codes.FINDING)) == codes.NODE.key,
        character=_meant(group, codes.CHARACTER, codes.CHARACTERS, Character.SOLID),
        state=state_from_word(word, axes, parent, reason),
        change=_meant(group, codes.CHANGE, codes.CHANGES) if _one(group, codes.CHANGE) else None,
        parent=parent,
        progressed_since=_flag(group, codes.PROGRESSED_SINCE) or False,
        method=_text(group, codes.METHOD_READ),
        slice_thickness=_um(_length(group, codes.SLICE_THICKNESS, tree)),
        field=_text(group, codes.FIELD),
        image=_image(group, tree),
        accepted=_flag(group, codes.ACCEPTED),
        reason=reason,
        comment=_text(group, codes.COMMENT),
        extra=tuple(_extra(one.text) for one in _all(group, codes.OTHER_COLUMN)),
        source=source,
    )


def responses_of(group: Item, *, file: str, subject: str, reader: str) -> list[StatedResponse]:
    """Return what a response group states."""
    method = _code(group, codes.METHOD)
    names = {code.key: name for name, code in codes.CRITERIA.items()}
    meaning = "" if method is None else one_line(method.meaning)
    given: list[tuple[Answer, str]] = [
        (answer, str(_meant(group, name, table)))
        for name, answer, table in ANSWERS
        if _one(group, name)
    ]
    if _one(group, codes.NEW_LESION):
        new: NewLesion = _meant(group, codes.NEW_LESION, codes.NEW_LESIONS)
        given.append((Answer.NEW_LESION, str(new)))
    return [
        StatedResponse(
            subject=subject,
            reader=reader,
            visit=_needed(group, codes.TIME_POINT),
            answer=answer,
            response=said,
            scope=_text(group, codes.SCOPE) or "all",
            criteria=names.get(key_of(method), meaning),
            source=f"{file} {group.where}",
        )
        for answer, said in given
    ]


def _all(item: Item, name: Coded) -> list[Item]:
    return [one for one in item.children if key_of(one.name) == name.key]


def _one(item: Item, name: Coded) -> Item | None:
    return next(iter(_all(item, name)), None)


def _text(item: Item, name: Coded) -> str:
    found = _one(item, name)
    return "" if found is None else found.text


def _needed(item: Item, name: Coded) -> str:
    found = _text(item, name)
    if not found:
        raise ContentError(item.where, f"has no {name.meaning}; export it anew")
    return found


def _code(item: Item, name: Coded) -> Code | None:
    found = _one(item, name)
    return None if found is None else found.code


def _meant(
    item: Item, name: Coded, table: Mapping[Meant, Coded], default: Meant | None = None
) -> Meant:
    """Return what a coded value stands for."""
    found = _one(item, name)
    if found is None and default is not None:
        return default
    key = key_of(None if found is None else found.code)
    for meant, code in table.items():
        if code.key == key:
            return meant
    where = item.where if found is None else found.where
    raise ContentError(where, f"has no {name.meaning} that is known; export it anew")


def _flag(item: Item, name: Coded) -> bool | None:
    found = _one(item, name)
    return None if found is None else key_of(found.code) == codes.YES.key


def _length(group: Item, name: Coded, tree: Tree) -> DrawnLine | None:
    item = _one(group, name)
    if item is None:
        return None
    _, line = recorded_line(item)
    # The region of the group is no line: only what the number itself was inferred from.
    return drawn_on(line, [item], tree)


def _um(line: DrawnLine | None) -> Length | None:
    return None if line is None else Length(line.um)


def _date(group: Item, state: str) -> ScanDate:
    day = _text(group, codes.STUDY_DATE)
    written = f"{day[:4]}-{day[4:6]}-{day[6:8]}" if day else _text(group, codes.PARTIAL_DATE)
    try:
        date = ScanDate.parse(written)
    except ValueError:
        raise ContentError(group.where, f"has the date {written[:40]!r}, which is none") from None
    if date.day is None and state not in UNDATED:
        raise ContentError(group.where, "has no full date; a lesion that was read needs one")
    return date


def _organ(group: Item) -> str:
    typed = _text(group, codes.ORGAN)
    return typed or organ_word(*key_of(_code(group, codes.FINDING_SITE)))


def _image(group: Item, tree: Tree) -> str:
    found = _one(group, codes.SOURCE_IMAGE)
    if found is not None and found.images:
        return found.images[0]
    return _text(group, codes.IMAGE) or image_of(group, tree)


def _place(group: Item, tree: Tree) -> DrawnLine | None:
    """Return the place of a lesion that was marked and not measured, as a line without length."""
    item = _one(group, codes.PLACE)
    if item is None:
        return None
    line = DrawnLine(what=item.where, um=0, half_digit_um=Decimal(0))
    return placed_on(line, item, tree)


def _extra(text: str) -> tuple[str, str]:
    """Return a column that is not ours, and its text on the lines below its name."""
    name, _, value = text.partition("\n" if "\n" in text else "\t")
    return name, value
