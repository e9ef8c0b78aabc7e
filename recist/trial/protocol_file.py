"""Protocol files (TOML) into the model's Protocol: own files and the built-in ones."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from recist.model.errors import InputError
from recist.model.length import Length
from recist.model.protocol import Options, Protocol, ScheduleStep, TargetCaps
from recist.trial.protocol_checks import Draft, contradictions, unknown_criteria
from recist.trial.protocol_schema import OptionsPart, ProtocolPart, SchedulePart, key_and_problem

SUFFIX = ".toml"
BUILT_IN = files("recist.trial") / "protocols"


def protocol_from_toml(text: str, name: str, default: Protocol | None = None) -> Protocol:
    """Read a protocol file.

    Parameters
    ----------
    text : str
        TOML; only ``id`` and ``criteria`` are required.
    name : str
        Of the file, for messages.
    default : Protocol, optional
        What is left out is as here; else as in the built-in protocol of the same criteria.

    Raises
    ------
    InputError
        For an unknown key, a wrong type, a value out of range or a contradiction: one line
        that names file and key.
    """
    said = _read(text, name)
    fault = unknown_criteria(said.criteria)
    if fault is None:
        default = default or _default_of(said.criteria)
        whole = _filled(said, default)
        fault = next(contradictions(Draft(said, whole, default)), None)
        if fault is None:
            return whole
    raise InputError(f"{name}, key {fault.key}: {fault.problem}")


def _read(text: str, name: str) -> ProtocolPart:
    try:
        tables = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is no TOML: {error}") from None
    try:
        return ProtocolPart.model_validate(tables)
    except ValidationError as error:
        key, problem = key_and_problem(error.errors()[0])
        raise InputError(f"{name}, key {key}: {problem}") from None


def _default_of(criteria: str) -> Protocol:
    base = _base_id(criteria)
    return protocol_named(base) if base in built_in_ids() else Protocol(id=base, criteria=criteria)


def _base_id(criteria: str) -> str:
    """Return the id of the built-in protocol that is the criteria as published."""
    return criteria.casefold().replace(" ", "-")


def _filled(said: ProtocolPart, default: Protocol) -> Protocol:
    """Put what a file says over the defaults of its criteria."""
    caps = said.targets.given()
    measurable = caps.pop("measurable_disease_required", default.measurable_disease_required)
    targets = replace(default.targets, **caps)
    return Protocol(
        id=said.id,
        criteria=said.criteria,
        title=said.title or "",
        scopes=default.scopes if said.scopes is None else tuple(map(_scope, said.scopes)),
        also=tuple(said.also or ()),
        measurement_precision_mm=said.measurement_precision_mm or default.measurement_precision_mm,
        targets=targets,
        scope_targets=_caps_of_scopes(said, targets),
        measurable_disease_required=measurable,
        confirmation=replace(default.confirmation, **said.confirmation.given()),
        options=_options(said.options, default.options),
        irecist=replace(default.irecist, **said.irecist.given()),
        schedule=replace(default.schedule, **_schedule(said.schedule)),
        endpoints=replace(default.endpoints, **said.endpoints.given()),
        eligibility=replace(default.eligibility, **said.eligibility.given()),
        reading=replace(default.reading, **said.reading.given()),
    )


def _scope(name: str) -> str:
    return name.casefold()


def _caps_of_scopes(said: ProtocolPart, targets: TargetCaps) -> tuple[tuple[str, TargetCaps], ...]:
    """Return the caps of single scopes; what one leaves out is as in ``[targets]``."""
    return tuple(
        (_scope(name), replace(targets, **caps.given()))
        for name, caps in said.targets.scopes.items()
    )


def _options(said: OptionsPart, default: Options) -> Options:
    given = said.given()
    if "too_small_mm" in given:
        given["too_small"] = Length.from_decimal(given.pop("too_small_mm"))[0]
    return replace(default, **given)


def _schedule(said: SchedulePart) -> dict[str, Any]:
    given = said.given()
    if said.visits is not None:
        given["visits"] = tuple(ScheduleStep(**step.given()) for step in said.visits)
    return given


@cache
def built_in_ids() -> tuple[str, ...]:
    """Return the ids of the protocols that come with the program; each is its file's name."""
    names = (entry.name for entry in BUILT_IN.iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)))


def built_in_titles() -> list[tuple[str, str, str]]:
    """Return id, criteria and title of every built-in protocol, also of criteria to come."""
    tables = (tomllib.loads(built_in_text(name)) for name in built_in_ids())
    return [(one["id"], one["criteria"], one["title"]) for one in tables]


def built_in_text(protocol_id: str) -> str:
    """Return the TOML of a built-in protocol as it stands.

    Raises
    ------
    InputError
        Where there is none of that id.
    """
    if protocol_id not in built_in_ids():
        known = f"{', '.join(built_in_ids())}, or the path of a {SUFFIX} file"
        raise InputError(f"there is no protocol {protocol_id!r}; there is {known}")
    return (BUILT_IN / f"{protocol_id}{SUFFIX}").read_text("utf-8")


@cache
def protocol_named(protocol_id: str) -> Protocol:
    """Return a built-in protocol; raises as `built_in_text`."""
    text = built_in_text(protocol_id)
    criteria = tomllib.loads(text)["criteria"]
    is_base = protocol_id == _base_id(criteria)
    return protocol_from_toml(
        text,
        f"{protocol_id}{SUFFIX}",
        Protocol(id=protocol_id, criteria=criteria) if is_base else None,
    )
