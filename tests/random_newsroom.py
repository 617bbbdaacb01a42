"""What could a newsroom hold, and what could be asked of it? Strategies for property tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from builders import BAERBOCK, MAAS, a_release
from hypothesis import strategies as st

from search.dates import DateRange
from search.dictionary import Dictionary, Entry, Translation
from search.query import MAX_TEXT_LENGTH, Filter, Group, Match, Query, Sort

WORDS = ["Haus", "Häuser", "house", "houses", "to", "be", "or", "not", "Minister", "Ministerin", "Sanktionen"]
WORDS += [
    "Sicherheitsrat",
    "Sicherheits-Rat",
    "Rathaus",
    "Europa-",
    "und",
    "Ministertreffen",
    "4. Juni 2020",
    "04.06.2020",
]
WORDS += ["Vereinten Nationen", "United Nations", "Räte", "Ministerrat"]
DAYS = [date(2019, 12, 25) + timedelta(days=11 * n) for n in range(12)]

# Few moments: some are the same but for a microsecond, one is written in another zone, one lies before 1970.
MOMENTS = [datetime(2020, 6, 4, 12, tzinfo=UTC), datetime(2020, 6, 4, 12, microsecond=1, tzinfo=UTC)]
MOMENTS += [datetime(2020, 6, 4, 12, 30, tzinfo=timezone(timedelta(minutes=30))), datetime(1969, 12, 31, tzinfo=UTC)]
moments = st.sampled_from([None, *MOMENTS])
known_moments = st.builds(
    lambda first, changed, embargo, withdrawn: {
        "first_indexed": first,
        "changed": changed,
        "embargo_until": embargo,
        "withdrawn": withdrawn,
        "moved_to": withdrawn and "1",
    },
    moments,
    moments,
    st.sampled_from([None, None, None, *MOMENTS]),
    st.sampled_from([None] * 5 + [datetime(2025, 6, 4, tzinfo=UTC)]),
)

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
releases = st.builds(
    lambda id, title, body, language, also, day, countries, mentions, ministers, people, kind, moments: a_release(
        id,
        title,
        *body,
        language=language,
        title_also=tuple(also - {language}),
        published=day and day.isoformat(),
        countries=tuple(countries),
        mentions=tuple(mentions),
        ministers=tuple(ministers),
        people=tuple(people),
        kind=kind,
        **moments,
        origin=f"/{title}.html" if mentions else None,
    ),
    st.integers(1, 12).map(str),
    texts,
    st.lists(texts, min_size=1, max_size=3),
    st.sampled_from(["de", "en"]),
    st.frozensets(st.sampled_from(["de", "en"])),
    st.sampled_from([*DAYS, None]),
    *[st.lists(st.sampled_from(["IQ", "SY", "FR"]), unique=True)] * 2,
    *[st.lists(st.sampled_from([MAAS, BAERBOCK]), unique=True)] * 2,
    st.sampled_from(["speech", "statement"]),
    known_moments,
)
# What words are called: by words that stand in releases or do not, some of them several, some the words themselves.
CALLED = [*WORDS, "United Nations", "Vereinte Nationen", "Rat", "minister", "Treffen", "Europa", "to be", "Räte Haus"]
translations = st.builds(
    lambda source, language, other, weight: Entry(
        language, source, Translation("en" if language == "de" else "de", other, weight, "random")
    ),
    st.sampled_from([*CALLED, "Haus Minister", "not Minister"]),
    st.sampled_from(["de", "en"]),
    st.sampled_from(CALLED),
    st.sampled_from([0.001, 0.3, 0.9, 1.0]),
)
dictionaries = st.lists(translations, min_size=5, max_size=30).map(Dictionary)
operations = st.one_of(releases, st.integers(1, 12).map(str))  # put a release, or remove an id
# After each commit, which of them are versions of one release: up to six groups of two, some with ids that nobody has.
grouped = st.lists(st.permutations([*map(str, range(1, 13))]), max_size=12).map(
    lambda orders: [[ids[at : at + 2] for at in range(0, 2 * (int(ids[0]) % 7), 2)] for ids in orders]
)
batches = st.lists(st.lists(operations, min_size=1, max_size=8), min_size=1, max_size=12)  # each a commit
leaves = st.one_of(
    st.sampled_from(WORDS),
    texts.map(lambda text: f'"{text}"'),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda words: f'"{" ".join(words)}"~{len(words[0])}'),
    st.sampled_from(["h*", "Minist*", "x*"]),
).flatmap(lambda leaf: st.sampled_from([leaf, leaf, f"-{leaf}", f"title:{leaf}", f"-titel:{leaf}"]))
clauses = st.recursive(
    leaves,
    lambda clause: st.one_of(
        st.tuples(clause, st.sampled_from(["OR", "AND", "OR NOT", ""]), clause).map(" ".join),
        st.tuples(st.sampled_from(["(", "-(", "title:("]), clause, st.just(")")).map("".join),
    ),
    max_leaves=5,
)
filters = st.sampled_from(
    [
        Filter("country", "IQ"),
        Filter("country", "FR"),
        Filter("country", "NZ"),
        Filter("minister", "heiko-maas"),
        Filter("language", "de"),
        Filter("kind", "speech"),
        Filter("person", "annalena-baerbock"),
        Filter("mentions", "SY"),
    ]
)
left_out = st.sampled_from(
    [Filter("country", "SY"), Filter("minister", "annalena-baerbock"), Filter("kind", "statement")]
)
ranges = st.builds(
    lambda start, days: DateRange(start, start and days and start + timedelta(days=days)),
    st.sampled_from([None, *DAYS]),
    st.sampled_from([None, 5, 50, 500]),
)


def askable(text):
    """Whether it keeps the bounds of a query: at most 20 words in phrases with a tilde, of which one holds up to 9."""
    return text.count("~") <= 2 and len(text) <= MAX_TEXT_LENGTH


queries = st.builds(
    Query,
    text=st.lists(clauses, max_size=5).map(" ".join).filter(askable),
    match=st.sampled_from(Match),
    filters=st.frozensets(filters, max_size=3),
    excluded=st.frozensets(left_out, max_size=1),
    required=st.sampled_from([frozenset()] * 4 + [frozenset({Filter("country", "IQ"), Filter("mentions", "FR")})]),
    dates=ranges,
    sort=st.sampled_from([sort for sort in Sort if sort is not Sort.RELEVANCE]),
    page=st.integers(1, 3),
    size=st.integers(1, 6),
    group=st.sampled_from([*Group, Group.TRANSLATIONS]),
    prefer=st.sampled_from(["", "de", "en"]),
    across=st.sampled_from([True, True, True, False]),
    since=st.sampled_from([None, None, None, None, *MOMENTS]),
).flatmap(lambda query: st.sampled_from([query] * 5 + [replace(query, dates=DateRange(), undated=True)]))

# Titles of few words, so that phrases of several stand in many; some are under embargo.
few_words = st.lists(st.sampled_from(["Rat", "RAT", "Rats", "of", "Rom-Rat", "über"]), min_size=1, max_size=5).map(
    " ".join
)
titled = st.builds(
    lambda id, title, day, hidden: a_release(
        id,
        title,
        published=day and day.isoformat(),
        embargo_until=datetime(2999, 1, 1, tzinfo=UTC) if hidden else None,
    ),
    st.integers(1, 40).map(str),
    few_words,
    st.sampled_from([*DAYS, None]),
    st.integers(0, 9).map(lambda number: not number),
)
titled_batches = st.lists(
    st.lists(st.one_of(titled, titled, titled, st.integers(1, 40).map(str)), min_size=3, max_size=15),
    min_size=1,
    max_size=12,
)
typed = st.builds(lambda text, length: text[:length], few_words, st.integers(1, 12))
