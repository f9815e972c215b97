"""How the page is to look: paper, design, language, number of pages, and which sections stand on it."""

from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journal.sharing import labels
from journal.sharing.choices import ANY_NUMBER, Choices
from journal.text import SECTIONS, _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.choice_box import ChoiceBox
from journal.ui.widgets.filter_bar import FilterBar, SegmentedChoice
from journal.ui.widgets.form import FormColumn
from journal.ui.widgets.scroll_body import ScrollBody

_WIDE_EM: Final = 26
_DESIGNS: Final = (("accent", _("With colour")), ("plain", _("Plain")))
_PAGES: Final = (("1", _("One")), ("2", _("Two")), (str(ANY_NUMBER), _("As many as it takes")))


class ChoicesBar(QWidget):
    """One button that says what is chosen; the choices open under it. Each counts at once."""

    #: What was chosen: the new values by their names in `Choices`.
    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """The usual choices until `show_choices`."""
        super().__init__(parent)
        self.button = Button(_("Page…"), icon="page")
        self.button.clicked.connect(self.open)
        self._form: PageForm | None = None
        self._chosen: Choices | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)

    def show_choices(self, chosen: Choices) -> None:
        """Show what is chosen, without a signal."""
        self._chosen = chosen
        if self._form:
            self._form.show_choices(chosen)
        design = dict(_DESIGNS)[chosen.design].lower()
        told = _("{page}, {design}, {language}").format(
            page=chosen.page, design=design, language=labels.LANGUAGES[chosen.language]
        )
        left_out = ", ".join(SECTIONS[key] for key in SECTIONS if key in chosen.off)
        tip = _("{told}. Left out: {sections}").format(told=told, sections=left_out) if left_out else told
        self.button.setToolTip(_("{tip} (Alt+P)").format(tip=tip))
        self.button.setAccessibleName(_("How the page looks: {told}").format(told=tip))

    @property
    def form(self) -> "PageForm":
        """The choices themselves; made when they are first wanted."""
        if self._form is None:
            self._form = PageForm(self)
            self._form.changed.connect(self.changed)
            if self._chosen:
                self._form.show_choices(self._chosen)
        return self._form

    @Slot()
    def open(self) -> None:
        """Open the choices, with the keyboard on the first."""
        self.form.open_below(self.button)


class PageForm(QFrame):
    """The choices themselves, over the page. Escape leaves."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Closed at first."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("ground", "popup")
        self.setAccessibleName(_("How the page looks"))
        self.page = SegmentedChoice(_("Paper"), [("A4", "A4"), ("Letter", "Letter")])
        self.design = SegmentedChoice(_("Design"), _DESIGNS)
        self.language = ChoiceBox()
        for tag, name in labels.LANGUAGES.items():
            self.language.addItem(name, tag)
        self.pages = SegmentedChoice(_("Pages at most"), _PAGES, wraps=True)
        self.sections = FilterBar(_("Sections on the page"), list(SECTIONS.items()), several=True)
        self.page.changed.connect(self._choose)
        self.design.changed.connect(self._choose)
        self.language.activated.connect(self._choose)
        self.pages.changed.connect(self._choose)
        self.sections.changed.connect(self._choose)
        self._assemble()

    def _assemble(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, theme.space(2), 1, 1)
        scroll = ScrollBody(_WIDE_EM, self)
        for ground in (scroll.widget(), scroll.body):
            if ground:
                ground.setProperty("ground", "raised")
                ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer.addWidget(scroll)
        self._column = QVBoxLayout(scroll.body)
        self._column.setContentsMargins(0, 0, 0, 0)
        form = FormColumn(scroll.body)
        self._column.addWidget(form)
        form.add(_("Paper"), self.page)
        form.add(_("Design"), self.design)
        form.add(_("Language of the page"), self.language)
        form.add(_("Pages at most"), self.pages)
        form.add(_("Sections on the page"), self.sections)

    def show_choices(self, chosen: Choices) -> None:
        """Show what is chosen, without a signal."""
        self.page.set_value(chosen.page)
        self.design.set_value(chosen.design)
        self.language.setCurrentIndex(self.language.findData(chosen.language))
        self.pages.set_value(str(chosen.pages) if chosen.pages in (1, 2) else str(ANY_NUMBER))
        self.sections.set_values([key for key in SECTIONS if key not in chosen.off])

    def chosen(self) -> dict[str, Any]:
        """What stands here, by the names in `Choices`."""
        return {
            "page": self.page.value(),
            "design": self.design.value(),
            "language": str(self.language.currentData()),
            "pages": int(self.pages.value()),
            "off": frozenset(SECTIONS) - frozenset(self.sections.values()),
        }

    def open_below(self, button: QWidget) -> None:
        """Show under a button, within its window; what does not fit scrolls."""
        window = button.window()
        wide = min(theme.theme().em(_WIDE_EM), window.width())
        high = self._column.totalHeightForWidth(wide - 2 * theme.space(3) - 2) + theme.space(6)
        self.setFixedSize(wide, min(high, window.height()))
        corner = window.mapToGlobal(QPoint(window.width() - wide, window.height() - self.height()))
        place = button.mapToGlobal(QPoint(button.width() - wide, button.height() + 4))
        left = window.mapToGlobal(QPoint(0, 0)).x()
        self.move(max(left, min(place.x(), corner.x())), min(place.y(), corner.y()))
        self.show()
        self.page.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _choose(self) -> None:
        self.changed.emit(self.chosen())
