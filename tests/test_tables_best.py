"""Best response with confirmation, case by case as typed from the specification (§1.8, §2).

The notation is that of `tests.table_notation`; in a table of sequences the overall responses
stand as such, by the day of the response.
"""

import pytest

from recist.endpoints.best import best_response
from recist.formats.assessment_json import assessment_document
from recist.model.protocol import Confirmation, Options, Protocol, TargetCaps
from tests.endpoints.sequences import RECIST11, sequence, steps_of
from tests.table_notation import Json, Row, judged, protocol_of, table

RECIST10 = Protocol(
    id="recist-1.0",
    criteria="RECIST 1.0",
    targets=TargetCaps(max_total=10, max_per_organ=5),
    confirmation=Confirmation(required=True),
    options=Options(partial_response_holds=False),
)
WORDS = {"true": True, "false": False}
BEST = ("response", "confirmed", "date", "needs_review", "alternative", "rule")


def cases(*tables: tuple[str, Protocol]) -> list[object]:
    """Every row of some tables with the protocol that its own column changes."""
    return [
        pytest.param(row, base, id=f"{name}/{row['id']}")
        for name, base in tables
        for row in table(name)
    ]


def expect(best: Json, row: Row) -> None:
    """Compare what the row states of the best response, in the words of the JSON document."""
    got, want = {}, {}
    for column, key in (("best", "response"), *((key, key) for key in BEST[1:5])):
        if text := row.get(column, ""):
            got[key], want[key] = best[key], None if text == "null" else WORDS.get(text, text)
    assert got == want


READ = cases(("recist11_best_confirmed", RECIST11), ("recist10_best", RECIST10))


@pytest.mark.parametrize(("row", "base"), READ)
def test_best_response_of_readings(row: Row, base: Protocol) -> None:
    assessment = judged(row, base)
    document = assessment_document(assessment.protocol, [assessment])
    best = document["cases"][0]["best"]
    assert tuple(best) == BEST
    expect(best, row)


@pytest.mark.parametrize(("row", "base"), READ)
def test_overall_response_of_readings(row: Row, base: Protocol) -> None:
    overall = [visit.overall for visit in judged(row, base).visits[1:]]
    typed = row["overall"].split(" | ") if row["overall"] else []
    assert [str(one) for one, text in zip(overall, typed, strict=True) if text != "-"] == [
        text for text in typed if text != "-"
    ]


@pytest.mark.parametrize(("row", "base"), cases(("recist11_best_sequences", RECIST11)))
def test_best_response_of_a_sequence(row: Row, base: Protocol) -> None:
    best = best_response(sequence(steps_of(row["sequence"]), protocol_of(row["protocol"], base)))
    expect(
        {
            "response": best.response,
            "confirmed": best.confirmed,
            "date": best.date.text,
        },
        row,
    )
