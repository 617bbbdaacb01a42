"""Which releases does a query find in the other language, and does it say so?"""

import pytest
from builders import a_release

from search.across import Translator
from search.dictionary import Dictionary, Entry, Translation
from search.explanation import Form
from search.lexicon import nothing_learned
from search.query import Filter, Match, Query
from search.release import Part
from search.results import Called
from search.syntax import translated

NEWSROOM = [
    a_release("ruhe", "Waffenruhe im Sudan", "Die Waffenruhe hält, sagt der Außenminister.", language="de"),
    a_release("fire", "Ceasefire in Sudan", "The ceasefires hold, says the foreign minister.", language="en"),
    a_release("truce", "News", "A truce in Mali, says the Human Rights Council.", language="en", countries=("ML",)),
    a_release("rat", "t", "Der Menschenrechtsrat tagt; die Vereinten Nationen berichten.", language="de"),
    a_release("un", "t", "The United Nations report on rights, on nations, and on a human council.", language="en"),
    a_release("relief", "t", "Sanctions relief is no relief from all sanctions.", language="en"),
    a_release("erleichterung", "t", "Die Sanktionserleichterungen gelten.", language="de"),
    a_release("art", "t", "The art of peace, and war crimes.", language="en"),
    a_release("krieg", "t", "Der Krieg war eine Art Ende der Kunst.", language="de"),
    a_release("conference", "t", "Ministers at the conference.", language="en"),
    a_release("konferenz", "t", "Die Ministerkonferenz und ihre Minister, eine Konferenz.", language="de"),
    a_release("ceasefire in German", "t", "Die Ceasefire-Formel.", language="de"),
]
OTHER = {"de": "en", "en": "de"}
DICTIONARY = Dictionary(
    Entry(source, text, Translation(OTHER[source], called, weight, "glossary"))
    for source, text, called, weight in [
        ("de", "Waffenruhe", "ceasefire", 0.8),
        ("de", "Waffenruhe", "truce", 0.4),
        ("de", "Waffenruhe", "armistice", 0.3),
        ("en", "ceasefire", "Waffenruhe", 1.0),
        ("de", "Sudan", "Sudan", 1.0),
        ("de", "Menschenrechtsrat", "Human Rights Council", 1.0),
        ("en", "human rights council", "Menschenrechtsrat", 1.0),
        ("en", "council", "Rat", 0.8),
        ("de", "Vereinte Nationen", "United Nations", 1.0),
        ("en", "united nations", "Vereinte Nationen", 1.0),
        ("en", "sanctions relief", "Sanktionserleichterungen", 1.0),
        ("en", "sanction", "Sanktion", 0.9),
        ("en", "relief", "Erleichterung", 0.7),
        ("de", "Art", "kind", 0.9),
        ("de", "Kunst", "art", 0.9),
        ("en", "art", "Kunst", 0.9),
        ("en", "peace", "Frieden", 0.9),
        ("de", "Krieg", "war", 0.9),
        ("en", "war", "Krieg", 0.9),
        ("en", "die", "sterben", 0.9),
        ("de", "Ende", "the", 0.9),
        ("de", "Minister", "minister", 1.0),
        ("de", "Konferenz", "conference", 0.9),
        ("de", "Ziel 2030", "goal 2030", 0.9),
    ]
)


@pytest.fixture(scope="module")
def reader(shared_engine):
    with shared_engine.writer() as writer:
        for release in NEWSROOM:
            writer.put(release)
        writer.translate(DICTIONARY)
        writer.commit()
    return shared_engine.reader()


def found(reader, text, **fields):
    return {hit.release.id for hit in reader.search(Query(text, **fields)).hits}


