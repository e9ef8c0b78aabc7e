"""Split lesions: which rows are fragments, of what, and what stands for a lesion at a visit."""

import pytest

from recist.model.fragments import parents_of_fragments, parts_at_visit
from recist.model.reading import Absent, Merged
from recist.model.row import Row
from tests.model.rows import measured, row

T1, T2 = row("T1", measured()), row("T2", measured())
PART, OTHER = row("T1.1", measured()), row("T1.2", measured())
CRUMB = row("T1.1.1", measured())


@pytest.mark.parametrize(
    ("visits", "parents"),
    [
        pytest.param([[T1, T2]], {}, id="nothing split"),
        pytest.param([[row("T3", measured(), parent="T2")]], {"T3": "T2"}, id="named parent"),
        pytest.param([[PART, OTHER]], {"T1.1": "T1", "T1.2": "T1"}, id="dotted names"),
        pytest.param(
            [[row("T1.1", measured(), parent="T2")]], {"T1.1": "T2"}, id="a named parent goes first"
        ),
        pytest.param(
            [[CRUMB, PART]], {"T1.1": "T1", "T1.1.1": "T1.1"}, id="child before parent in the file"
        ),
        pytest.param(
            [[PART], [CRUMB]], {"T1.1": "T1", "T1.1.1": "T1.1"}, id="a fragment splits later"
        ),
        pytest.param(
            [[PART], [row("T1.1", measured(), parent="T2")]],
            {"T1.1": "T1"},
            id="the first sighting decides",
        ),
        pytest.param(
            [[row("T2", measured(), parent="T1")]], {}, id="a row at baseline is no fragment"
        ),
        pytest.param(
            [[row("T3", Merged("T1"), parent="T1")]], {}, id="the parent of a merged one carries it"
        ),
        pytest.param([[row("T7.1", measured())]], {}, id="nothing known has split"),
        pytest.param(
            [[row("T7.1", measured())], [row("T7.1", measured(), parent="T1")]],
            {},
            id="once a stranger, always one",
        ),
        pytest.param(
            [[row("T7.1", measured()), PART], [OTHER]],
            {"T1.1": "T1", "T1.2": "T1"},
            id="a stranger keeps no fragment out",
        ),
    ],
)
def test_fragments_lead_to_what_split(visits: list[list[Row]], parents: dict[str, str]) -> None:
    assert parents_of_fragments(visits, ["T1", "T2"]) == parents


PARENTS = {"T1.1": "T1", "T2.1": "T2", "T1.2": "T1", "T1.1.1": "T1.1"}


@pytest.mark.parametrize(
    ("rows", "known", "parts"),
    [
        pytest.param([T1], [], [("T1", T1)], id="its own row"),
        pytest.param([T2], [], [("T1", None)], id="no row"),
        pytest.param([T1, PART], ["T1.1"], [("T1.1", PART)], id="the fragment replaces the row"),
        pytest.param(
            [OTHER, PART],
            ["T1.1", "T2.1", "T1.2"],
            [("T1.1", PART), ("T1.2", OTHER)],
            id="fragments in order of sighting",
        ),
        pytest.param(
            [OTHER],
            ["T1.1", "T1.2"],
            [("T1.1", None), ("T1.2", OTHER)],
            id="a fragment without a row",
        ),
        pytest.param(
            [CRUMB, OTHER],
            ["T1.1", "T1.2", "T1.1.1"],
            [("T1.1.1", CRUMB), ("T1.2", OTHER)],
            id="a fragment of a fragment stands in its place",
        ),
        pytest.param(
            [CRUMB],
            ["T1.1", "T1.1.1"],
            [("T1.1.1", CRUMB)],
            id="only a fragment of a fragment is left",
        ),
        pytest.param([T1], ["T1.1"], [("T1", T1)], id="no fragment has a row: whole again"),
        pytest.param(
            [T1, row("T2.1", Absent())], ["T1.1", "T2.1"], [("T1", T1)], id="another lesion split"
        ),
    ],
)
def test_what_stands_for_a_lesion_at_a_visit(
    rows: list[Row], known: list[str], parts: list[tuple[str, Row | None]]
) -> None:
    here = {one.lesion: one for one in rows}
    assert parts_at_visit("T1", here, known, PARENTS) == tuple(parts)
