"""The keys of a protocol file, with their types and bounds; what is left out stays unset."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import ErrorDetails

from recist.model.protocol import AdjudicateOn, Censoring, LocalTreatment

FINEST_MM = Decimal("0.001")


def _as_decimal(value: Any) -> Any:
    """Take a whole number for a Decimal; anything else is left to be refused."""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return Decimal(value) if is_whole else value


def _whole_micrometres(value: Decimal) -> Decimal:
    if value != value.quantize(FINEST_MM):
        raise ValueError("must be in whole micrometres: at most three decimals")
    return value


def _one_line(value: str) -> str:
    if not value.strip() or value != " ".join(value.split()):
        raise ValueError("must be text on one line, without spaces around it")
    return value


Number = Annotated[Decimal, BeforeValidator(_as_decimal)]
Millimetres = Annotated[Number, Field(gt=0, le=100), AfterValidator(_whole_micrometres)]
Percent = Annotated[Number, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=1, le=1000)]
Days = Annotated[int, Field(ge=0, le=36_500)]
Interval = Annotated[int, Field(ge=1, le=36_500)]
Name = Annotated[str, AfterValidator(_one_line)]


class Part(BaseModel):
    """A table of the file; a key that is left out is None."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    def given(self) -> dict[str, Any]:
        """Return the known keys that stand in the file, lists as tuples."""
        held = {name: getattr(self, name) for name in self.model_fields_set & self.known()}
        return {
            name: tuple(value) if isinstance(value, list) else value for name, value in held.items()
        }

    @classmethod
    def known(cls) -> set[str]:
        """Return every key that the table may hold."""
        return set(cls.model_fields)


class CapsPart(Part):
    """``[targets.SCOPE]``."""

    max_total: Count | None = None
    max_per_organ: Count | None = None


class TargetsPart(CapsPart):
    """``[targets]``; each further key is a scope with caps of its own."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)
    __pydantic_extra__: dict[str, CapsPart] = Field(init=False)
    measurable_disease_required: bool | None = None

    @property
    def scopes(self) -> dict[str, CapsPart]:
        """Return the caps of single scopes."""
        return self.__pydantic_extra__


class ConfirmationPart(Part):
    """``[confirmation]``."""

    required: bool | None = None
    interval_days: Days | None = None
    max_ne_between: Annotated[int, Field(ge=0, le=1000)] | None = None


class OptionsPart(Part):
    """``[options]``."""

    partial_response_holds: bool | None = None
    too_small_mm: Millimetres | None = None
    stable_disease_minimum_days: Days | None = None
    visit_window_days: Days | None = None
    local_treatment: Annotated[LocalTreatment, Field(strict=False)] | None = None


class ImmunePart(Part):
    """``[irecist]``."""

    confirm_from_days: Days | None = None
    confirm_to_days: Days | None = None
    tolerance_days: Days | None = None


class StepPart(Part):
    """One entry of ``schedule.visits``."""

    interval_days: Interval
    window_days: Days
    until_day: Interval | None = None


class SchedulePart(Part):
    """``[schedule]``."""

    baseline_window_days: Days | None = None
    visits: list[StepPart] | None = None


class EndpointsPart(Part):
    """``[endpoints]``."""

    response_denominator: Name | None = None
    censoring: Annotated[Censoring, Field(strict=False)] | None = None


class EligibilityPart(Part):
    """``[eligibility]``."""

    liver_involvement_below_percent: Percent | None = None
    liver_remnant_above_percent: Percent | None = None
    min_liver_metastases: Annotated[int, Field(ge=0, le=1000)] | None = None
    max_liver_metastases: Count | None = None
    max_metastases: Count | None = None
    max_organ_systems: Count | None = None
    stable_or_responding_required: bool | None = None


class ReadingPart(Part):
    """``[reading]``."""

    readers: Count | None = None
    blinded: bool | None = None
    hide_dates: bool | None = None
    sequential: bool | None = None
    adjudicate_on: list[Annotated[AdjudicateOn, Field(strict=False)]] | None = None


class ProtocolPart(Part):
    """The whole file."""

    id: Name
    criteria: Name
    title: str | None = None
    scopes: list[Name] | None = None
    also: list[Name] | None = None
    measurement_precision_mm: Millimetres | None = None
    targets: TargetsPart = TargetsPart()
    confirmation: ConfirmationPart = ConfirmationPart()
    options: OptionsPart = OptionsPart()
    irecist: ImmunePart = ImmunePart()
    schedule: SchedulePart = SchedulePart()
    endpoints: EndpointsPart = EndpointsPart()
    eligibility: EligibilityPart = EligibilityPart()
    reading: ReadingPart = ReadingPart()


NEEDS = {
    "missing": "is missing",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": "must be text in quotation marks",
    "list_type": "must be a list in square brackets",
    "is_instance_of": "must be a number",
    "finite_number": "must be a number",
    "model_type": "must be a table",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "enum": "is none of {expected}",
    "value_error": "{error}",
}


def key_and_problem(error: ErrorDetails) -> tuple[str, str]:
    """Put the first error of a file into words: the key as people write it, and what to do."""
    where, kind = error["loc"], error["type"]
    if kind == "extra_forbidden" or (kind == "model_type" and _is_in_targets(where)):
        known = ", ".join(sorted(_keys_beside(where)))
        return key_text(where), f"is not known; there is {known}"
    facts = error.get("ctx", {})
    if kind == "enum":
        facts["expected"] = facts["expected"].replace("'", "").replace(" or ", ", ")
    return key_text(where), NEEDS.get(kind, error["msg"]).format_map(facts)


def key_text(where: tuple[int | str, ...]) -> str:
    """Write a place in the file: ``schedule.visits, entry 2, until_day``."""
    text = ""
    for part in where:
        if isinstance(part, int):
            text += f", entry {part + 1}"
        elif ", entry" in text:
            text += f", {part}"
        else:
            text += f".{part}" if text else part
    return text


def _is_in_targets(where: tuple[int | str, ...]) -> bool:
    return len(where) == 2 and where[0] == "targets"


def _keys_beside(where: tuple[int | str, ...]) -> set[str]:
    """Return the keys that the table may hold in which an unknown one stands."""
    match where[:-1]:
        case ("targets", _):
            return CapsPart.known()
        case ("schedule", "visits", _):
            return StepPart.known()
        case (str(table),):
            part: Part = ProtocolPart.model_fields[table].default
            return part.known()
        case _:
            return ProtocolPart.known()
