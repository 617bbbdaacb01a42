"""What has the newsroom set up? One frozen value, read from `newsroom.toml`; everything has a default."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from search.countries import country_codes
from search.errors import InvalidSettings
from search.languages import LANGUAGES
from search.ministers import SHIPPED
from search.newsrooms import Newsroom, newsrooms_in
from search.newsrooms import faults as faults_of_newsrooms
from search.toml_file import read_toml

DEFAULT_STORE = "whoosh:newsroom-store"

_FILES = ("ministers", "pairs", "glossary")  # keys that name one


@dataclass(frozen=True, slots=True)
class Settings:
    """A newsroom's configuration.

    Attributes:
        site_name: what the site calls itself, by language of the interface.
        ministers: the registry of ministers, a TOML file.
        pairs: what staff say of which releases are versions of one, a TOML file; None for none.
        glossary: what words are called in the other language, a TOML file that wins over every other source of
            translations; None for none.
        dictionaries: files of dictionaries that the system has, such as trans-de-en of Debian.
        own_country: the ISO code of the newsroom's own country, which stands in nearly every release and so is left out
            of what they are about; None for none.
        contact: an address by which those who run a newsroom reach those who fetch it; None for none.
        newsrooms: what can be fetched, by name.
        semantic: whether the order of results is refined by meaning, which the extra `semantic` is needed for.
    """

    site_name: Mapping[str, str]
    ministers: Path = SHIPPED
    pairs: Path | None = None
    glossary: Path | None = None
    dictionaries: tuple[Path, ...] = ()
    own_country: str | None = "DE"
    contact: str | None = None
    newsrooms: Mapping[str, Newsroom] = field(default_factory=dict)
    semantic: bool = False


DEFAULT_SETTINGS = Settings(site_name=dict.fromkeys(LANGUAGES, "Newsroom"))


def load_settings(path: Path) -> Settings:
    """The settings in a TOML file; paths in it are relative to the file's directory.

    ```toml
    ministers = "ministers.toml"
    pairs = "pairs.toml"         # which releases are versions of one, and which are not
    glossary = "glossary.toml"   # what words are called in the other language
    dictionaries = ["/usr/share/trans/de-en"]
    semantic = true              # refine the order of results by meaning
    [site]
    name = "Newsroom"            # or a table by language: name.de, name.en
    own_country = "DE"           # "" for none
    contact = "web@newsroom.example"
    [newsrooms.ministry]         # as docs/fetching.md tells
    start = ["https://www.newsroom.example/rss.xml"]
    ```

    Raises:
        InvalidSettings: the file cannot be read, or naming every unknown key and wrong value in it.
    """
    table = read_toml(path, "the settings")
    faults = list(_faults(table))
    if faults:
        raise InvalidSettings(f"{path}: " + "; ".join(faults))
    name = table.get("site", {}).get("name", {})
    names = dict.fromkeys(LANGUAGES, name) if isinstance(name, str) else {**DEFAULT_SETTINGS.site_name, **name}
    registry = path.parent / table["ministers"] if "ministers" in table else SHIPPED
    own = table.get("site", {}).get("own_country", DEFAULT_SETTINGS.own_country)
    return Settings(
        site_name=names,
        ministers=registry,
        pairs=path.parent / table["pairs"] if "pairs" in table else None,
        glossary=path.parent / table["glossary"] if "glossary" in table else None,
        dictionaries=tuple(path.parent / each for each in table.get("dictionaries", ())),
        own_country=own or None,
        contact=table.get("site", {}).get("contact"),
        newsrooms=newsrooms_in(table.get("newsrooms", {})),
        semantic=table.get("semantic", False),
    )


def _faults(table: Mapping[str, Any]) -> Iterator[str]:
    for key in table.keys() - {"site", *_FILES, "dictionaries", "newsrooms", "semantic"}:
        yield f"{key} is no setting"
    yield from (f"{key} must be the path of a file" for key in _FILES if not isinstance(table.get(key, ""), str))
    if not _are_paths(table.get("dictionaries", [])):
        yield "dictionaries must be a list of paths of files"
    if not isinstance(table.get("semantic", False), bool):
        yield "semantic must be true or false"
    yield from faults_of_newsrooms(table.get("newsrooms", {}))
    site = table.get("site", {})
    if isinstance(site, dict):
        yield from _faults_of_site(site)
    else:
        yield "site must be a table"


def _are_paths(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each for each in value)


def _faults_of_site(site: Mapping[str, Any]) -> Iterator[str]:
    for key in site.keys() - {"name", "own_country", "contact"}:
        yield f"site.{key} is no setting"
    contact = site.get("contact", "-")
    if not isinstance(contact, str) or not contact or not (contact.isascii() and contact.isprintable()):
        yield "site.contact must be a mail address or the address of a page"
    own = site.get("own_country", "")
    if own and own not in country_codes():
        yield f"site.own_country must be a country's two-letter code such as DE, not {own!r}"
    name = site.get("name", {})
    if isinstance(name, dict):
        yield from (f"site.name.{code} is no language" for code in name.keys() - LANGUAGES.keys())
        yield from (f"site.name.{code} must be text" for code in name if not isinstance(name[code], str))
    elif not isinstance(name, str):
        yield "site.name must be text, or a table of texts by language"
