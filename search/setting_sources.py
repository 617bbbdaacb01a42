"""Where is what set? In a TOML file, or in the environment under names such as NEWSROOM_SITE__OWN_COUNTRY."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource
from pydantic_settings.sources.utils import parse_env_vars

from search.setting import core, is_table, nearest
from search.toml_file import read_toml

PREFIX, DELIMITER = "NEWSROOM_", "__"
NOTHING: Mapping[str, str] = MappingProxyType({})

# Ours, and no settings: they say where the settings and the index are, and how a run is told.
BESIDE_SETTINGS = ("NEWSROOM_CONFIG", "NEWSROOM_STORE", "NEWSROOM_LOG")

# Kubernetes and Docker tell each container of the services beside it. One called "newsroom" makes NEWSROOM_SERVICE_HOST
# and NEWSROOM_PORT_80_TCP_ADDR; one called "newsroom-search" NEWSROOM_SEARCH_SERVICE_PORT_HTTP.
_OF_SERVICES = re.compile(
    r"NEWSROOM_([A-Z0-9_]*_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)"
)


class _Environment(EnvSettingsSource):
    """The environment as it is given; what is no JSON where a list is due is left for the check to name."""

    def __init__(self, model: type[BaseSettings], environment: Mapping[str, str]) -> None:
        super().__init__(model)
        self.env_vars = parse_env_vars(environment)

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError:
            return value


def read_environment(model: type[BaseSettings], environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings in an environment, as tables; lists and tables may be written there as JSON."""
    return _Environment(model, {name: value for name, value in environment.items() if _is_setting(model, name)})()


def read_file(path: Path) -> dict[str, Any]:
    """The settings in a TOML file, as tables; paths are joined to the file's directory.

    Raises:
        InvalidSettings: it cannot be read.
    """
    table = read_toml(path, "the settings")
    return {key: _joined(path.parent, value) if key in _NAMING_FILES else value for key, value in table.items()}


_NAMING_FILES = ("ministers", "pairs", "glossary", "dictionaries")


def _joined(directory: Path, value: object) -> object:
    if isinstance(value, list):
        return [_joined(directory, each) for each in value]
    return directory / value if isinstance(value, str) and value else value


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two tables in one; where both state a value, that of the second."""
    both = {
        key: merged(below[key], above[key])
        for key in below.keys() & above.keys()
        if _are_tables(below[key], above[key])
    }
    return {**below, **above, **both}


def _are_tables(*values: object) -> bool:
    return all(isinstance(each, dict) for each in values)


def variable(name: str) -> str:
    """What a setting is called in the environment: NEWSROOM_SITE__OWN_COUNTRY for site.own_country."""
    return PREFIX + name.replace(".", DELIMITER).upper()


def unknown_variables(model: type[BaseModel], environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The variables that begin like ours and mean nothing, each with what may have been meant."""
    known = [name.removeprefix(PREFIX) for name in (*BESIDE_SETTINGS, *map(variable, names(model)))]
    for name in sorted(environment):
        means_something = name in BESIDE_SETTINGS or _OF_SERVICES.fullmatch(name) or _is_setting(model, name)
        if name.startswith(PREFIX) and not means_something:
            yield name, nearest(name.removeprefix(PREFIX), known, before=PREFIX)


def _is_setting(model: type[BaseModel], name: str) -> bool:
    return name.startswith(PREFIX) and _is_known(model, name.removeprefix(PREFIX).lower().split(DELIMITER))


def names(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """The names of all settings of a model, such as `site.own_country`; what stands under names of its own is one."""
    for key, field in model.model_fields.items():
        if is_table(field.annotation):
            yield from names(field.annotation, f"{before}{key}.")
        else:
            yield before + key


def _is_known(annotation: Any, keys: list[str]) -> bool:
    """Whether keys lead to something that can be set."""
    if not keys:
        return True
    kind, (key, *rest) = core(annotation), keys
    if is_table(kind):
        field = field_named(kind, key)
        return field is not None and _is_known(field.annotation, rest)
    return bool(key) and getattr(kind, "__origin__", None) is dict and _is_known(get_args(kind)[1], rest)


def field_named(model: type[BaseModel], key: object) -> FieldInfo | None:
    """The field that a file calls so."""
    return next((field for name, field in model.model_fields.items() if key == (field.validation_alias or name)), None)


def stated(table: object, keys: list[str]) -> list[str]:
    """The keys under which a table states what they lead to, none if it does not.

    >>> stated({"site": {"name": "Presse"}}, ["site", "name", "de"]), stated({"site": {}}, ["site", "name"])
    (['site', 'name'], [])
    """
    for number, key in enumerate(keys):
        if not isinstance(table, dict):
            return keys[:number]
        if key not in table:
            return []
        table = table[key]
    return keys
