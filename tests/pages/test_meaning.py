"""What is a reader told where what releases mean has a part in their order?"""

import numpy as np
import pytest
from builders import a_release, hashes
from encoders import WordList
from pages.browsing import browse

from search.engines import open_engine
from search.vectors import Vectors, text_of

RELEASES = [
    a_release("1", "Waffenruhe im Sudan", "Die Waffenruhe hält.", language="de"),
    a_release("2", "A visit to Sudan", "Nobody speaks of a ceasefire."),
]


@pytest.fixture
def page(tmp_path):
    engine = open_engine(f"whoosh:{tmp_path / 'store'}", encoder=WordList())
    with engine.writer() as writer:
        for release in RELEASES:
            writer.put(release)
        writer.commit()
    known = hashes(engine)
    rows = WordList().passages([text_of(release) for release in RELEASES]).astype(np.float16)
    with engine.writer() as writer:
        writer.encode(Vectors(WordList.name, {release.id: known[release.id] for release in RELEASES}, rows))
        writer.commit()
    browser = browse(engine.reader())
    return lambda address: browser.get(address).text


@pytest.mark.parametrize(
    ("ui", "told"),
    [
        ("de", "Die Reihenfolge der besten Treffer richtet sich auch nach ihrer Bedeutung, gleich in welcher Sprache."),
        ("en", "What the best results mean, in whichever language, has a part in their order."),
    ],
)
def test_the_explanation_of_a_result_says_so_unless_meaning_has_no_part(page, ui, told):
    assert told in page(f"/{ui}/search?q=sudan+ceasefire&match=any")
    assert told not in page(f"/{ui}/search?q=sudan")
    assert told not in page(f"/{ui}/search?q=sudan+ceasefire&match=any&across=false")


def test_a_program_is_told_so_as_well(page):
    assert '"by_meaning":true' in page("/api/v1/search?q=sudan+ceasefire&match=any")
    assert '"by_meaning":false' in page("/api/v1/search?q=sudan")
