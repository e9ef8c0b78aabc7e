"""Protocol files: defaults of each criterion, and one line for whatever is wrong."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from decimal import Decimal

import pytest

from recist.criteria.registry import criteria
from recist.model.errors import InputError
from recist.model.length import Length
from recist.model.protocol import (
    AdjudicateOn,
    Censoring,
    Confirmation,
    LocalTreatment,
    Protocol,
    ScheduleStep,
    TargetCaps,
)
from recist.trial.protocol_choice import with_also
from recist.trial.protocol_file import (
    built_in_ids,
    built_in_text,
    protocol_from_toml,
    protocol_named,
)

SHORT = 'id = "p"\ncriteria = "RECIST 1.1"\n'
OLD = 'id = "p"\ncriteria = "RECIST 1.0"\n'
WHOLE = """
id = "nct01387295"
title = "Intra-hepatic chemotherapy, liver metastases from breast cancer"
criteria = "RECIST 1.1"
scopes = ["liver", "not-liver", "all"]
also = ["recist-1.0"]
measurement_precision_mm = 0.05
[targets]
max_total = 4
max_per_organ = 3
measurable_disease_required = true
[targets.liver]
max_per_organ = 5
[confirmation]
required = true
interval_days = 35
max_ne_between = 2
[options]
partial_response_holds = false
too_small_mm = 4.9
stable_disease_minimum_days = 49
visit_window_days = 10
local_treatment = "planned"
[schedule]
baseline_window_days = 21
visits = [
    {until_day = 336, interval_days = 56, window_days = 7},
    {interval_days = 84, window_days = 7},
]
[endpoints]
response_denominator = "included"
censoring = "EMA"
[eligibility]
liver_involvement_below_percent = 70
liver_remnant_above_percent = 30.5
min_liver_metastases = 1
max_liver_metastases = 4
max_metastases = 5
max_organ_systems = 3
stable_or_responding_required = true
[reading]
readers = 2
blinded = true
hide_dates = true
sequential = false
adjudicate_on = ["best-response", "progression-date"]
"""


def test_the_default_is_recist_1_1_as_published() -> None:
    protocol = protocol_named("recist-1.1")
    assert protocol == Protocol(id="recist-1.1", criteria="RECIST 1.1", title=protocol.title)


@pytest.mark.parametrize(
    ("name", "caps", "confirmed", "holds"),
    [
        ("recist-1.1", (5, 2), False, True),
        ("recist-1.0", (10, 5), True, False),
        ("mrecist", (5, 2), False, False),
        ("irecist", (5, 2), False, True),
    ],
)
def test_what_a_file_leaves_out_is_as_in_its_criteria(
    name: str, caps: tuple[int, int], confirmed: bool, holds: bool
) -> None:
    words = tomllib.loads(built_in_text(name))["criteria"]
    protocol = protocol_from_toml(f'id = "p"\ncriteria = "{words}"\n', "p.toml")
    assert protocol == replace(protocol_named(name), id="p", title="")
    assert (protocol.targets.max_total, protocol.targets.max_per_organ) == caps
    assert protocol.confirmation.required is confirmed
    assert protocol.options.partial_response_holds is holds


def test_a_copy_that_keeps_the_name_of_a_built_in_file_has_its_defaults_too() -> None:
    assert protocol_from_toml(OLD, "recist-1.0.toml").targets == TargetCaps(
        max_total=10, max_per_organ=5
    )


def test_every_key_arrives() -> None:
    protocol = protocol_from_toml(WHOLE, "p.toml")
    plain = Protocol(id="p", criteria="p")
    same = {one.name for one in fields(Protocol) if _is(protocol, one.name, plain)}
    assert same == {"irecist"}, "each key of the file differs from the default"
    assert protocol.caps_in("liver") == TargetCaps(max_total=4, max_per_organ=5)
    assert protocol.caps_in("not-liver") == TargetCaps(max_total=4, max_per_organ=3)
    assert protocol.options.too_small == Length(4_900)
    assert protocol.options.local_treatment is LocalTreatment.PLANNED
    assert protocol.schedule.visits == (
        ScheduleStep(until_day=336, interval_days=56, window_days=7),
        ScheduleStep(interval_days=84, window_days=7),
    )
    assert protocol.endpoints.censoring is Censoring.EMA
    assert protocol.eligibility.liver_remnant_above_percent == Decimal("30.5")
    assert protocol.reading.adjudicate_on == (
        AdjudicateOn.BEST_RESPONSE,
        AdjudicateOn.PROGRESSION_DATE,
    )


def _is(protocol: Protocol, name: str, other: Protocol) -> bool:
    return bool(getattr(protocol, name) == getattr(other, name))


@pytest.mark.parametrize("name", built_in_ids())
def test_every_built_in_file_is_valid(name: str) -> None:
    first, *others = with_also(name)
    assert first.id == name
    assert tuple(one.id for one in others) == first.also


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id = ", "p.toml is no TOML: Invalid value (at end of document)"),
        ('id = "p"\nid = "q"', "p.toml is no TOML: Cannot overwrite a value (at end of document)"),
        ('criteria = "RECIST 1.1"', "p.toml, key id: is missing"),
        ('id = "p"', "p.toml, key criteria: is missing"),
        (
            'id = " "\ncriteria = "RECIST 1.1"',
            "p.toml, key id: must be text on one line, without spaces around it",
        ),
        (
            f"{SHORT}[targets]\nmax_totl = 5",
            (
                "p.toml, key targets.max_totl: is not known; there is "
                "max_per_organ, max_total, measurable_disease_required"
            ),
        ),
        (
            f"{SHORT}[options]\ncolour = 1",
            (
                "p.toml, key options.colour: is not known; there is local_treatment, "
                "partial_response_holds, "
                "stable_disease_minimum_days, too_small_mm, visit_window_days"
            ),
        ),
        (
            f'{SHORT}scopes = ["liver"]\n[targets.liver]\ntotal = 1',
            "p.toml, key targets.liver.total: is not known; there is max_per_organ, max_total",
        ),
        (
            f'{SHORT}[targets]\nmax_total = "5"',
            "p.toml, key targets.max_total: must be a whole number",
        ),
        (
            f"{SHORT}[targets]\nmax_total = 2.5",
            "p.toml, key targets.max_total: must be a whole number",
        ),
        (f"{SHORT}[targets]\nmax_total = -1", "p.toml, key targets.max_total: must be at least 1"),
        (
            f'{SHORT}scopes = ["liver"]\n[targets.liver]\nmax_per_organ = 0',
            "p.toml, key targets.liver.max_per_organ: must be at least 1",
        ),
        (
            f'{SHORT}[options]\npartial_response_holds = "yes"',
            "p.toml, key options.partial_response_holds: must be true or false",
        ),
        (
            f"{SHORT}[options]\ntoo_small_mm = -1",
            "p.toml, key options.too_small_mm: must be more than 0",
        ),
        (
            f"{SHORT}[options]\ntoo_small_mm = nan",
            "p.toml, key options.too_small_mm: must be a number",
        ),
        (
            f"{SHORT}measurement_precision_mm = true",
            "p.toml, key measurement_precision_mm: must be a number",
        ),
        (
            f"{SHORT}measurement_precision_mm = 0.0001",
            (
                "p.toml, key measurement_precision_mm: "
                "must be in whole micrometres: at most three decimals"
            ),
        ),
        (
            f'{SHORT}[options]\nlocal_treatment = "ignored"',
            (
                "p.toml, key options.local_treatment: is none of "
                "not-evaluable, planned, resected-is-zero, censor"
            ),
        ),
        (
            f'{SHORT}[endpoints]\ncensoring = "fda"',
            "p.toml, key endpoints.censoring: is none of FDA, EMA",
        ),
        (
            f'{SHORT}[reading]\nadjudicate_on = ["best"]',
            (
                "p.toml, key reading.adjudicate_on, entry 1: is none of "
                "best-response, progression-date, response-date, visit-response"
            ),
        ),
        (f'{SHORT}scopes = "liver"', "p.toml, key scopes: must be a list in square brackets"),
        (f"{SHORT}scopes = [1]", "p.toml, key scopes, entry 1: must be text in quotation marks"),
        (f"{SHORT}targets = 5", "p.toml, key targets: must be a table"),
        (
            f"{SHORT}[eligibility]\nliver_involvement_below_percent = 170",
            "p.toml, key eligibility.liver_involvement_below_percent: must be at most 100",
        ),
        (
            f"{SHORT}schedule.visits = [{{interval_days = 56}}]",
            "p.toml, key schedule.visits, entry 1, window_days: is missing",
        ),
    ],
)
def test_what_cannot_be_read_is_one_line_with_file_and_key(text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        protocol_from_toml(text, "p.toml")
    assert str(caught.value) == says


STEP = "interval_days = 56, window_days = 7"
CONTRADICTIONS = [
    (
        'id = "p"\ncriteria = "RECIST 2"',
        "criteria: there is no 'RECIST 2'; there is {criteria}",
    ),
    (f"{SHORT}scopes = []", 'scopes: is empty; the usual one is ["all"]'),
    (
        f'{SHORT}scopes = ["liver", "all", "Liver"]',
        "scopes: liver stands there more than once",
    ),
    (
        f'{SHORT}scopes = ["not-all"]',
        "scopes: 'not-all' holds nothing; write an organ after not-",
    ),
    (
        f'{SHORT}scopes = ["liver", "all"]\n[targets.lung]\nmax_total = 3',
        "targets.lung: lung is no scope of this file: liver, all",
    ),
    (f'{SHORT}also = ["p"]', "also: p names itself"),
    (
        f'{SHORT}also = ["recist-1.0", "recist-1.0"]',
        "also: recist-1.0 stands there more than once",
    ),
    (
        f"{SHORT}[confirmation]\ninterval_days = 28",
        (
            "confirmation.interval_days: no confirmation is required; "
            "say required = true or leave this key out"
        ),
    ),
    (
        f"{SHORT}[confirmation]\nrequired = false\nmax_ne_between = 2",
        (
            "confirmation.max_ne_between: no confirmation is required; "
            "say required = true or leave this key out"
        ),
    ),
    (
        f"{OLD}[confirmation]\nrequired = false",
        "confirmation.required: RECIST 1.0 always needs confirmation; leave this key out",
    ),
    (
        f"{SHORT}[irecist]\ntolerance_days = 2",
        "irecist: RECIST 1.1 has no such table, only iRECIST has",
    ),
    (
        f"{SHORT}schedule.visits = [{{until_day = 84, {STEP}}}, {{until_day = 84, {STEP}}}]",
        "schedule.visits, entry 2, until_day: 84 is not after 84",
    ),
    (
        f"{SHORT}schedule.visits = [{{{STEP}}}, {{until_day = 84, {STEP}}}]",
        "schedule.visits, entry 1, until_day: is missing; only the last entry may be open-ended",
    ),
    (
        f"{SHORT}[eligibility]\nmin_liver_metastases = 3\nmax_liver_metastases = 2",
        "eligibility.max_liver_metastases: 2 is less than min_liver_metastases 3",
    ),
]


@pytest.mark.parametrize(("text", "says"), CONTRADICTIONS, ids=[say for _, say in CONTRADICTIONS])
def test_a_contradiction_is_one_line_with_file_and_key(text: str, says: str) -> None:
    known = ", ".join(sorted(criteria(), key=str.casefold))
    with pytest.raises(InputError) as caught:
        protocol_from_toml(text, "p.toml")
    assert str(caught.value) == f"p.toml, key {says.format(criteria=known)}"


def test_a_window_that_ends_before_it_begins_is_a_contradiction() -> None:
    text = 'id = "p"\ncriteria = "iRECIST"\n[irecist]\nconfirm_to_days = 27'
    with pytest.raises(InputError) as caught:
        protocol_from_toml(text, "p.toml")
    says = "p.toml, key irecist.confirm_to_days: 27 is before confirm_from_days 28"
    assert str(caught.value) == says


@pytest.mark.parametrize(
    ("text", "confirmation"),
    [
        ("required = false\ninterval_days = 28\nmax_ne_between = 1", Confirmation()),
        ("required = true\ninterval_days = 42", Confirmation(required=True, interval_days=42)),
    ],
    ids=["the usual figures beside a plain no", "asked for"],
)
def test_confirmation_figures_that_contradict_nothing(
    text: str, confirmation: Confirmation
) -> None:
    protocol = protocol_from_toml(f"{SHORT}[confirmation]\n{text}", "p.toml")
    assert protocol.confirmation == confirmation


def test_the_trials_that_come_with_the_program() -> None:
    intrahepatic, older, breclim, srt = (
        protocol_named(name)
        for name in ("nct01387295", "nct01387295-recist-1.0", "breclim-2", "srt-tdm1")
    )
    assert intrahepatic.scopes == older.scopes == ("liver", "not-liver", "all")
    assert intrahepatic.caps_in("liver").max_per_organ == 5
    assert intrahepatic.caps_in("all").max_per_organ == 2
    assert intrahepatic.eligibility.liver_involvement_below_percent == 70
    assert older.criteria == "RECIST 1.0"
    assert "MRI" in older.title
    wanted = breclim.eligibility
    assert (wanted.min_liver_metastases, wanted.max_liver_metastases) == (1, 4)
    assert wanted.liver_remnant_above_percent == 30
    assert wanted.stable_or_responding_required
    assert (srt.eligibility.max_metastases, srt.eligibility.max_organ_systems) == (5, 3)
    assert {breclim.options.local_treatment, srt.options.local_treatment} == {
        LocalTreatment.PLANNED
    }
