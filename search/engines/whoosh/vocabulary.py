"""Which words of the index look like a given one? A first choice by length and initial, for closer looks elsewhere."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase

from search.analysis import exact
from search.engines.whoosh.segment import Postings, Segment
from search.spelling import slips

_WIDEST = 2  # bytes that a letter beyond ASCII takes more than one that it may be mistaken for


def frequencies_near(word: str, segments: Sequence[Segment]) -> Mapping[str, int]:
    """How many releases hold each word that could be a few slips away, deleted ones included; in exact form.

    Words with the same initial and about as many letters; with another initial, those that are one slip away.
    """
    form = exact(word)
    frequencies: Counter[str] = Counter()
    for segment in segments if slips(form) else ():
        for term, count in (*_with_initial(form, segment.exact), *_with_other_initial(form, segment.exact)):
            frequencies[term] += count
    return frequencies


def _with_initial(form: str, postings: Postings) -> Iterator[tuple[str, int]]:
    size, slack = len(form.encode()), slips(form) * _WIDEST
    initial = form[0].encode()
    for number in postings.terms.between(initial, initial + b"\xff", range(size - slack, size + slack + 1)).tolist():
        yield postings.terms[number].decode(), int(postings.offsets[number + 1] - postings.offsets[number])


def _with_other_initial(form: str, postings: Postings) -> Iterator[tuple[str, int]]:
    swapped = form[1] + form[0] + form[2:] if len(form) > 1 else form
    changed = (letter + rest for letter in ascii_lowercase for rest in (form, form[1:]))
    for term in {swapped, form[1:], *changed}:
        if term and term[0] != form[0]:
            begin, end = postings.span(term.encode())
            if begin < end:
                yield term, end - begin
