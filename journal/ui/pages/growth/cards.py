"""The sixteen cards of the importance board, laid out by group in as many columns as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.label import Label

#: What stands on a card for each of the three hands.
MARKS: Final = (_("Mine"), _("Guess"), _("Theirs"))
_NARROWEST_EM: Final = 8.5
_MOST_COLUMNS: Final = 5
_WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_STEPS: Final = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}
_HAND_KEYS: Final = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}
ACTIVE: Final = -1


@dataclass(frozen=True)
class CardView:
    """What a card shows: which of the three hands hold it, and whether the hand that is being filled does."""

    key: str
    label: str
    description: str
    group: str
    marks: tuple[bool, bool, bool] = (False, False, False)
    is_held: bool = False


class Card(QAbstractButton):
    """One card. Its face is painted, so that sixteen of them cost next to nothing."""

    def __init__(self, view: CardView, parent: QWidget) -> None:
        """The grid gives it its place and size."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.view = view
        self.show_view(view)

    def show_view(self, view: CardView) -> None:
        """Show other words, or who holds it by now."""
        self.view = view
        self.setText(view.label)
        held = [mark for mark, is_there in zip(MARKS, view.marks, strict=True) if is_there]
        self.setAccessibleName(f"{view.label}: {', '.join(held)}" if held else view.label)
        self.setAccessibleDescription(view.description)
        self.update()

    def needed_height(self, width: int) -> int:
        """The height of its label in this width, and of the marks below it."""
        pad = theme.space(1)
        words = self.fontMetrics().boundingRect(QRect(0, 0, width - 2 * pad, 10_000), _WRAP, self.text())
        return words.height() + self._mark_height() + 2 * pad + theme.space(0.5)

    def sizeHint(self) -> QSize:
        """As narrow as a card may be."""
        width = theme.theme().em(_NARROWEST_EM)
        return QSize(width, self.needed_height(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and hands belong to the grid; a button would take the arrows for its own."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground says whether the hand that is being filled holds it; the marks say who does."""
        colors = theme.colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = colors.accent_soft if self.view.is_held else colors.well_hover if self.underMouse() else colors.well
        edge = colors.focus if self.hasFocus() else colors.accent_soft if self.view.is_held else ground
        painter.setPen(QPen(QColor(edge), 2))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        pad = theme.space(1)
        inner = self.rect().adjusted(pad, pad, -pad, -pad)
        painter.setPen(QColor(colors.ink))
        painter.drawText(inner, _WRAP, self.text())
        self._paint_marks(painter, inner)

    def _paint_marks(self, painter: QPainter, inner: QRect) -> None:
        colors = theme.colors()
        painter.setFont(theme.theme().font("small"))
        metrics, height = QFontMetrics(painter.font()), self._mark_height()
        left = inner.left()
        for mark, is_there in zip(MARKS, self.view.marks, strict=True):
            if not is_there:
                continue
            width = min(metrics.horizontalAdvance(mark) + theme.space(1), inner.right() - left + 1)
            box = QRectF(left, inner.bottom() - height + 1, width, height)
            painter.setPen(QPen(QColor(colors.accent), 1))
            painter.setBrush(QColor(colors.paper))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark)
            left += width + theme.space(0.5)

    @staticmethod
    def _mark_height() -> int:
        return QFontMetrics(theme.theme().font("small")).height() + 2


class CardGrid(QWidget):
    """Arrows move over the cards; Space, Enter or a click lays one into the hand being filled, 1, 2, 3 into one of them."""

    #: A card's key, and the number of the hand, 0 to 2, or ACTIVE.
    laid = Signal(str, int)
    #: The keyboard stands on the card of this key.
    current_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until cards are shown."""
        super().__init__(parent)
        self.setAccessibleName(_("The sixteen cards"))
        self.cards: list[Card] = []
        self._headings: dict[str, Label] = {}
        self._current = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.theme().changed.connect(self._arrange)

    # ------------------------------------------------------------------------------------------- public

    def show_cards(self, views: Sequence[CardView]) -> None:
        """Show these cards, group after group; the keyboard stays where it is."""
        if [card.view.key for card in self.cards] != [view.key for view in views]:
            self._make(views)
        for card, view in zip(self.cards, views, strict=True):
            card.show_view(view)
        self._arrange()

    @property
    def current(self) -> str:
        """The key of the card that the keyboard stands on, or would."""
        return self.card.view.key if self.cards else ""

    @property
    def card(self) -> Card:
        """The card that the keyboard stands on, or would."""
        return self.cards[self._current]

    def choose(self, key: str) -> None:
        """Put the keyboard onto a card."""
        place = next((n for n, card in enumerate(self.cards) if card.view.key == key), self._current)
        self._move_to(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, or lay the card down."""
        key = Qt.Key(event.key())
        if key in _STEPS and self.cards:
            self._move_to(self._neighbour(_STEPS[key]))
        elif key in _HAND_KEYS and self.cards:
            self.laid.emit(self.current, _HAND_KEYS[key])
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.cards:
            self.laid.emit(self.current, ACTIVE)
        else:
            super().keyPressEvent(event)

    # ----------------------------------------------------------------------------------------- internal

    def _make(self, views: Sequence[CardView]) -> None:
        for old in (*self.cards, *self._headings.values()):
            old.hide()
            old.deleteLater()
        self.cards, self._headings, self._current = [], {}, 0
        for view in views:
            if view.group not in self._headings:
                self._headings[view.group] = Label(view.group, "section", parent=self)
            card = Card(view, self)
            card.clicked.connect(self._clicked)
            self.cards.append(card)
        for part in (*self.cards, *self._headings.values()):
            part.show()
        self._set_stop()

    @Slot()
    def _clicked(self) -> None:
        card = self.sender()
        self._move_to(next(n for n, each in enumerate(self.cards) if each is card))
        self.laid.emit(self.current, ACTIVE)

    def _move_to(self, place: int) -> None:
        self._current = place
        self._set_stop()
        self.cards[place].setFocus(Qt.FocusReason.TabFocusReason)
        self.current_changed.emit(self.current)

    def _set_stop(self) -> None:
        """Tab stops at one card, and the arrows do the rest."""
        for place, card in enumerate(self.cards):
            here = place == self._current
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def _neighbour(self, step: QPoint) -> int:
        """The nearest card in this direction; the present one where there is none."""
        here = self.cards[self._current].geometry().center()
        found = self._current
        least = 0
        for place, card in enumerate(self.cards):
            way = card.geometry().center() - here
            ahead = way.x() * step.x() + way.y() * step.y()
            aside = abs(way.x() * step.y()) + abs(way.y() * step.x())
            if step.y() and aside:  # up and down stay in their column
                continue
            distance = ahead + 2 * aside
            if ahead > 0 and (found == self._current or distance < least):
                found, least = place, distance
        return found

    # ------------------------------------------------------------------------------------------- places

    def hasHeightForWidth(self) -> bool:
        """Fewer columns are higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the highest column."""
        return max((rect.bottom() + 1 for _widget, rect in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """In one row of groups, where there is room."""
        width = theme.theme().em(_NARROWEST_EM) * _MOST_COLUMNS
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """In one column."""
        return QSize(theme.theme().em(_NARROWEST_EM), theme.space(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out anew."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        for widget, rect in self._places(self.width()):
            widget.setGeometry(rect)
        height = self.heightForWidth(self.width())
        if self.minimumHeight() != height:
            self.setMinimumHeight(height)

    def _places(self, width: int) -> list[tuple[QWidget, QRect]]:
        """Where every card and heading stands: a group stays together, the next one goes into the shortest column."""
        gap = theme.space(1)
        columns = max(1, min(_MOST_COLUMNS, (width + gap) // (theme.theme().em(_NARROWEST_EM) + gap)))
        wide = (width - gap * (columns - 1)) // columns
        high = max((card.needed_height(wide) for card in self.cards), default=0)
        ends = [0] * columns
        places: list[tuple[QWidget, QRect]] = []
        for group, heading in self._headings.items():
            column = ends.index(min(ends))
            left, top = column * (wide + gap), ends[column]
            line = heading.sizeHint().height()
            places.append((heading, QRect(left, top, wide, line)))
            top += line + theme.space(0.5)
            for card in self.cards:
                if card.view.group == group:
                    places.append((card, QRect(left, top, wide, high)))
                    top += high + gap
            ends[column] = top + gap
        return places
