"""Links visits by the lesions that are known in more than one of them."""

from __future__ import annotations

from gui.state import document as docs
from gui.state.bonds import has_unlinked
from gui.state.measuring import points_of
from gui.state.moving import linked_at
from gui.state.session import Session, present, visit_in
from gui.state.viewer import Viewer


def linked_by_lesions(session: Session, viewer: Viewer) -> Viewer:
    """Link the open tiles of two visits by the first lesion that both know, targets first.

    A link by patient position or by an offset that somebody set stays as it is.
    """
    visits = {tile.role: visit_in(session, tile.role) for tile in viewer.tiles}
    for lesion in docs.lesions_of(present(session), session.subject):
        if not has_unlinked(viewer):
            return viewer
        points = points_of(session, lesion.id)
        known = {role: points[visit] for role, visit in visits.items() if visit in points}
        viewer = linked_at(viewer, known)
    return viewer
