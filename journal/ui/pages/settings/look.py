"""How Upward looks, and the paper that it draws summaries on."""

from typing import cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from journal.text import _
from journal.ui import preferences, theme
from journal.ui.pages.settings.section import Section
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.form import FormColumn
from journal.ui.widgets.pdf_view import usual_paper


class LookSection(Section):
    """Colours and the size of text: put on at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows what holds."""
        super().__init__(_("Look"), parent=parent)
        now = preferences.current()
        self.scheme = SegmentedChoice(
            _("Colours"),
            [("system", _("Same as system")), ("light", _("Light")), ("dark", _("Dark"))],
            now.scheme,
        )
        self.scale = QComboBox()
        for scale in preferences.TEXT_SCALES:
            self.scale.addItem(_("{n} %").format(n=round(scale * 100)), scale)
        nearest = min(preferences.TEXT_SCALES, key=lambda scale: abs(scale - now.text_scale))
        self.scale.setCurrentIndex(preferences.TEXT_SCALES.index(nearest))
        self.scheme.changed.connect(self._apply)
        self.scale.activated.connect(self._apply)
        form = FormColumn()
        form.add(_("Colours"), self.scheme)
        form.add(_("Size of text"), self.scale)
        self.column.addWidget(form)

    @Slot()
    def _apply(self) -> None:
        scheme, scale = cast("theme.Scheme", self.scheme.value()), float(self.scale.currentData())
        preferences.current().remember(scheme=scheme, text_scale=scale)
        theme.theme().apply(scheme, scale)


class PaperSection(Section):
    """The paper of a summary."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows what holds."""
        super().__init__(_("Summary"), parent=parent)
        paper = preferences.current().text("paper", usual_paper())
        self.paper = SegmentedChoice(_("Paper"), [("A4", "A4"), ("Letter", "Letter")], paper)
        self.paper.changed.connect(self._keep)
        form = FormColumn()
        form.add(_("Paper"), self.paper)
        self.column.addWidget(form)

    @Slot(object)
    def _keep(self, paper: str) -> None:
        preferences.current().remember(paper=paper)
