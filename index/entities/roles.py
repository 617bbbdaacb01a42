"""Which offices are there, and where does a text speak of one? A table of ours: index/data/roles.toml.

A language that was added brings its titles and words in a file beside it, named by its code: `roles.fr.toml`.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from index.entities.running_text import Words, folded, words_of
from search.errors import InvalidSettings
from search.languages import LANGUAGES

SHIPPED = Path(__file__).parents[1] / "data" / "roles.toml"

# How German offices inflect, by their ending: what is taken off, and what comes instead.
_INFLECTIONS: tuple[tuple[str, int, tuple[str, ...], tuple[str, ...]], ...] = (
    ("minister", 0, ("s", "n"), ("in", "innen")),
    ("kanzler", 0, ("s", "n"), ("in", "innen")),
    ("präsident", 0, ("en",), ("in", "innen")),
    ("sekretär", 0, ("s", "e", "en"), ("in", "innen")),
    ("kommissar", 0, ("s", "e", "en"), ("in", "innen")),
    ("koordinator", 0, ("s", "en"), ("in", "innen")),
    ("botschafter", 0, ("s", "n"), ("in", "innen")),
    ("diplomat", 0, ("en",), ("in", "innen")),
    ("chef", 0, ("s", "e", "en"), ("in", "innen")),
    ("rat", 2, ("ats", "ates", "äte", "äten"), ("ätin", "ätinnen")),
    ("beauftragte", 0, ("r", "n"), ()),
    ("gesandte", 0, ("r", "n"), ()),
    ("kollege", 0, ("n",), ()),
    ("premier", 0, ("s",), ()),
)


@dataclass(frozen=True, slots=True)
class Role:
    """One office of the table; see there. `titles` by language, none where its words mean various offices."""

    id: str
    titles: Mapping[str, str]
    covers: frozenset[str]
    surname: bool
    apposition: bool
    department: bool

    def means(self, office: "Role") -> bool:
        """Whether its words may stand for that office."""
        return office.id == self.id or office.id in self.covers


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which an office is written.

    Attributes:
        role: the office.
        words: folded.
        feminine: whether it speaks of a woman.
        plural: whether it speaks of several people and of nothing else.
        written: as the table or, inflected, a compound has it.
        title: the same as one holder is called: "Außenministerin" for "Außenministerinnen".
    """

    role: Role
    words: tuple[str, ...]
    feminine: bool
    plural: bool
    written: str
    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """All offices, and the words around them.

    Attributes:
        forms: by the first word, folded, the longest first.
        joined: the endings of compounds, with what they stand for, the longest first.
        vocabulary: by its name in the file, a set of words; folded but for `departments` and `adjectives`.
    """

    forms: Mapping[str, tuple[Form, ...]]
    joined: tuple[Form, ...]
    vocabulary: Mapping[str, frozenset[str]]


@cache
def table() -> Table:
    """The table that is shipped, with what the files beside it add.

    Raises:
        InvalidSettings: a file beside it names a role or a list of words that the table lacks.
    """
    file = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    for code in LANGUAGES:
        _add(file, code)
    forms: dict[str, list[Form]] = {}
    joined: list[Form] = []
    for row in file["role"]:
        role = _role(row)
        for form in _forms(role, row):
            forms.setdefault(form.words[0], []).append(form)
        joined += [form for stem in row.get("joined", ()) for form in _inflected(role, stem.split(), 0)]
    return Table(
        {first: tuple(sorted(each, key=lambda form: -len(form.words))) for first, each in forms.items()},
        tuple(sorted(joined, key=lambda form: -len(form.words[0]))),
        {name: frozenset(text.split() if name in _AS_WRITTEN else map(folded, text.split()))
         for name, text in file["words"].items()},
    )  # fmt: skip


_AS_WRITTEN = frozenset({"departments", "adjectives"})


def _add(file: dict[str, Any], code: str) -> None:
    """Add what the file of a language has, if there is one."""
    path = SHIPPED.with_suffix(f".{code}{SHIPPED.suffix}")
    if not path.exists():
        return
    added = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = {row["id"]: row for row in file["role"]}
    for id, titles in added.get("titles", {}).items():
        if id not in rows:
            raise InvalidSettings(f"{path}: there is no role {id}; there are {', '.join(rows)}")
        rows[id][code] = [*rows[id].get(code, ()), *titles]
    for name, text in added.get("words", {}).items():
        if name not in file["words"]:
            raise InvalidSettings(f"{path}: there are no words {name}; there are {', '.join(file['words'])}")
        file["words"][name] += f" {text}"


def _role(row: Mapping[str, Any]) -> Role:
    various = row.get("various", False)
    titles = {language: row[language][0] for language in LANGUAGES if row.get(language) and not various}
    apposition = row.get("apposition", True)
    covers, department = frozenset(row.get("covers", ())), row.get("department", False)
    return Role(row["id"], titles, covers, row.get("surname", True), apposition, department)


