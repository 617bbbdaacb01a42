"""Which releases are like one, and which are not?"""

import pytest
from builders import a_release

CONTACT = {
    "de": "Rückfragen bitte an das Pressereferat, Telefon 030 1817, Werderscher Markt, Berlin",
    "en": "Please direct inquiries to the Press Office, telephone 030 1817, Werderscher Markt, Berlin",
}
ISSUED = {
    "de": "Hierzu erklärte ein Sprecher heute in Berlin folgendes:",
    "en": "The following statement was issued today in Berlin by a Spokesperson:",
}


def written(language, id, title, *body, **fields):
    """A release as this newsroom writes them: what stands in all of them, and what it says."""
    return a_release(id, title, *body, CONTACT[language], lead=ISSUED[language], language=language, **fields)


OTHERS = {
    "de": [
        written("de", "fisch", "Fangquoten für Hering in der Ostsee", "Die Fischer fangen weniger Dorsch und Hering."),
        written("de", "visum", "Visa für Studierende", "Anträge nimmt jede Botschaft an."),
        written("de", "kunst", "Ausstellung in Weimar", "Gemälde und Skulpturen aus zwei Sammlungen."),
        written("de", "rat", "Sitzung des Sicherheitsrats", "Die Mitglieder berieten über Friedenseinsätze."),
    ],
    "en": [
        written("en", "fish", "Quotas for herring in the Baltic Sea", "Fishermen catch less cod and herring."),
        written("en", "visa", "Visas for students", "Applications are taken by every embassy."),
        written("en", "art", "Exhibition in Weimar", "Paintings and sculptures from two collections."),
        written("en", "council", "Meeting of the Security Council", "Members discussed peacekeeping missions."),
    ],
}


def ids(found):
    return [hit.release.id for hit in found]


@pytest.mark.parametrize(
    ("language", "title", "body", "like", "found"),
    [
        ("de", "Waffenruhe in Libyen", "Die Konferenz beriet über die Waffenruhe in Libyen.",
            ("Konferenz zu Libyen", "Alle Parteien halten die Waffenruhe ein."), True),
        ("en", "Ceasefire in Libya", "The conference discussed the ceasefire in Libya.",
            ("Conference on Libya", "All parties respect the ceasefire."), True),
        ("de", "Waffenruhen", "Von libyschen Konferenzen.", ("Waffenruhe", "Eine Konferenz für libysche Parteien."), True),
        ("en", "Ceasefires", "Of Libyan conferences.", ("A ceasefire", "One conference for Libyan parties."), True),
        # Only what stands in every release, and only small words.
        ("de", "Waffenruhe in Libyen", "Die Konferenz beriet über die Lage.", ("Ein Film", "Über einen Regisseur."), False),
        ("en", "Ceasefire in Libya", "The conference discussed it.", ("A film", "About a director."), False),
        # One word alone.
        ("de", "Waffenruhe in Libyen", "Die Konferenz tagte.", ("Eine Tagung", "Eine Konferenz für Zahnärzte."), False),
        ("en", "Ceasefire in Libya", "The conference met.", ("A meeting", "One conference for dentists."), False),
        # Words that only look alike: Botschaft and Botschafter have one stem, Konferenz and Konfirmation have not.
        ("de", "Konferenz der Konsuln", "Über Pässe.", ("Konfirmation", "Die Konsole passt."), False),
        ("en", "University reform", "On generals.", ("The universe", "In general, forms."), False),
    ],
)  # fmt: skip
def test_alike_is_what_shares_telling_words(filled, language, title, body, like, found):
    release = written(language, "1", title, body)
    reader = filled(OTHERS[language], [release, written(language, "2", *like)])
    assert ids(reader.similar(release)) == (["2"] if found else [])
