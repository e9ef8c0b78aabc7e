"""What a blinded adjudicator does: compares two reads and accepts one of them."""

from __future__ import annotations

from gui.state import document as docs
from gui.state.session import present
from gui.widgets.trial.adjudication_window import AdjudicationWindow
from trial_parts.blinded_user import BlindedUser


def adjudicate(user: BlindedUser) -> None:
    """Look at every subject's two reads, at the images under them, and decide."""
    user.menus()
    user.screens()
    for subject in docs.subjects_of(present(user.room.reading.session)):
        compare(user, subject)
    user.lock()
    user.fault()
    user.write()


def compare(user: BlindedUser, subject: str) -> None:
    """Open the window of a subject, look at each visit and read, then accept the first."""
    user.room.trial.adjudicate(subject)
    window = user.window(AdjudicationWindow)
    user.look()
    for one, visit in user.places():
        if one == subject:
            for card in window.cards:
                card.show_visit(visit)
                card.images_wanted.emit(card.name, visit)
                user.look()
    for reason in ("", "It fits the images."):
        for choice in window.choices[:1]:
            choice.setChecked(True)
        window.reason.setPlainText(reason)
        window.decide()
        user.look()
    window.close()
