"""The words of the sixteen cards: what each is called and means in this journal, and the way back to ours."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.practices import competencies
from journal.practices.competencies import Competency
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.dialogs import Dialog
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.button import Button
from journal.ui.widgets.form import Field, LineField
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.text_editor import TextEditor

_WHAT = Changed.IMPORTANCE | Changed.GROWTH


class CardWords(Dialog):
    """The cards at the left, the words of one at the right; each is saved when one leaves it, with a way to undo it."""

    def __init__(self, journal: OpenJournal, acts: Acts, parent: QWidget) -> None:
        """`acts` are those of the page, with its Ctrl+Z."""
        super().__init__(parent, _("Words of the cards"), action=_("Done"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._journal, self._acts = journal, acts
        self._known: dict[str, Competency] = {}
        self._key = ""
        self.cancel.hide()
        self.model = RowsModel(self)
        self.list = ListView(_("Cards"), lines=1, sections=True)
        self.list.setModel(self.model)
        self.label = LineField()
        self.description = TextEditor(_("What it means"), look="field", lines=3)
        self.ours = Button(_("Back to our words"), "quiet", "undo")
        self.ours.clicked.connect(self._back_to_ours)
        self._assemble(parent)
        journal.closing.connect(self._close)
        self._read()
        self.list.chosen.connect(self._choose)
        self.list.choose_row(0)
        self.list.setFocus()

    def _assemble(self, parent: QWidget) -> None:
        fields = QVBoxLayout()
        fields.setSpacing(theme.space(2))
        self._name = Field(_("Name"), self.label)
        meaning = Field(_("What it means"), self.description)
        for part in (self._name, meaning):
            fields.addWidget(part)
        fields.addWidget(self.ours, 0, Qt.AlignmentFlag.AlignLeft)
        fields.addStretch(1)
        panes = QHBoxLayout()
        panes.setSpacing(theme.space(3))
        panes.addWidget(self.list, 2)
        panes.addLayout(fields, 3)
        self.content.addLayout(panes, 1)
        em, room = theme.theme().em, parent.window().size()
        self.resize(min(em(40), room.width() - theme.space(6)), min(em(26), room.height() - theme.space(6)))

    def flush(self) -> bool:
        """Save the words of the card that is on; whether they are saved."""
        return self._save()

    @Slot()
    def accept(self) -> None:
        """Done, unless the words of the card that is on cannot stand as they are."""
        if self._save():
            super().accept()

    @Slot()
    def reject(self) -> None:
        """Escape leaves the card that is on as it was."""
        super().reject()

    @Slot()
    def _close(self) -> None:
        self._save()
        super().reject()

    def _read(self) -> None:
        with self._journal.read() as session:
            self._known = competencies.of_journal(session)
        rows: list[Row] = []
        group = ""
        for each in self._known.values():
            mark = _("own words") if each.is_own else ""
            rows.append(Row(each.key, each.label, trailing=mark, section=each.cluster if each.cluster != group else ""))
            group = each.cluster
        self.model.set_rows(rows)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None or row.id == self._key:
            return
        if self._key and not self._save():
            self.list.choose_row(list(self._known).index(self._key))
            return
        self._key = row.id
        self._show()

    def _show(self) -> None:
        card = self._known[self._key]
        self.label.setText(card.label)
        self.description.set_text(card.description)
        self.ours.setEnabled(card.is_own)
        self._name.complain("")

    def _save(self) -> bool:
        """Whether the words of the card that is on are in the journal."""
        if not self._key:
            return True
        card = self._known[self._key]
        label, description = self.label.text(), self.description.text()
        if (label.strip(), description.strip()) == (card.label, card.description):
            return True
        return self._change(card, label, description)

    def _change(self, card: Competency, label: str, description: str) -> bool:
        rename = partial(competencies.rename, key=card.key)
        try:
            self._acts.do(_WHAT, partial(rename, label=label, description=description))
        except UpwardError as fault:
            self._name.complain(str(fault))
            return False
        back = partial(rename, label=card.label, description=card.description)
        self._acts.remember(_WHAT, back, _("Changed: {card}").format(card=card.label))
        self._read()
        return True

    @Slot()
    def _back_to_ours(self) -> None:
        ours = next(each for each in competencies.ours() if each.key == self._key)
        self._change(self._known[self._key], ours.label, ours.description)
        self._show()