def texts(called):
    return tuple(each.text for each in called)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Waffenruhe", {"ruhe", "fire", "truce"}),
        ("WAFFENRUHEN", {"ruhe", "fire", "truce"}),
        ("ceasefire", {"fire", "ruhe", "ceasefire in German"}),
        ("truce", {"truce"}),  # what is not known that way round
        ("Waffenruhe Sudan", {"ruhe", "fire"}),
        ("Waffenruhe Mali", {"truce"}),
        ("title:Waffenruhe", {"ruhe", "fire"}),
        ("titel:ceasefire", {"fire", "ruhe"}),
        ("Waffenruhe AND Sudan", {"ruhe", "fire"}),
        ("Waffenruhe OR Krieg", {"ruhe", "fire", "truce", "krieg", "art"}),
        ('"Waffenruhe"', {"ruhe"}),
        ('"ceasefire"', {"fire", "ceasefire in German"}),
        ('"Waffenruhe Sudan"~3', {"ruhe"}),
        ("Waffenru*", {"ruhe"}),
        ("Sudan -Waffenruhe", {"fire"}),
        ("Sudan NOT ceasefire", {"ruhe"}),
        ("Waffenruhe -truce", {"ruhe", "fire"}),
        ("-ceasefire Waffenruhe", {"ruhe", "truce"}),
        ("Waffenstillstand", set()),
    ],
)
def test_a_wanted_word_finds_what_it_is_called_and_nothing_else_does(reader, text, expected):
    assert found(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Menschenrechtsrat", {"rat", "truce"}),  # but not human, rights and council anywhere
        ("human rights council", {"truce", "un", "rat"}),
        ("Vereinte Nationen", {"rat", "un"}),
        ("united nations", {"un", "rat"}),  # in the dative there
        ("sanctions relief", {"relief", "erleichterung"}),
        ("sanctions AND relief", {"relief", "erleichterung"}),
        ("title:(sanctions relief)", set()),
        ('"sanctions relief"', {"relief"}),
        ('sanctions "relief"', {"relief"}),
    ],
)
def test_several_words_are_found_by_what_they_are_called_together(reader, text, expected):
    assert found(reader, text) == expected


def test_what_words_are_called_together_counts_a_share_for_each_and_an_unlikely_translation_little():
    tree = Translator(DICTIONARY, nothing_learned()).tree(Query("human rights council Waffenruhe"))
    assert [[(other.text, round(other.weight, 2)) for other in node.renderings] for node in translated(tree)] == [
        [("Menschenrechtsrat", 0.33)],
        [("Menschenrechtsrat", 0.33)],
        [("Menschenrechtsrat", 0.33), ("Rat", 1.0)],
        [("ceasefire", 1.0), ("truce", 0.71), ("armistice", 0.61)],
    ]


@pytest.mark.parametrize(
    ("text", "expected", "others"),
    [
        ("Art der Kunst", {"krieg", "art"}, ["art"]),  # kind stands nowhere
        ("art of war", {"art", "krieg"}, ["Kunst", "Krieg"]),
        ("die Waffenruhe", {"ruhe", "fire", "truce"}, ["ceasefire", "truce"]),  # to die is no article
        ("war crimes", {"art"}, ["Krieg"]),
        ("Krieg war", {"krieg", "art"}, ["war"]),
        ("Ende", {"krieg"}, []),  # nor is "the"
        ("Ziel 2030", set(), []),
        ("Sudan", {"ruhe", "fire"}, []),  # it is called Sudan in both
    ],
)
def test_words_are_read_in_the_language_of_the_query_and_function_words_and_figures_as_they_are(
    reader, text, expected, others
):
    page = reader.search(Query(text, Match.ALL))
    assert (
        {hit.release.id for hit in page.hits},
        [each for also in page.also for each in texts(also.translations)],
    ) == (
        expected,
        others,
    )