def _forms(role: Role, row: Mapping[str, Any]) -> Iterator[Form]:
    for language in LANGUAGES:
        inflected = _INFLECTED.get(language, _as_listed)
        for title in row.get(language, ()):
            yield from inflected(role, title)


def _as_listed(role: Role, title: str) -> Iterator[Form]:
    """An office in a language without rules of ours: its file lists every form."""
    yield Form(role, tuple(map(folded, words_of(title).words)), False, False, title, title)


def _german(role: Role, title: str) -> Iterator[Form]:
    words = title.split()
    place = next((place for place, word in enumerate(words) if _inflection(word)), None)
    if place is None:
        yield Form(role, tuple(map(folded, words)), False, False, title, title)
    else:
        yield from _inflected(role, words, place)


def _english(role: Role, title: str) -> Iterator[Form]:
    words = title.split()
    yield Form(role, tuple(map(folded, words)), False, False, title, title)
    head = next((place for place, word in enumerate(words) if word in ("of", "for")), len(words)) - 1
    words[head] = words[head].removesuffix("y") + "ies" if words[head].endswith("ry") else words[head] + "s"
    yield Form(role, tuple(map(folded, words)), False, True, " ".join(words), title)


_INFLECTED: Mapping[str, Callable[[Role, str], Iterator[Form]]] = {"de": _german, "en": _english}


def _inflection(word: str) -> tuple[int, tuple[str, ...], tuple[str, ...]] | None:
    matching = (row for row in _INFLECTIONS if word.lower().endswith(row[0]))
    return next(((cut, masculine, feminine) for _, cut, masculine, feminine in matching), None)


def _inflected(role: Role, words: list[str], place: int) -> Iterator[Form]:
    cut, masculine, feminine = _inflection(words[place]) or (0, (), ())
    stem = words[place][: len(words[place]) - cut]
    endings = [words[place], *(stem + each for each in (*masculine, *feminine))]
    for number, word in enumerate(endings):
        is_feminine = number > len(masculine)
        written, title = (
            " ".join((*words[:place], each, *words[place + 1 :]))
            for each in (word, stem + feminine[0] if is_feminine else words[place])
        )
        is_plural = word.endswith(("innen", "rn", "äte", "äten"))
        yield Form(role, tuple(map(folded, written.split())), is_feminine, is_plural, written, title)


@dataclass(frozen=True, slots=True)
class Spoken:
    """An office that a text speaks of, in words from `start` to before `end`."""

    form: Form
    start: int
    end: int


@lru_cache(maxsize=50_000)
def may_begin(word: str) -> bool:
    """Whether an office may begin with that word; for passing over most of a text quickly."""
    return folded(word) in table().forms or (_may_be_compound(word) and _compound(word) is not None)


def office_at(words: Words, place: int) -> Spoken | None:
    """The office that the words from this place on name, the longest: none in "ministerial" or "presidency"."""
    first = words.words[place]
    if not may_begin(first):
        return None
    for form in table().forms.get(folded(first), ()):
        if _stands_at(words, place, form):
            return Spoken(form, place, place + len(form.words))
    compound = _compound(first) if _may_be_compound(first) else None
    return Spoken(compound, place, place + 1) if compound else None


def office_titled(title: str) -> Role | None:
    """The role that a title of the registry stands for, None for one that the table lacks."""
    words = words_of(title)
    found = (office_at(words, place) for place in range(len(words)))
    return next((spoken.form.role for spoken in found if spoken), None)


def _stands_at(words: Words, place: int, form: Form) -> bool:
    """Whether a form stands at a place with nothing but spaces and hyphens between its words."""
    end = place + len(form.words)
    if end > len(words) or tuple(map(folded, words.words[place + 1 : end])) != form.words[1:]:
        return False
    within = range(place + 1, end)
    apart = all(words.gap(each) == " " or words.is_joined(each) or words.is_elided(each) for each in within)
    return apart and (len(form.words) > 1 or _may_be(words.words[place]))


def _may_be_compound(word: str) -> bool:
    return len(word) > 8 and word[0].isupper()


def _may_be(word: str) -> bool:
    """Abbreviations count in capitals only: "PM", not "pm"; "AM", not "am"."""
    return len(word) > 3 or word[:2].isupper()


@lru_cache(maxsize=50_000)
def _compound(word: str) -> Form | None:
    whole = folded(word)
    forms = (each for each in table().joined if len(whole) > len(each.words[0]))
    form = next((each for each in forms if whole.endswith(each.words[0])), None)
    if form is None:
        return None
    first = word[: len(word) - len(form.written)]  # Handels-, of whichever Handelsminister
    return replace(form, written=word, title=first + form.title)


ADJECTIVE = re.compile(r"(?:[a-zäöü]+(?:isch|länd|itan)\w*(?:e|er|en|em|es)|[A-Z]\w+(?:an|ese|ish|ic|i))\Z")
