"""What has the newsroom set up? One frozen value, read from `newsroom.toml`; everything has a default."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.countries import country_names
from search.errors import InvalidSettings
from search.languages import LANGUAGES
from search.ministers import SHIPPED

DEFAULT_STORE = "whoosh:newsroom-store"


@dataclass(frozen=True, slots=True)
class Settings:
    """A newsroom's configuration.

    Attributes:
        site_name: what the site calls itself, by language of the interface.
        ministers: the registry of ministers, a TOML file.
        own_country: the ISO code of the newsroom's own country, which stands in nearly every release and so is left out
            of what they are about; None for none.
    """

    site_name: Mapping[str, str]
    ministers: Path = SHIPPED
    own_country: str | None = "DE"


DEFAULT_SETTINGS = Settings(site_name=dict.fromkeys(LANGUAGES, "Newsroom"))


def load_settings(path: Path) -> Settings:
    """The settings in a TOML file; paths in it are relative to the file's directory.

    ```toml
    ministers = "ministers.toml"
    [site]
    name = "Newsroom"            # or a table by language: name.de, name.en
    own_country = "DE"           # "" for none
    ```

    Raises:
        InvalidSettings: the file cannot be read, or naming every unknown key and wrong value in it.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidSettings(f"{path}: cannot read the settings: {error}") from error
    faults = list(_faults(table))
    if faults:
        raise InvalidSettings(f"{path}: " + "; ".join(faults))
    name = table.get("site", {}).get("name", {})
    names = dict.fromkeys(LANGUAGES, name) if isinstance(name, str) else {**DEFAULT_SETTINGS.site_name, **name}
    registry = path.parent / table["ministers"] if "ministers" in table else SHIPPED
    own = table.get("site", {}).get("own_country", DEFAULT_SETTINGS.own_country)
    return Settings(site_name=names, ministers=registry, own_country=own or None)


def _faults(table: Mapping[str, Any]) -> Iterator[str]:
    for key in table.keys() - {"site", "ministers"}:
        yield f"{key} is no setting"
    if not isinstance(table.get("ministers", ""), str):
        yield "ministers must be the path of a file"
    site = table.get("site", {})
    if not isinstance(site, dict):
        yield "site must be a table"
        return
    for key in site.keys() - {"name", "own_country"}:
        yield f"site.{key} is no setting"
    own = site.get("own_country", "")
    if own and own not in country_names("en"):
        yield f"site.own_country must be a country's two-letter code such as DE, not {own!r}"
    name = site.get("name", {})
    if isinstance(name, dict):
        yield from (f"site.name.{code} is no language" for code in name.keys() - LANGUAGES.keys())
        yield from (f"site.name.{code} must be text" for code in name if not isinstance(name[code], str))
    elif not isinstance(name, str):
        yield "site.name must be text, or a table of texts by language"
