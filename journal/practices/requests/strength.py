"""Is a request clear and specific? What is missing is said with an example; nothing is ever held back for it.

From source article 3: bosses help more with requests that say exactly what is wanted, by when, why from them, and what
it does for both; and that respect their time.
"""

import re
from dataclasses import dataclass
from typing import Final

from journal.practices.requests.examples import EXAMPLES
from journal.store.tables import Request
from journal.text import _

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE: Final = re.compile(r"[.!?;:\n]+\s*")
_OPENING: Final = re.compile(
    r"^(?:please|kindly|hello|hi|could|can|would|will|you|i|we|my|ask|wish|request|want|wanted|need|like|love|hope|would|d|ll"
    r"|to|be|able|is|are|it|great|if|just|maybe|perhaps|also|then|and|that|the|question|mind|willing|happy|your|i['’]d"
    r"|we['’]d|let['’]s|me|us|for|help)$",
    re.IGNORECASE,
)
_BEFORE_A_VERB: Final = frozenset({"to", "you", "please", "and", "then", "me", "us", "not", "kindly", "let's", "let’s"})
_AFTER_A_NOUN: Final = frozenset({"for", "of", "on", "from", "with", "in", "about", "at", "to", "and", "or", "by"})
#: The words without which an English sentence can hardly be; a text of some length without any is in another language.
_ENGLISH: Final = frozenset(_WORD.findall("the to my you your for of with and about this that is be by our we from"))
#: What can only be done, not had.
_VERBS: Final = frozenset(
    _WORD.findall("""accept add advise agree allow announce appoint approve arrange assign attend be become begin bring build choose
    clarify come commit compare confirm connect consider convince cover create critique decide defend define delegate
    describe discuss do draft draw encourage endorse ensure evaluate examine explain extend fill find finish fix follow
    free get give go grant hand hear hire hold include inform insist introduce invite involve join keep lend let listen
    make meet mention nominate observe open participate pass pay persuade pick postpone prepare present prevent prioritise
    prioritize promise promote propose protect provide put read recommend reconsider reduce refer reject release relocate
    remove replace reserve resolve send set shadow show sign simplify sit speak spend start stay stop suggest take talk
    teach tell thank think unblock vouch wait weigh write clear watch move ring""")
)
#: What is done or had, as it stands.
_EITHER: Final = frozenset(
    _WORD.findall("""advance ask answer back block budget call change check coach comment contact control copy cut exchange favour
    favor feedback finance focus forward fund guide help host interview invest judge lead leave link list look mail
    mentor name need note offer order plan place point push question raise rate reach rehearse reply report request
    review role schedule share sponsor staff step support test time tour trade train transfer trust try update use
    visit voice vote walk work""")
)
_VAGUE: Final = re.compile(
    r"\b(?:some(?:thing|how|time|times|one|where)?|more|better|stuff|things?|soon|asap|a bit|a little|a lot|in general"
    r"|generally|whatever|anything|any|etc|and so on|sort of|kind of|touch base|catch up|sync up|thoughts"
    r"|when you can|when possible|at some point|as needed|going forward|step up|visibility|exposure|guidance"
    r"|involved|on board|in the loop|help out|help|support)\b",
    re.IGNORECASE,
)
_ANCHOR: Final = re.compile(r"\d|[\"“”„«»]|(?<=[^.!?\n:]\s)(?!I\b)[^\W\d_a-z](?:[\w’'-]+)")
_FEWEST_WORDS: Final = 4


@dataclass(frozen=True)
class Missing:
    """What a request lacks: the field that would hold it, one sentence, and an example made for its kind.

    `what` is `ask`, `verb`, `vague` (all three mended in the words of the ask), `by_when`, `why_them`,
    `why_it_helps_them` or `minutes`.
    """

    what: str
    sentence: str
    example: str

    @property
    def field(self) -> str:
        """The field in which it is mended."""
        return "ask" if self.what in ("verb", "vague") else self.what


def missing(request: Request) -> list[Missing]:
    """What would make a request stronger, in the order of its fields; empty when it is clear and specific."""
    found = [fault] if (fault := _fault_of(request.ask)) else []
    if request.by_when is None:
        found.append("by_when")
    found += [name for name in ("why_them", "why_it_helps_them") if not getattr(request, name).strip()]
    if not request.minutes:
        found.append("minutes")
    examples = EXAMPLES[request.kind]
    return [Missing(what, _SENTENCES[what], getattr(examples, _EXAMPLE_OF.get(what, what))) for what in found]


_SENTENCES: Final[dict[str, str]] = {
    "ask": _("Nothing is asked yet."),
    "verb": _("No verb: say what they would do."),
    "vague": _("Too vague to say yes to: name the thing, the person, the amount."),
    "by_when": _("No date: by when?"),
    "why_them": _("Why they, and nobody else?"),
    "why_it_helps_them": _("No gain for them and the organisation yet."),
    "minutes": _("How much of their time?"),
}
_EXAMPLE_OF: Final = {"verb": "ask", "vague": "ask"}


def _fault_of(ask: str) -> str:
    """What is wrong with the words of the ask: one thing at a time; empty for nothing."""
    if not ask.strip():
        return "ask"
    words = [word.casefold() for word in _WORD.findall(ask)]
    if not _is_english(ask, words):
        return ""  # the words of doing of other languages are not known here
    if not any(_does_something(part) for part in _SENTENCE.split(ask)):
        return "verb"
    return "vague" if _is_vague(ask, words) else ""


def _is_english(ask: str, words: list[str]) -> bool:
    """A few plain words may be; else one of the common ones is among them, or every fifth where a letter is foreign."""
    if ask.isascii():
        return len(words) <= _FEWEST_WORDS or not (_ENGLISH | _VERBS).isdisjoint(words)
    return len([word for word in words if word in _ENGLISH]) * 5 >= len(words) > 0


def _does_something(sentence: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(sentence)]
    openings = 0
    while openings < len(words) and _OPENING.match(words[openings]) and words[openings] not in _VERBS:
        openings += 1
    return any(_is_verb_at(words, place, is_first=place <= openings) for place in range(len(words)))


def _is_verb_at(words: list[str], place: int, *, is_first: bool) -> bool:
    word, before = words[place], words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if word in _VERBS:
        return is_first or before in _BEFORE_A_VERB
    if before == "mind" and word.endswith("ing"):  # would you mind sitting in on it
        return True
    if word not in _EITHER or not after or after in _AFTER_A_NOUN - {"to", "on", "with"}:
        return False
    return before in _BEFORE_A_VERB - {"me", "us", "and"} or (is_first and after not in _AFTER_A_NOUN)


def _is_vague(ask: str, words: list[str]) -> bool:
    """Too few words to be one thing; or words for anything at all, and no figure, name or quotation that holds them."""
    if len(words) < _FEWEST_WORDS:
        return True
    return bool(_VAGUE.search(ask)) and not _ANCHOR.search(ask)
