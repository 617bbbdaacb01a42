"""What do pairs that are sure teach, and whom does that help?"""

from random import Random

import pytest
from builders import a_release
from versions import profiles

from index.pairing import Profile, paired
from index.pairing.lexicon import LEAST_PAIRS, learn
from index.pairing.profile import Sort, of_sort
from search.release import Release

# A vocabulary of made-up words, each with the one that it goes with: wortaa and wordaa, wortab and wordab, …
ENDINGS = [first + second for first in "abcdefghijklmnopqrst" for second in "abcdefghijklmnopqrst"]


def written(language: str, endings: list[str]) -> str:
    return " ".join(f"{'wort' if language == 'de' else 'word'}{ending}" for ending in endings)


def both(number: str, endings: list[str], name: str = "") -> list[Release]:
    return [
        a_release(
            f"{number}-{language}", f"{name}", f"{written(language, endings)}.", language=language, published=None
        )
        for language in ("de", "en")
    ]


def teachers(count: int) -> list[Release]:
    """Versions that names and figures make sure, each of twenty-five words."""
    random = Random(7)
    return [
        release
        for number in range(count)
        for release in both(
            f"t{number}", random.sample(ENDINGS, 25), f"Name{number}x Ort{number}y {1000 + number} {3000 + number}"
        )
    ]


def taught(count: int) -> list[tuple[Profile, Profile]]:
    known = profiles(*teachers(count))
    return list(zip(known[::2], known[1::2], strict=True))


def word(text: str) -> Profile:
    return profiles(a_release("x", text, "."))[0]


@pytest.mark.parametrize("ending", ["aa", "gh", "tt"])
def test_a_word_goes_with_the_one_that_stands_in_the_versions_of_its_releases(ending: str) -> None:
    lexicon = learn(taught(LEAST_PAIRS))
    assert lexicon is not None
    (german, english) = (of_sort(word(f"{stem}{ending}").signs, Sort.WORD) for stem in ("wort", "word"))
    assert list(lexicon.of_words(german)) == list(lexicon.of_translations(english)) != [0]


def test_a_word_that_pairs_do_not_hold_goes_with_none() -> None:
    lexicon = learn(taught(LEAST_PAIRS))
    assert lexicon is not None
    for unknown in ("wortzz", "wordaa", "Name3x"):
        assert list(lexicon.of_words(of_sort(word(unknown).signs, Sort.WORD))) == [0]


def test_too_few_pairs_teach_nothing() -> None:
    assert learn(taught(LEAST_PAIRS - 1)) is None
    assert learn([]) is None


def test_a_text_that_stands_in_every_pair_teaches_nothing() -> None:
    same = [(one, word("Gruss")) for one, _ in taught(LEAST_PAIRS)]
    lexicon = learn(same)
    assert lexicon is not None
    assert len(lexicon.words) == 0
    assert lexicon.of_words(same[0][0].signs).max() == 0


def test_what_is_learned_does_not_depend_on_the_order_of_the_pairs() -> None:
    pairs = taught(LEAST_PAIRS)
    one, other = learn(pairs), learn(pairs[::-1])
    assert one is not None
    assert other is not None
    assert (one.words.tolist(), one.translations.tolist()) == (other.words.tolist(), other.translations.tolist())


def test_versions_without_a_name_a_figure_or_a_date_are_found_by_words_that_sure_pairs_taught() -> None:
    random = Random(11)
    plain = [release for n in range(5) for release in both(f"plain{n}", random.sample(ENDINGS, 30), "-")]
    found = {pair.ids for pair in paired(profiles(*teachers(150), *plain)).pairs}
    assert {(f"plain{n}-de", f"plain{n}-en") for n in range(5)} <= found
    assert all(one.removesuffix("-de") == other.removesuffix("-en") for one, other in found)


def test_without_such_pairs_they_stay_alone() -> None:
    random = Random(11)
    plain = [release for n in range(5) for release in both(f"plain{n}", random.sample(ENDINGS, 30), "-")]
    assert paired(profiles(*plain)).pairs == ()
