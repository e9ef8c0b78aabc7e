"""The words for what somebody is in a trial."""

from __future__ import annotations

from gui.state.tongue import later
from recist.trial.people import Role

ROLES = {
    Role.READER: later("reader"),
    Role.ADJUDICATOR: later("adjudicator"),
    Role.COORDINATOR: later("coordinator"),
    Role.ADMINISTRATOR: later("administrator"),
}
