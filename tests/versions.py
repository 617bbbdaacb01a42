"""Which releases does a made-up ministry publish in both languages? Short ones, as an indexer completes them."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from index.derivation import derive
from index.draft import Draft
from index.knowledge import Knowledge, load_knowledge
from index.pairing import Profile, profile_of
from search.release import Release
from search.settings import DEFAULT_SETTINGS

TIRANA = {
    "de": (
        "Außenminister Maas reist nach Tirana",
        "Heiko Maas trifft am 4. Juni 2020 den albanischen Ministerpräsidenten Edi Rama. Deutschland sagt 12,5 "
        "Millionen Euro für den Wiederaufbau von 1.300 Häusern in Durrës zu. Das Erdbeben hatte 51 Menschen das "
        "Leben gekostet.",
        "Am Nachmittag spricht der Minister mit Studierenden der Universität über den Weg Albaniens in die "
        "Europäische Union. Zuletzt war er im Jahr 2018 dort.",
    ),
    "en": (
        "Foreign Minister Maas travels to Tirana",
        "Heiko Maas meets the Albanian Prime Minister Edi Rama on 4 June 2020. Germany pledges 12.5 million "
        "euros for the reconstruction of 1,300 houses in Durrës. The earthquake had claimed 51 lives.",
        "In the afternoon the minister talks to students of the university about Albania's path into the "
        "European Union. He was last there in 2018.",
    ),
}
BAMAKO = {
    "de": (
        "Außenminister Maas in Bamako",
        "Heiko Maas besucht am 9. Juni 2020 die deutschen Soldatinnen und Soldaten in Mali. Mit Präsident Keïta "
        "spricht er über die Mission MINUSMA, an der sich 1.100 Deutsche beteiligen.",
        "Die Bundesregierung unterstützt Mali in diesem Jahr mit 62 Millionen Euro. Die Lage im Norden bleibt ernst.",
    ),
    "en": (
        "Foreign Minister Maas in Bamako",
        "Heiko Maas visits the German soldiers in Mali on 9 June 2020. With President Keïta he talks about the "
        "mission MINUSMA, in which 1,100 Germans take part.",
        "The Federal Government supports Mali with 62 million euros this year. The situation in the north "
        "remains grave.",
    ),
}
MALI_AID = {
    "de": (
        "Deutschland hilft Vertriebenen in Mali",
        "In der Region Mopti erhalten 40.000 Vertriebene in den nächsten Monaten Zelte und Trinkwasser. Das "
        "Welternährungsprogramm verteilt die Güter gemeinsam mit der Welthungerhilfe.",
        "Seit 2013 hat Deutschland dort 218 Millionen Euro ausgegeben.",
    ),
    "en": (
        "Germany helps displaced people in Mali",
        "In the region of Mopti 40,000 displaced people will receive tents and drinking water over the coming "
        "months. The World Food Programme distributes the goods together with Welthungerhilfe.",
        "Since 2013 Germany has spent 218 million euros there.",
    ),
}
SPEECH = {
    "de": (
        "Rede von Außenminister Heiko Maas in Tirana",
        "Sehr geehrter Herr Ministerpräsident, lieber Edi, liebe Studierende, wer von Berlin hierher kommt, "
        "sieht zuerst die Berge und dann die Baustellen. Beide sagen etwas über dieses Land.",
        "Ich bin gekommen, um zuzuhören. Was braucht ein junger Mensch, um hier zu bleiben? Sie wissen es "
        "besser als ich.",
    ),
    "en": (
        "Speech by Foreign Minister Heiko Maas in Tirana",
        "Prime Minister, dear Edi, dear students, those who come here from Berlin see the mountains first and "
        "then the building sites. Both say something about this country.",
        "I have come to listen. What does a young person need in order to stay here? You know it better than I do.",
    ),
}


@cache
def knowledge() -> Knowledge:
    return load_knowledge(DEFAULT_SETTINGS, lambda: datetime(2030, 1, 1, tzinfo=UTC))


def a_version(
    id: str, language: str, texts: tuple[str, ...], published: str | None = "2020-06-04", **fields: Any
) -> Release:
    """A release with title and paragraphs, completed as the indexer completes it."""
    title, *paragraphs = texts
    url = f"https://newsroom.example/{language}/{id}" if id.isdigit() else None
    draft = Draft(
        id=id,
        title=title,
        paragraphs=tuple(paragraphs),
        published=published,
        language=language,
        **{"url": url, **fields},
    )
    return derive(draft, knowledge()).release


def profiles(*releases: Release) -> list[Profile]:
    return [profile_of(release) for release in releases]


def row(id: str, language: str, texts: tuple[str, ...], published: str | None, **fields: Any) -> dict[str, Any]:
    """A release as a line of JSON Lines has it; the first of the texts is its title."""
    title, *paragraphs = texts
    body = "\n\n".join(paragraphs)
    return {"id": id, "language": language, "title": title, "body": body, "published": published, **fields}
