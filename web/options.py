"""Which options has a search at a terminal? The parameters of an address, from one table; and what completes them."""

from collections.abc import Callable, Iterator
from typing import Any

import click
from click.shell_completion import CompletionItem

from search.cli import settings_in_force
from search.countries import country_codes, country_names
from search.errors import SearchError
from search.languages import LANGUAGES
from search.ministers import load_registry
from search.release import Kind
from web.params import PARAMETERS, Known, Parameter
from web.values import Schema

TEXT = "q"  # an argument, not an option
_FEW = 5  # values that an option shows in place of a name
_FIXED: Known = {"lang": list(LANGUAGES), "kind": [kind.value for kind in Kind]}


def search_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command an option for every parameter but the text, in the order of the table."""
    for parameter in reversed([each for each in PARAMETERS.values() if each.name != TEXT]):
        command = click.option(
            f"--{parameter.name}",
            multiple=parameter.repeatable,
            metavar=_metavar(parameter),
            help=_help(parameter),
            shell_complete=_completer(parameter),
        )(command)
    return command


def completions(parameter: Parameter, incomplete: str, known: Known) -> Iterator[CompletionItem]:
    """The values of a parameter that begin so, each with what it is called.

    Not those with a sign in front: shells take what begins with a minus for an option.

    Args:
        parameter: whose values.
        incomplete: what has been typed; in any case.
        known: the values that tables and settings decide.
    """
    names = _names(parameter.name, known)
    values = _values(parameter.value.schema(known.get(parameter.name, ()))) or [*names]
    for value in values:
        if value.lower().startswith(incomplete.lower()):
            yield CompletionItem(value, help=names.get(value))


def _completer(parameter: Parameter) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            return list(completions(parameter, incomplete, known_offline()))
        except SearchError:  # settings that cannot be used are told by the command, not in the middle of its typing
            return []

    return complete


def known_offline() -> Known:
    """The values that can be known without an index: those of its releases' own people cannot."""
    people = list(load_registry(settings_in_force().ministers).names)
    countries = country_codes()
    return {**_FIXED, "country": countries, "mentions": countries, "minister": people, "person": people}


def _names(name: str, known: Known) -> dict[str, str]:
    """What values are called."""
    match name:
        case "country" | "mentions":
            return dict(country_names("en"))
        case "lang":
            return {code: language.endonym for code, language in LANGUAGES.items()}
        case "minister" | "person":
            return dict.fromkeys(known[name], "")
        case _:
            return {}


def _values(schema: Schema) -> list[str]:
    """Without the ones that a sign leaves out or requires."""
    values = schema.get("enum", ("true", "false") if schema.get("type") == "boolean" else ())
    return [value for value in values if value[0] not in "+-"]


def _metavar(parameter: Parameter) -> str:
    schema = parameter.value.schema(_FIXED.get(parameter.name, ()))
    values = _values(schema)
    if 0 < len(values) <= _FEW:
        return "|".join(values)
    if schema.get("type") == "integer":
        return "N"
    return str(schema.get("title") or schema.get("format") or parameter.name).upper()


def _help(parameter: Parameter) -> str:
    schema = parameter.value.schema(())
    limits = f" {schema['minimum']} to {schema['maximum']:,}." if "minimum" in schema else ""
    default = f" [default: {parameter.default}]" if parameter.default else ""
    return f"{parameter.about}{limits}{' Repeatable.' if parameter.repeatable else ''}{default}"