def test_a_compound_that_the_dictionary_does_not_know_is_found_by_what_its_parts_are_called(reader):
    page = reader.search(Query("Ministerkonferenz"))
    assert {hit.release.id for hit in page.hits} == {"konferenz", "conference"}
    assert texts(page.also[0].translations) == ("minister + conference",)
    assert next(hit for hit in page.hits if hit.release.id == "conference").through == (
        Called("minister + conference", "en"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Waffenruhe", {"ruhe"}), ("sanctions relief", {"relief"}), ("Ministerkonferenz", {"konferenz"})],
)
def test_a_query_can_do_without(reader, text, expected):
    page = reader.search(Query(text, across=False))
    assert {hit.release.id for hit in page.hits} == expected
    assert page.also == ()
    assert all(hit.through == () for hit in page.hits)


@pytest.mark.parametrize(
    "text", ["Waffenruhe", "Ministerkonferenz", "sanctions relief", "Waffenruhe OR Menschenrechtsrat"]
)
@pytest.mark.parametrize("across", [True, False])
def test_total_facets_and_count_are_of_what_is_found(reader, text, across):
    query = Query(text, across=across, filters=frozenset({Filter("kind", "press-release")}))
    page = reader.search(query)
    assert page.total == len(page.hits) == reader.count(query)
    assert sum(count.count for count in page.facets["language"]) == page.total
    assert reader.facet(query, "language") == page.facets["language"]


def test_the_word_itself_comes_before_what_it_is_called_and_the_likelier_translation_first(engine):
    with engine.writer() as writer:
        for id, language, word in [("1", "de", "Waffenruhe"), ("2", "en", "truce"), ("3", "en", "ceasefire")]:
            writer.put(a_release(id, "Sudan", f"Sudan {word}.", language=language))
        for number in range(9):
            writer.put(a_release(f"other {number}", "Mali", "Mali."))
        writer.translate(DICTIONARY)
        writer.commit()
    assert [hit.release.id for hit in engine.reader().search(Query("Waffenruhe")).hits] == ["1", "3", "2"]


def test_translations_of_a_word_count_as_one_term_and_add_nothing_to_the_word_itself(engine):
    cessation = Entry("de", "Waffenruhe", Translation("en", "cessation", 0.8, "glossary"))
    with engine.writer() as writer:
        for id, text in [
            ("twice", "ceasefire ceasefire"),
            ("both", "ceasefire cessation"),
            ("own", "Waffenruhe cessation"),
        ]:
            writer.put(a_release(id, "t", text, language="de" if id == "own" else "en", title_also=("en",)))
        writer.translate(Dictionary([*DICTIONARY.entries(), cessation]))
        writer.commit()
    reader = engine.reader()
    scores = {hit.release.id: hit.score for hit in reader.search(Query("Waffenruhe")).hits}
    assert scores["both"] == pytest.approx(scores["twice"])
    own = {hit.release.id: hit.score for hit in reader.search(Query("Waffenruhe", across=False)).hits}
    assert own == {"own": pytest.approx(scores["own"], rel=0.02)}, "short of what the newest gains beside others"


def test_a_page_says_what_else_was_searched_for_as_far_as_readers_can_see_it(reader):
    page = reader.search(Query("Waffenruhe Menschenrechtsrat Hausrat -Krieg"))
    assert [(also.word, texts(also.translations)) for also in page.also] == [
        ("Waffenruhe", ("ceasefire", "truce")),  # no armistice
        ("Menschenrechtsrat", ("Human Rights Council",)),
    ]


def test_a_page_names_three_translations_of_a_word_first_and_unlikely_ones_last(engine):
    called = [("ceasefire", 0.8), ("truce", 0.4), ("lull", 0.3), ("pause", 0.2), ("quiet", 0.05), ("armistice", 0.03)]
    quiet = Entry("de", "Stille", Translation("en", "quiet", 0.05, "glossary"))
    with engine.writer() as writer:
        writer.put(a_release("1", "t", " ".join(text for text, _ in called), language="en"))
        writer.put(a_release("2", "t", "Waffenruhe, Waffenpause, Stille.", language="de"))
        writer.translate(
            Dictionary(
                [
                    *(
                        Entry("de", "Waffenruhe", Translation("en", text, weight, "glossary"))
                        for text, weight in called
                    ),
                    *(
                        Entry("de", "Waffenpause", Translation("en", *each, "glossary"))
                        for each in [called[1], called[4]]
                    ),
                    quiet,
                ]
            )
        )
        writer.commit()
    page = engine.reader().search(Query("Waffenruhe Waffenpause Stille", match=Match.ANY))
    assert [(also.word, texts(also.translations), texts(also.others)) for also in page.also] == [
        ("Waffenruhe", ("ceasefire", "truce", "lull"), ("pause", "quiet")),  # the sixth is not searched for
        ("Waffenpause", ("truce",), ("quiet",)),
        ("Stille", ("quiet",), ()),  # better than none
    ]


def test_a_hit_says_through_which_words_it_came_if_it_came_only_through_them(reader):
    hits = {hit.release.id: hit for hit in reader.search(Query("Waffenruhe Sudan", match=Match.ANY)).hits}
    assert {id: texts(hit.through) for id, hit in hits.items()} == {
        "ruhe": (),
        "fire": ("ceasefire",),
        "truce": ("truce",),
    }


@pytest.mark.parametrize(
    ("text", "id", "marked"),
    [
        ("Waffenruhe", "fire", ["ceasefires"]),
        ("Vereinte Nationen", "un", ["United Nations"]),
        ("united nations", "rat", ["Vereinten Nationen"]),
        ("Menschenrechtsrat", "truce", ["Human Rights Council"]),
        ("sanctions relief", "erleichterung", ["Sanktionserleichterungen"]),
        ("Ministerkonferenz", "conference", ["Ministers", "conference"]),
        ("council", "rat", ["rat"]),  # in Menschenrechtsrat
        ("ceasefire", "ruhe", ["Waffenruhe"]),
    ],
)
def test_what_was_found_through_a_translation_is_marked(reader, text, id, marked):
    hit = next(hit for hit in reader.search(Query(text)).hits if hit.release.id == id)
    assert [piece.text for piece in hit.snippet if piece.matched] == marked


def test_an_explanation_names_translations(reader):
    hits = {hit.release.id: hit.why for hit in reader.search(Query("Waffenruhe Sudan", explain=True)).hits}
    assert [(reason.asked, reason.form, reason.found, reason.where) for reason in hits["fire"].reasons] == [
        ("Waffenruhe", Form.TRANSLATION, "Ceasefire", (Part.TITLE,)),
        ("Waffenruhe", Form.TRANSLATION, "ceasefires", (Part.BODY,)),
        ("Sudan", Form.EXACT, "Sudan", (Part.TITLE,)),
    ]
    assert hits["fire"].missing == ()
    (why,) = [hit.why for hit in reader.search(Query("die Waffenruhe -Sudan", explain=True)).hits]
    assert why.missing == ()
    assert [reason.form for reason in hits["ruhe"].reasons] == [Form.EXACT, Form.EXACT]


def test_a_word_that_only_its_translation_stands_for_is_no_slip_of_the_hand(engine):
    def asked(dictionary):
        with engine.writer() as writer:
            writer.put(a_release("1", "Waffenruhm", "Ein Wort.", language="de"))
            writer.put(a_release("2", "A ceasefire", "A word."))
            writer.translate(dictionary)
            writer.commit()
        reader = engine.reader()
        return reader.search(Query("Waffenruhe")).suggestion, reader.spellings("Waffenruhe")

    assert asked(Dictionary([])) == ("Waffenruhm", ("Waffenruhm",))
    assert asked(DICTIONARY) == (None, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die Waffenruhe", {"ruhe", "fire", "truce"}),
        ("the ceasefire", {"fire", "ruhe", "ceasefire in German"}),
        ("title:(the ceasefire)", {"ruhe"}),
        ("die Waffenruhe -the", {"ruhe"}),
        ("die Vereinten Nationen", {"rat", "un"}),
        ("the summit", set()),  # nothing is translated here
        ("die Sanktion", set()),
        ('"die Waffenruhe"', {"ruhe"}),
    ],
)
def test_function_words_do_not_keep_the_other_language_out(reader, text, expected):
    assert found(reader, text) == expected


def test_any_of_several_words_is_not_a_function_word_of_the_other_language(reader):
    assert found(reader, "die Waffenruhe", match=Match.ANY) == {
        "ruhe",
        "fire",
        "truce",
        "rat",
        "erleichterung",
        "konferenz",
        "ceasefire in German",
    }
