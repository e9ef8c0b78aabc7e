"""Protocol files (TOML) into the model's Protocol: the built-in ones, each key checked."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from recist.model.errors import InputError
from recist.model.length import Length
from recist.model.protocol import Options, Protocol, TargetCaps

SUFFIX = ".toml"
Count = Annotated[int, Field(ge=1)]
Days = Annotated[int, Field(ge=0)]
Millimetres = Annotated[Decimal, Field(gt=0)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Targets(_Part):
    max_total: Count = TargetCaps().max_total
    max_per_organ: Count = TargetCaps().max_per_organ


class _Options(_Part):
    partial_response_holds: bool = Options().partial_response_holds
    too_small_mm: Annotated[Millimetres, Field(strict=False)] = Options().too_small.mm
    stable_disease_minimum_days: Days = Options().stable_disease_minimum_days
    visit_window_days: Days = Options().visit_window_days


class _File(_Part):
    id: str
    criteria: str
    title: str = ""
    scopes: tuple[str, ...] = Field(default=("all",), strict=False)
    measurement_precision_mm: Annotated[Millimetres, Field(strict=False)] = Decimal("0.1")
    targets: _Targets = _Targets()
    options: _Options = _Options()


def protocol_from_toml(text: str, name: str) -> Protocol:
    """Read a protocol file.

    Parameters
    ----------
    text : str
        TOML; only ``id`` and ``criteria`` are required.
    name : str
        Of the file, for messages.

    Raises
    ------
    InputError
        For an unknown key, a wrong type or a value out of range: names file and key.
    """
    try:
        read = _File.model_validate(tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name} is no TOML: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        raise InputError(f"{name}, key {key}: {first['msg']}") from None
    return Protocol(
        id=read.id,
        criteria=read.criteria,
        title=read.title,
        scopes=read.scopes,
        measurement_precision_mm=read.measurement_precision_mm,
        targets=TargetCaps(
            max_total=read.targets.max_total, max_per_organ=read.targets.max_per_organ
        ),
        options=Options(
            partial_response_holds=read.options.partial_response_holds,
            too_small=Length.from_decimal(read.options.too_small_mm)[0],
            stable_disease_minimum_days=read.options.stable_disease_minimum_days,
            visit_window_days=read.options.visit_window_days,
        ),
    )


@cache
def built_in_protocols() -> dict[str, Protocol]:
    """Return the protocols that come with the program, by id."""
    folder = files("recist.trial") / "protocols"
    read = (
        protocol_from_toml(entry.read_text("utf-8"), entry.name)
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(SUFFIX)
    )
    return {protocol.id: protocol for protocol in read}


def built_in_text(protocol_id: str) -> str:
    """Return the TOML of a built-in protocol as it stands."""
    return (files("recist.trial") / "protocols" / f"{protocol_id}{SUFFIX}").read_text("utf-8")


def protocol_named(protocol_id: str) -> Protocol:
    """Return a built-in protocol.

    Raises
    ------
    InputError
        Where there is none of that id.
    """
    found = built_in_protocols().get(protocol_id)
    if found is None:
        known = ", ".join(built_in_protocols())
        raise InputError(f"there is no protocol {protocol_id!r}; there is {known}")
    return found
