"""Do whole arrays of places find what looking at place after place finds?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.places import close_together, in_order

# Of a rare word and of frequent ones, as in a long text: no two words stand at one place.
TEXTS = st.lists(st.sampled_from("rrbxyz" + "a" * 60), min_size=60, max_size=200)


def lists(text, words):
    return [np.array([place for place, word in enumerate(text) if word == each], np.uint32) for each in words]


def is_near(text, words, end, distance):
    return text[end] in words and set(words) <= set(text[max(end - distance, 0) : end + 1])


@given(TEXTS, st.sampled_from(["ra", "ar", "ab", "abr", "rxa", "abxyzr"]), st.integers(1, 9))
def test_words_are_close_together_where_a_window_of_the_text_holds_all_of_them(text, words, distance):
    if not set(words) <= set(text):
        return
    expected = [end for end in range(len(text)) if is_near(text, words, end, distance)]
    found = close_together(lists(text, words), distance)
    assert found.tolist() == expected


@given(TEXTS, st.sampled_from(["ra", "aa", "aba", "abr", "rab", "bbbb"]))
def test_words_are_in_order_where_the_text_reads_so(text, words):
    expected = [begin for begin in range(len(text)) if "".join(text[begin : begin + len(words)]) == words]
    assert in_order(lists(text, words)).tolist() == expected
