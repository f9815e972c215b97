"""The line that says whether what one typed is safe: *Saved 14:03*, *Saving…*, *Not saved: …*."""

from datetime import datetime

from PySide6.QtCore import QLocale, QTime
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from journal.text import _
from journal.ui.widgets.label import Label
from journal.ui.widgets.tool_tip import plain_tip


class StatusLine(Label):
    """One small line; a failure is shown in the colour of alerts and read out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until there is something to say."""
        super().__init__("", "small", parent=parent)
        self.setAccessibleName(_("State of saving"))

    def typing(self) -> None:
        """Something is typed and not yet saved."""
        self._say(_("Editing…"))

    def saving(self) -> None:
        """The save waits for something else to end."""
        self._say(_("Saving…"))

    def saved(self, at: datetime) -> None:
        """Everything is safe since this moment of the user's clock."""
        time = QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
        self._say(_("Saved {time}").format(time=time))

    def drafted(self, sentence: str) -> None:
        """The words are safe, as a draft: the sentence says why they cannot be more yet."""
        self._say(_("Kept as a draft. {reason}").format(reason=sentence))

    def failed(self, sentence: str) -> None:
        """Nothing was saved; the sentence says why and what to do."""
        text = _("Not saved: {reason}").format(reason=sentence)
        self.set_role("small-alert")
        self.setText(text)
        self.setToolTip(plain_tip(text))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def nothing(self) -> None:
        """Nothing to say."""
        self._say("")

    def _say(self, text: str) -> None:
        self.set_role("small")
        self.setText(text)
        self.setToolTip("")
