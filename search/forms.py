"""Under which terms is a word that was asked for to be found? As typed, by its stems, and by what it is made of.

    Außenminister     as typed; its stem; and where außen and Minister both stand, as words or as parts
    Sicherheits-Rat   the stem of Sicherheitsrat; and where Sicherheits and Rat both stand
    § 5, E3+3         nothing but the whole sign

Whoever looks for Minister finds Außenministertreffen too, since a field of stems holds the parts of its words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import exact, function_words, joined, words
from search.lexicon import Lexicon
from search.terms import PART_WEIGHT, FieldGroup, TermField

FUNCTION_WORD_WEIGHT = 0.25  # however rare it is, "which" does not say what somebody looks for


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a field, and what it counts beside other words of the query."""

    field: TermField
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one unit of a query.

    Attributes:
        typed: the word as typed, which adds to its stem; None for what is no single word.
        stems: of which any makes a release match.
        parts: the forms of what the word is made of, which together make a release match as well; empty for most.
        parts_weight: what its parts count beside its stems.
    """

    typed: Term | None
    stems: tuple[Term, ...]
    parts: "tuple[Forms, ...]" = ()
    parts_weight: float = 1.0


def forms_of(unit: str, fields: FieldGroup, lexicon: Lexicon | None, read_in: str | None = None) -> Forms:
    """The forms of a unit as typed (see `search.analysis.units`).

    Args:
        unit: a word, a run of words with hyphens, or a sign.
        fields: that it is looked for in.
        lexicon: takes compounds apart; None leaves them whole.
        read_in: the language that the rest of the query is in, if that is told; what is a function word there is one in
            all texts.
    """
    inside = words(unit)
    if inside == [unit]:
        return _of_word(unit, fields, lexicon, read_in)
    whole = joined(unit)
    if whole:
        return Forms(None, _stems(whole, fields), tuple(_of_word(word, fields, lexicon) for word in inside))
    return Forms(None, _stems("".join(unit.split()), fields))


def _of_word(word: str, fields: FieldGroup, lexicon: Lexicon | None, read_in: str | None = None) -> Forms:
    form = exact(word)
    parts = tuple(_parts(form, fields, lexicon)) if lexicon else ()
    return Forms(Term(fields.exact, form, _weight(form, None)), _stems(word, fields, read_in), parts, PART_WEIGHT)


def _stems(word: str, fields: FieldGroup, read_in: str | None = None) -> tuple[Term, ...]:
    form = exact(word)
    return tuple(Term(field, field.term(word), _weight(form, field.language, read_in)) for field in fields.stems)


def _weight(form: str, language: str | None, read_in: str | None = None) -> float:
    """Less for the function words of a language, or of any: "war" is one in German texts and none in English ones."""
    is_one = form in function_words(language) or (read_in is not None and form in function_words(read_in))
    return FUNCTION_WORD_WEIGHT if is_one else 1.0


def _parts(form: str, fields: FieldGroup, lexicon: Lexicon) -> Iterator[Forms]:
    for field in fields.stems:
        splitter = lexicon.splitters.get(field.language or "")
        for part in splitter.parts(form) if splitter else ():
            yield Forms(None, (Term(field, field.term(part.word)),))
