"""What has the newsroom set up? One value, from `newsroom.toml` and the environment; everything has a default."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from search.countries import country_codes
from search.errors import InvalidSettings
from search.languages import LANGUAGES
from search.ministers import SHIPPED
from search.newsrooms import Newsroom, is_web, named
from search.setting import Allowed, FileName, Files, Nothing, OptionalFile, Table, Told, permitting
from search.setting_faults import sentences
from search.setting_sources import (
    NOTHING,
    PREFIX,
    merged,
    read_environment,
    read_file,
    stated,
    unknown_variables,
    variable,
)

DEFAULT_STORE = "whoosh:newsroom-store"

_NAME = "Newsroom"
_SEGMENT = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")


def _by_language(name: object) -> object:
    """One name is that in every language; a language without one has the usual name."""
    if isinstance(name, str):
        return dict.fromkeys(LANGUAGES, name)
    return {**dict.fromkeys(LANGUAGES, _NAME), **name} if isinstance(name, dict) else name


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise Told("is no language")
    return language


def _is_country(code: object) -> bool:
    return isinstance(code, str) and code in country_codes()


def _is_contact(text: object) -> bool:
    return isinstance(text, str) and text.isascii() and text.isprintable()


def _is_base(address: object) -> bool:
    """Whether pages can stand below an address; a path that needs quoting would be written in two ways."""
    if not is_web(address):
        return False
    parts = urlsplit(str(address))
    segments = parts.path.strip("/").split("/") if parts.path.strip("/") else []
    is_plain = all(each and each not in (".", "..") and _SEGMENT.issuperset(each) for each in segments)
    return (
        is_plain and not (parts.query or parts.fragment or parts.username or parts.password) and _has_port(parts.netloc)
    )


def _has_port(netloc: str) -> bool:
    try:
        return urlsplit(f"//{netloc}").port != 0 and netloc.isascii() and netloc.isprintable() and " " not in netloc
    except ValueError:
        return False


def _without_slash(address: object) -> object:
    return address.rstrip("/") if isinstance(address, str) else address


class Site(Table):
    """What the site says of itself, and where it stands."""

    name: Annotated[
        dict[Annotated[str, BeforeValidator(_known)], str],
        NoDecode,
        BeforeValidator(_by_language),
        Allowed("text, or a table of texts by language"),
    ] = Field(
        default_factory=lambda: dict.fromkeys(LANGUAGES, _NAME),
        description="What the site calls itself; or a table by language: name.de, name.en.",
    )
    own_country: Annotated[
        str | None, permitting(_is_country), Nothing, Allowed("a country's two-letter code such as DE")
    ] = Field(
        default="DE",
        description="The newsroom's own country, which stands in nearly every release and so is left out of what they "
        "are about.",
    )
    contact: Annotated[
        str | None, permitting(_is_contact), Nothing, Allowed("a mail address or the address of a page")
    ] = Field(
        default=None,
        examples=["web@newsroom.example"],
        description="Where those who run a newsroom reach those who fetch it.",
    )
    address: Annotated[
        str | None,
        BeforeValidator(_without_slash),
        permitting(_is_base),
        Nothing,
        Allowed("an http or https address such as https://www.example.org/newsroom, without parameters"),
    ] = Field(
        default=None,
        examples=["https://www.example.org/newsroom"],
        description="Where the public finds the site; its path is the prefix under which every page stands. Without "
        "one, the site takes itself to be where it is asked, whatever name it is asked by.",
    )

    @property
    def prefix(self) -> str:
        """The path under which the public finds the site: "/newsroom", or nothing."""
        return urlsplit(self.address).path if self.address else ""


class Server(Table):
    """How the site is served."""

    trusted_proxies: int = Field(
        default=0,
        ge=0,
        le=10,
        description="How many proxies stand in front, each of which sets X-Forwarded-For, -Proto, -Host and "
        "-Prefix; what they say is believed of that many, and of no others.",
    )
    timeout: int = Field(
        default=30,
        ge=1,
        le=3_600,
        description="Seconds until a worker that does nothing but answer one request is replaced.",
    )
    graceful_timeout: int = Field(
        default=10,
        ge=1,
        le=3_600,
        description="Seconds that requests have to end in when the site stops or starts afresh.",
    )
    hsts: int = Field(
        default=0,
        ge=0,
        le=63_072_000,
        description="Seconds for which a browser shall come by https alone (Strict-Transport-Security); 0 for none.",
    )
    rate: int = Field(
        default=600, ge=0, le=1_000_000, description="Requests that a client may make in a minute; 0 for any number."
    )
    metrics: bool = Field(
        default=True, description="Whether /metrics tells Prometheus how the site does; keep it from the public."
    )
    log_requests: bool = Field(
        default=True, description="Whether a line of JSON on standard output tells of each request."
    )
    log_queries: bool = Field(default=False, description="Whether that line holds what was searched for.")
    log_addresses: bool = Field(
        default=False, description="Whether that line holds the client's address, which is personal data."
    )


class Statistics(Table):
    """What staff learn of how the site is used."""

    enabled: bool = Field(default=True, description="Whether searches are counted, without anything on who searched.")
    weeks: int = Field(default=26, ge=1, le=520, description="How many weeks counts are kept.")
    file: OptionalFile = Field(
        default=None, description="Where they are kept; without it beside the store, as STORE.statistics.sqlite."
    )


class Settings(BaseSettings):
    """A newsroom's configuration. Reads neither file nor environment by itself: `load_settings` does."""

    model_config = SettingsConfigDict(frozen=True, strict=True, env_prefix="NEWSROOM_", env_nested_delimiter="__")

    ministers: FileName = Field(
        default=SHIPPED,
        examples=["ministers.toml"],
        description="The registry of ministers, a TOML file; without one, that of German foreign ministers.",
    )
    pairs: OptionalFile = Field(
        default=None,
        examples=["pairs.toml"],
        description="What staff say of which releases are versions of one, and which are not, a TOML file.",
    )
    glossary: OptionalFile = Field(
        default=None,
        examples=["glossary.toml"],
        description="What words are called in the other language, a TOML file that wins over every other source of "
        "translations.",
    )
    dictionaries: Files = Field(
        default=(),
        examples=[["/usr/share/trans/de-en"]],
        description="Dictionaries that the system has, as Debian has one in trans-de-en.",
    )
    semantic: bool = Field(
        default=False,
        description="Whether the order of results is refined by meaning, which the extra `semantic` is needed for.",
    )
    site: Site = Field(default=Site(), description="What the site says of itself, and where it stands.")
    server: Server = Field(default=Server(), description="How the site is served.")
    statistics: Statistics = Field(default=Statistics(), description="What staff learn of how the site is used.")
    newsrooms: Annotated[dict[str, Newsroom], BeforeValidator(named), Allowed("tables, each under its name")] = Field(
        default={}, description="What can be fetched, each under its name, as docs/fetching.md tells."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is given: a value that is made in a test must not depend on where the test runs."""
        return (init_settings,)


DEFAULT_SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class InForce:
    """The settings in force, and where they come from.

    Attributes:
        settings: all of them.
        file: that was read; None for none.
        from_file: what the file states, as tables.
        from_environment: what the environment states, as tables.
    """

    settings: Settings
    file: Path | None
    from_file: Mapping[str, Any]
    from_environment: Mapping[str, Any]

    def origin(self, name: str) -> str | None:
        """Where a setting such as `site.own_country` comes from: a variable or the file; None for its default."""
        keys = stated(self.from_environment, name.split("."))
        if keys:
            return variable(".".join(keys))
        return str(self.file) if stated(self.from_file, name.split(".")) else None


def load_settings(path: Path | None, environment: Mapping[str, str] = NOTHING) -> Settings:
    """The settings in a TOML file and in an environment, of which the latter wins; see `in_force`."""
    return in_force(path, environment).settings


def in_force(path: Path | None, environment: Mapping[str, str] = NOTHING) -> InForce:
    """The settings in a TOML file and in an environment, of which the latter wins.

    `newsroom config --reference` prints what can be set. Paths in the file are relative to the file's directory, those
    of the environment to the working one. In the environment a setting is called `NEWSROOM_SITE__OWN_COUNTRY`.

    Args:
        path: of the file; None for none.
        environment: names and values; whatever does not begin with NEWSROOM_ is others' business.

    Raises:
        InvalidSettings: the file cannot be read; or naming every unknown key and wrong value in both.
    """
    from_file = read_file(path) if path else {}
    from_environment = read_environment(Settings, environment)
    both = merged(from_file, from_environment)
    faults = [f"{name}: is no setting{meant}" for name, meant in unknown_variables(Settings, environment)]
    try:
        settings = Settings(**both)
    except ValidationError as error:
        faults = [*sentences(error, Settings, str(path), from_environment), *faults]
    if faults:
        raise InvalidSettings("\n".join(sorted(faults, key=lambda fault: fault.startswith(PREFIX))))
    return InForce(settings, path, from_file, from_environment)
