"""Where a lesion is known to be: in the space of the series that is shown, or on its image."""

from dataclasses import replace

import pytest

from gui.state.measuring import points_of
from gui.state.session import new_session
from recist.imaging.series import Inspection, Series
from recist.model.dates import ScanDate
from recist.trial.calipers import CaliperRecord
from recist.trial.visits import PlannedVisit
from tests.gui.reads import DATES, PICTURE, PROTOCOL, READER, SUBJECT
from tests.gui.viewing import make_geometry, make_series

DRAWN = CaliperRecord(
    subject=SUBJECT,
    reader=READER,
    visit="baseline",
    lesion="T1",
    long_axis_lps_mm=((0.0, 0.0, 110.0), (20.0, 0.0, 110.0)),
    short_axis_lps_mm=None,
    frame_of_reference="1.9",
    image="1.1.2",
)
MIDDLE = (10.0, 0.0, 110.0)


@pytest.mark.parametrize(
    ("shown", "drawn", "is_known"),
    [
        pytest.param(make_series("1.1", make_geometry()), DRAWN, True, id="its own series"),
        pytest.param(make_series("1.2", make_geometry()), DRAWN, True, id="another of its space"),
        pytest.param(
            make_series("1.2", make_geometry(), "2.9"), DRAWN, False, id="one of another space"
        ),
        pytest.param(make_series("1.2", None), DRAWN, False, id="one without millimetres"),
        pytest.param(
            make_series("1.1", make_geometry(), ""),
            replace(DRAWN, frame_of_reference=""),
            True,
            id="its own series, of a space without a name",
        ),
        pytest.param(
            make_series("1.2", make_geometry(), ""),
            replace(DRAWN, frame_of_reference=""),
            False,
            id="another one, and neither says its space",
        ),
    ],
)
def test_a_place_is_known_in_its_own_space_alone(
    shown: Series, drawn: CaliperRecord, is_known: bool
) -> None:
    """Elsewhere `N` would go to millimetres of another space, and link two visits by them."""
    day = ScanDate.parse(DATES["baseline"])
    visit = PlannedVisit(subject=SUBJECT, label="baseline", date=day, studies=("1",))
    inspection = Inspection(series=(shown,), rejected=())
    session = new_session(PROTOCOL, inspection, PICTURE, (drawn,), READER, (visit,))
    assert points_of(session, "T1") == ({"baseline": MIDDLE} if is_known else {})
