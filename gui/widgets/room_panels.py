"""The parts of the room that F6 leads to, in their order."""

from __future__ import annotations

from gui.widgets.bottom_bar import BottomBar
from gui.widgets.first_page import FirstPage
from gui.widgets.notice_bar import NoticeBar
from gui.widgets.panels import Panel
from gui.widgets.sides import LeftSide, RightSide
from gui.widgets.tile_area import TileArea
from gui.widgets.top_bar import TopBar


def room_panels(
    left: LeftSide,
    page: FirstPage,
    area: TileArea,
    right: RightSide,
    bars: tuple[TopBar, NoticeBar, BottomBar],
) -> tuple[Panel, ...]:
    """Return the panels: left, images or the first page, right, then the bars."""
    top, notice, bottom = bars
    return (
        Panel(widgets=(left.work_list,)),
        Panel(widgets=(left.cards,), first=left.cards.shown_card),
        Panel(widgets=(page,)),
        Panel(widgets=(area,), first=lambda: area.viewports[area.viewer.active]),
        Panel(widgets=(right.table, right.totals)),
        Panel(widgets=(right.editor,)),
        Panel(widgets=(right.response_area, right.chart, right.sign)),
        Panel(widgets=(top,), first=top.current_visit),
        Panel(widgets=(notice,)),
        Panel(widgets=(bottom,)),
    )
