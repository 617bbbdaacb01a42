"""What is more than a release can be? Bounds on a draft, so that no document takes all memory or hours."""

import re
import unicodedata
from collections.abc import Iterator

from index.draft import Draft, Unreadable

# Finding out languages, countries and people takes some 50 bytes of memory for a letter, and a microsecond. The longest
# speech of our samples has 60,000 characters in 400 paragraphs.
MAX_TEXT = 2_000_000  # characters, titles included
MAX_PARAGRAPHS = 20_000
MAX_TITLE = 10_000  # characters
MAX_FACT = 10_000  # characters of a date, an address, a name
MAX_FACTS = 1_000  # names of ministers, of countries, of fields
MAX_MARKS = 30  # accents on one letter, as Unicode's stream-safe text has it; sorting a million takes hours

_SIGNS = re.compile(r"[^\w\s]{31,}")  # accents are neither letters nor white space; signs that are none go through


def check(draft: Draft) -> None:
    """Let a draft pass that a release can be made of in reasonable time.

    Raises:
        Unreadable: it is beyond a bound.
    """
    texts = [text for text in (draft.title, *draft.alternative_titles, draft.lead, *draft.paragraphs) if text]
    if len(texts) > MAX_PARAGRAPHS or sum(map(len, texts)) > MAX_TEXT:
        reason = f"the text is longer than {MAX_TEXT:,} characters or {MAX_PARAGRAPHS:,} paragraphs"
        raise Unreadable(reason, "keep one release in one document")
    if any(len(title or "") > MAX_TITLE for title in (draft.title, *draft.alternative_titles)):
        raise Unreadable(f"a title is longer than {MAX_TITLE:,} characters", "correct the title")
    facts = list(_facts(draft))
    if len(facts) > MAX_FACTS or any(len(fact) > MAX_FACT for fact in facts):
        reason = f"it states more than {MAX_FACTS:,} facts, or one longer than {MAX_FACT:,} characters"
        raise Unreadable(reason, "correct date, address, kind and names")
    if any(map(_is_heaped, (*texts, *facts))):
        raise Unreadable(f"a letter of it has more than {MAX_MARKS} accents", "correct the text")


def _facts(draft: Draft) -> Iterator[str]:
    single = (draft.id, draft.url, draft.published, draft.kind, draft.language, draft.embargo_until)
    yield from (fact for fact in single if fact)
    for several in (draft.ministers, draft.countries, draft.translation_of, draft.unknown_fields):
        yield from several or ()


def _is_heaped(text: str) -> bool:
    if text.isascii():
        return False
    for signs in _SIGNS.finditer(text):
        marks = "".join("x" if unicodedata.combining(sign) else " " for sign in signs[0])
        if "x" * (MAX_MARKS + 1) in marks:
            return True
    return False
