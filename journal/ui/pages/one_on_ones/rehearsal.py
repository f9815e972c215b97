"""Rehearsing a one-on-one: the plan over the whole window, one thing at a time, with a timer and by keyboard alone.

It lies within the journal's own window, so that it is hidden, veiled and locked with it.
"""

import contextlib
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.practices import one_on_ones, rehearsal
from journal.practices.rehearsal import Slide, Stopwatch, clock_words
from journal.store.tables import PlanCard
from journal.text import _, n_
from journal.ui import notifications, preferences, theme
from journal.ui.acts import Acts
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.one_on_ones.crib import show_crib
from journal.ui.pages.one_on_ones.rehearsal_card import RehearsalCard
from journal.ui.veil import HIDE_KEY, LOCK_KEYS
from journal.ui.widgets.button import Button
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label, hairline

TARGET: Final = "rehearsal_minutes"  # the preference that keeps it
USUAL_MINUTES: Final = 5
_MOST_MINUTES: Final = 60
_TICK_MS: Final = 250


class Rehearsal(QWidget):
    """Space or Right goes on, Left back, P pauses, R starts again, F takes the way of a feedback, C shows the crib, Esc leaves.

    Plus and minus change how many minutes one wants to take. `ended` when it is over, however it ends.
    """

    ended = Signal()

    def __init__(
        self,
        journal: OpenJournal,
        acts: Acts,
        window: QWidget,
        cards: list[PlanCard],
        about_feedback: frozenset[str],
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Over everything in `window` at once, and the timer runs; `now` tells seconds that only ever grow."""
        super().__init__(window)
        self._journal, self._acts, self._cards, self._now = journal, acts, cards, now
        self._about_feedback = about_feedback
        self._slides: list[Slide] = rehearsal.slides(cards, about_feedback)
        self._place = 0
        self._watch = Stopwatch()
        self._entered = 0.0  # what the timer said when this slide came
        self._spent: dict[str, float] = {}
        self._seen: set[str] = set()
        self._is_over = False
        self._minutes = max(1, min(_MOST_MINUTES, preferences.current().number(TARGET, USUAL_MINUTES)))
        self._had_keyboard = window.focusWidget()
        self._covered = _shown_children(window, self)
        self._build()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_time)
        journal.closing.connect(self._keep_at_the_end)
        self._cover(window)
        self._begin()

    # ------------------------------------------------------------------------------------------- public

    @property
    def slide(self) -> Slide:
        """What is before one's eyes."""
        return self._slides[self._place]

    @Slot()
    def forward(self) -> None:
        """The next thing; after the last the rehearsal is over."""
        if self._place + 1 < len(self._slides):
            self._go_to(self._place + 1)
        else:
            self.leave()

    @Slot()
    def back(self) -> None:
        """The thing before."""
        if self._place:
            self._go_to(self._place - 1)

    @Slot()
    def pause(self) -> None:
        """Stop the timer, or let it go on."""
        if self._watch.is_running:
            self._watch.pause(self._now())
        else:
            self._watch.start(self._now())
        self._show_time()

    @Slot()
    def restart(self) -> None:
        """From the first thing and from zero."""
        self._watch.reset()
        self._spent, self._seen = {}, set()
        self._begin()

    @Slot()
    def other_way(self) -> None:
        """Take the card that is on the way of a feedback, or back the way of an issue."""
        card_id = self.slide.card_id
        self._count()
        self._seen.discard(card_id)
        self._about_feedback = self._about_feedback ^ {card_id}
        self._slides = rehearsal.slides(self._cards, self._about_feedback)
        self._show(next(place for place, each in enumerate(self._slides) if each.card_id == card_id))

    @Slot()
    def show_crib(self) -> None:
        """The plan on one page, to be printed; the timer waits meanwhile."""
        self._watch.pause(self._now())
        self._show_time()
        show_crib(self._journal, self, self._cards[0].one_on_one_id)

    @Slot()
    def leave(self) -> None:
        """Keep how long each card took whose last thing was seen, and lay the page open again."""
        if self._is_over:
            return
        self._is_over = True
        total = self._watch.seconds(self._now())
        done = self._rehearsed()
        self._uncover()
        if done and not self._journal.is_read_only:
            work = partial(rehearsal.keep, seconds=done, day=date.today())
            if self._acts.try_to(Changed.MEETINGS, work):
                notifications.say(self.window(), _("Rehearsed in {time}.").format(time=clock_words(total)))
        self.ended.emit()
        self.deleteLater()

    # ----------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.issue = Label("", "strong", wrap=True)
        self.where = Label("", "small")
        self.clock = Label("", "heading")
        self.target = Label("", "small")
        self.card = RehearsalCard(self)
        self.pane = QScrollArea()
        self.pane.setFrameShape(QScrollArea.Shape.NoFrame)
        self.pane.setWidgetResizable(True)
        self.pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pane.setWidget(self.card)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(4), theme.space(2.5), theme.space(4), theme.space(2))
        column.setSpacing(theme.space(1.5))
        column.addLayout(self._build_head())
        column.addWidget(hairline())
        column.addWidget(self.pane, 1)
        column.addWidget(hairline())
        column.addWidget(self._build_foot())
        keys = _("Space next · ← back · P pause · R again · F feedback · C crib · + − minutes · Esc leave")
        column.addWidget(Label(keys, "small", wrap=True))

    def _build_head(self) -> QHBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(theme.space(0.5))
        left.addWidget(self.where)
        left.addWidget(self.issue)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(theme.space(0.5))
        for label in (self.clock, self.target):
            right.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(theme.space(4))
        head.addLayout(left, 1)
        head.addLayout(right)
        return head

    def _build_foot(self) -> QWidget:
        """Buttons for the mouse; none takes the keyboard, which stays with the rehearsal."""
        foot = QWidget()
        row = FlowLayout(foot, theme.space(1))
        self.next = Button(_("Next"), "primary")
        self.pausing = Button(_("Pause"))
        for button, tip, slot in (
            (self.next, _("Space or →"), self.forward),
            (Button(_("Back")), _("←"), self.back),
            (self.pausing, _("P"), self.pause),
            (Button(_("Start again")), _("R"), self.restart),
            (Button(_("About a feedback")), _("F"), self.other_way),
            (Button(_("Crib to print…")), _("C"), self.show_crib),
            (Button(_("Leave")), _("Esc"), self.leave),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(tip)
            button.clicked.connect(slot)
            row.addWidget(button)
        return foot

    # ----------------------------------------------------------------------------------------- showing

    def _begin(self) -> None:
        self._entered = 0.0
        self._watch.start(self._now())
        self._tick.start()
        self._show(0)

    def _go_to(self, place: int) -> None:
        self._count()
        self._show(place)

    def _show(self, place: int) -> None:
        self._place = place
        slide = self.slide
        if slide.is_last:
            self._seen.add(slide.card_id)
        ids = [card.id for card in self._cards]
        issues = n_("Issue {n} of {count}", "Issue {n} of {count}", len(ids))
        where = issues.format(n=ids.index(slide.card_id) + 1, count=len(ids))
        self.where.setText(f"{where} · {place + 1}/{len(self._slides)}")
        self.issue.setText(slide.issue or _("No issue named yet"))
        self.card.show_slide(slide)
        self.pane.verticalScrollBar().setValue(0)
        self.next.setText(_("Next") if place + 1 < len(self._slides) else _("Done"))
        self.setAccessibleName(_("Rehearsal. {issue}").format(issue=slide.issue))
        self.setAccessibleDescription(self.card.words())
        self._show_time()

    @Slot()
    def _show_time(self) -> None:
        seconds = self._watch.seconds(self._now())
        over = seconds - 60 * self._minutes
        self.clock.setText(clock_words(seconds))
        self.clock.setProperty("over", over > 0)
        self.clock.set_role("accent" if over > 0 else "heading")
        target = n_("of {n} minute", "of {n} minutes", self._minutes).format(n=self._minutes)
        if over > 0:
            target = _("{time} over").format(time=clock_words(over)) + f" · {target}"
        self.target.setText(target if self._watch.is_running else _("Paused") + f" · {target}")
        self.pausing.setText(_("Pause") if self._watch.is_running else _("Go on"))

    def _count(self) -> None:
        """Put the time since this slide came to its card."""
        seconds = self._watch.seconds(self._now())
        card_id = self.slide.card_id
        self._spent[card_id] = self._spent.get(card_id, 0.0) + seconds - self._entered
        self._entered = seconds

    def _rehearsed(self) -> dict[str, int]:
        """The seconds of each card whose last thing was seen."""
        self._count()
        return {card_id: round(self._spent.get(card_id, 0.0)) for card_id in self._seen}

    def _change_target(self, minutes: int) -> None:
        self._minutes = max(1, min(_MOST_MINUTES, self._minutes + minutes))
        preferences.current().remember(**{TARGET: self._minutes})
        self._show_time()

    # ---------------------------------------------------------------------------------------- keyboard

    def event(self, event: QEvent) -> bool:
        """No key reaches what lies under it, but for those that hide, lock and quit."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(not _passes(event))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for each thing."""
        act = {
            Qt.Key.Key_Space: self.forward,
            Qt.Key.Key_Right: self.forward,
            Qt.Key.Key_Left: self.back,
            Qt.Key.Key_P: self.pause,
            Qt.Key.Key_R: self.restart,
            Qt.Key.Key_F: self.other_way,
            Qt.Key.Key_C: self.show_crib,
            Qt.Key.Key_Escape: self.leave,
            Qt.Key.Key_Plus: partial(self._change_target, 1),
            Qt.Key.Key_Equal: partial(self._change_target, 1),
            Qt.Key.Key_Minus: partial(self._change_target, -1),
            Qt.Key.Key_Down: partial(self._scroll, 1),
            Qt.Key.Key_Up: partial(self._scroll, -1),
            Qt.Key.Key_PageDown: partial(self._scroll, 8),
            Qt.Key.Key_PageUp: partial(self._scroll, -8),
        }.get(Qt.Key(event.key()))
        event.accept()
        if act and not (event.isAutoRepeat() and event.key() == Qt.Key.Key_Space):
            act()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 (Qt's name)
        """Tab leads nowhere: what lies under it is out of reach."""
        return True

    def _scroll(self, steps: int) -> None:
        bar = self.pane.verticalScrollBar()
        bar.setValue(bar.value() + steps * theme.theme().em(2))

    # ----------------------------------------------------------------------------------------- covering

    def _cover(self, window: QWidget) -> None:
        for each in self._covered:
            each.hide()
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def _uncover(self) -> None:
        self._tick.stop()
        window = self.parentWidget()
        if window:
            window.removeEventFilter(self)
        self.hide()
        for each in self._covered:
            if shiboken6.isValid(each):
                each.show()
        if self._had_keyboard and shiboken6.isValid(self._had_keyboard):
            self._had_keyboard.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as its window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    @Slot()
    def _keep_at_the_end(self) -> None:
        """The journal is closed or locked: keep what was rehearsed, and leave nothing of it on the screen."""
        if self._is_over:
            return
        self._is_over = True
        self._tick.stop()
        done = self._rehearsed()
        # The time of a rehearsal is not worth holding up a lock.
        with contextlib.suppress(UpwardError):
            if done and not self._journal.is_read_only:
                self._acts.do(Changed(0), partial(rehearsal.keep, seconds=done, day=date.today()))
        self._uncover()
        self.deleteLater()


def _passes(event: QKeyEvent) -> bool:
    keys: QKeyCombination = event.keyCombination()
    return event.key() == HIDE_KEY or keys == LOCK_KEYS or event.matches(QKeySequence.StandardKey.Quit)


def _shown_children(window: QWidget, but: QWidget) -> list[QWidget]:
    found = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [each for each in found if each is not but and not each.isWindow() and not each.isHidden()]


def begin(journal: OpenJournal, acts: Acts, page: QWidget, meeting_id: str) -> Rehearsal | None:
    """Rehearse the plan of a meeting over the window in which `page` stands; None where no card is there yet."""
    with journal.read() as session:
        cards = one_on_ones.cards(session, meeting_id)
        about_feedback = rehearsal.about_feedback(session, cards)
    if not cards:
        notifications.say(page, _("There is nothing to rehearse yet: write a plan card first."))
        return None
    return Rehearsal(journal, acts, page.window(), cards, about_feedback)
