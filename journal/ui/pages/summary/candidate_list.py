"""The list of candidates: headings that leave their section out at a press, and ticked rows that can be dragged."""

from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QToolTip

from journal.sharing.lines import Place
from journal.text import SECTIONS, _
from journal.ui import icons, theme
from journal.ui.models.rows import Index, RowsModel
from journal.ui.pages.summary.rows import CandidateRow
from journal.ui.widgets.list_row import RowDelegate, RowRole
from journal.ui.widgets.list_view import ListView

_OFF_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 40
_EDGE_EM: Final = 1.5
_SCROLL_MS: Final = 40


class CandidatesModel(RowsModel):
    """The rows of the candidates; it also says which heading stands over a section that is left out."""

    def candidate_row(self, number: int) -> CandidateRow | None:
        """The row at a place, or None."""
        row = self.rows()[number] if 0 <= number < len(self.rows()) else None
        return row if isinstance(row, CandidateRow) else None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What a row shows, and whether its section is left out."""
        if role != _OFF_ROLE:
            return super().data(index, role)
        row = self.candidate_row(index.row())
        return row is not None and row.is_off


class _Delegate(RowDelegate):
    """Paints an eye at the end of a section's heading: open when the section stands on the page."""

    def eye_rect(self, row: QRect) -> QRect:
        """Where the eye of a heading stands."""
        side = icons.side()
        above = row.height() - self.height
        return QRect(row.right() - theme.space(1.5) - side, row.y() + above - theme.space(1) - side, side, side)

    def _paint_section(self, painter: QPainter, row: QRect, index: Index) -> None:
        heading = str(index.data(RowRole.SECTION) or "")
        if not heading or row.height() <= self.height:
            return
        c, is_off = theme.colors(), bool(index.data(_OFF_ROLE))
        place = row.adjusted(theme.space(1.5), 0, -theme.space(1.5), -self.height - theme.space(1))
        if heading in SECTIONS.values():
            icons.paint(painter, self.eye_rect(row), "eye-off" if is_off else "eye", c.muted)
            place.setRight(self.eye_rect(row).left() - theme.space(1))
        painter.setFont(self._heading)
        painter.setPen(QColor(c.muted if is_off else c.ink))
        shown = painter.fontMetrics().elidedText(heading, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, shown)


class CandidateList(ListView):
    """What could be shared. A ticked row is dragged within its section; a line of one's own under any heading.

    Nothing is handed to the system while one drags: no other program can be given a private word.
    """

    #: A row, by its id, was dropped at a place of the page.
    dropped = Signal(str, object)
    #: The eye of a section's heading was pressed.
    section_pressed = Signal(str)

    def __init__(self, name: str, model: CandidatesModel) -> None:
        """The model stays the caller's."""
        super().__init__(name, sections=True)
        self._listed = model
        self._pressed = self._held_at = QPoint()
        self._dragged: CandidateRow | None = None
        self._is_dragging = False
        self._gap_y = -1
        self._place: Place | None = None
        self.rows = _Delegate(self, lines=2, days=False)
        self.setItemDelegate(self.rows)
        self.setModel(model)
        self._fit()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll)

    # ---------------------------------------------------------------------------------------------- headings

    def _heading_at(self, at: QPoint) -> CandidateRow | None:
        """The row whose section's eye is there."""
        index = self.indexAt(at)
        row = self._listed.candidate_row(index.row()) if index.isValid() else None
        if row is None or not row.section or row.part not in SECTIONS:
            return None
        eye = self.rows.eye_rect(self.visualRect(index))
        return row if eye.adjusted(-8, -8, 8, 8).contains(at) else None

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the eye does."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            row = self._heading_at(event.pos())
            if row:
                told = _("Take this section back onto the page") if row.is_off else _("Leave this section out")
                QToolTip.showText(event.globalPos(), _("{what} (Alt+O)").format(what=told), self)
                return True
        return super().viewportEvent(event)

    # ---------------------------------------------------------------------------------------------- dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The eye of a heading, or the beginning of a drag."""
        at = event.position().toPoint()
        heading = self._heading_at(at)
        if heading and event.button() == Qt.MouseButton.LeftButton:
            self.section_pressed.emit(heading.part)
            return
        row = self._listed.candidate_row(self.indexAt(at).row()) if self.indexAt(at).isValid() else None
        can_drag = row is not None and bool(row.line_id) and row.part in SECTIONS
        self._pressed, self._dragged = at, row if can_drag else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the row would come to stand."""
        at = event.position().toPoint()
        is_held = self._dragged is not None and bool(event.buttons() & Qt.MouseButton.LeftButton)
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if is_held and not self._is_dragging and far:
            self._is_dragging = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scrolling.start()
        if self._is_dragging:
            self._aim(at)
        elif not is_held:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is dragged."""
        if not self._is_dragging:
            self._dragged = None
            super().mouseReleaseEvent(event)
            return
        dragged, place = self._dragged, self._place
        self._end_drag()
        if dragged and place:
            self.dropped.emit(dragged.id, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the row where it was."""
        if self._is_dragging and event.key() == Qt.Key.Key_Escape:
            self._end_drag()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line where the row would come to stand."""
        super().paintEvent(event)
        if self._is_dragging and self._place:
            painter = QPainter(self.viewport())
            inset = theme.space(1.5)
            line = QRect(inset, self._gap_y - 1, self.viewport().width() - 2 * inset, 3)
            painter.fillRect(line, QColor(theme.colors().accent))
            painter.end()

    def _end_drag(self) -> None:
        self._is_dragging, self._dragged, self._place = False, None, None
        self._scrolling.stop()
        self.viewport().unsetCursor()
        self.viewport().update()

    def _aim(self, at: QPoint) -> None:
        """Find the gap between two rows that is nearest, if the dragged one may stand there."""
        dragged, self._held_at = self._dragged, at
        rows = [row for row in self._listed.rows() if isinstance(row, CandidateRow)]
        inside = QPoint(self.viewport().width() // 2, min(max(at.y(), 0), self.viewport().height() - 1))
        index = self.indexAt(inside)
        number = index.row() if index.isValid() else len(rows) - 1
        if dragged is None or not rows:
            return
        rect = self.visualRect(self._listed.index(number, 0))
        middle = rect.bottom() - self.rows.height // 2
        is_below = inside.y() > middle
        part = rows[number].part
        may = part == dragged.part or (dragged.is_own and part in SECTIONS)
        self._gap_y = rect.bottom() + 1 if is_below else rect.bottom() + 1 - self.rows.height
        behind = [row for row in rows[number + is_below :] if row.part == part and row.id != dragged.id]
        before = next((row.line_id for row in behind if row.line_id), "")
        self._place = Place(part, before) if may else None
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor if may else Qt.CursorShape.ForbiddenCursor)
        self.viewport().update()

    @Slot()
    def _scroll(self) -> None:
        """Near an edge the list goes on by itself."""
        at, edge = self._held_at, theme.theme().em(_EDGE_EM)
        bar = self.verticalScrollBar()
        if at.y() < edge:
            bar.setValue(bar.value() - edge // 2)
        elif at.y() > self.viewport().height() - edge:
            bar.setValue(bar.value() + edge // 2)
        self._aim(at)
