"""What may a setting be? Kinds of values, with words on what is allowed, for faults and the documentation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeGuard, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError


@dataclass(frozen=True, slots=True)
class Allowed:
    """Stands in the annotation of a field whose type does not say what may be set.

    Attributes:
        words: that go on from "must be".
        entry: for a list, words on one entry that go on from "is no".
    """

    words: str
    entry: str = ""


class Table(BaseModel):
    """A table of settings: frozen, and whatever it does not know is refused."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", validate_default=True, validate_by_name=True, validate_by_alias=True
    )


class Told(PydanticCustomError):
    """What is wrong with a setting, in words that go on from its name."""

    def __new__(cls, words: str) -> "Told":
        """An error that says these words."""
        return super().__new__(cls, "told", "{words}", {"words": words})


def _nothing(value: object) -> object:
    """An empty text stands for nothing: TOML and the environment have no other word for it."""
    return None if value in ("", Path()) else value


def _listed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _path(value: object) -> object:
    return Path(value) if isinstance(value, str) and value else value


def _paths(value: object) -> object:
    return tuple(map(_path, value)) if isinstance(value, list | tuple) else value


def permitting(test: Callable[[Any], bool]) -> BeforeValidator:
    """A check of a value that is something; what it is instead is told by the field's `Allowed`."""

    def tested(value: object) -> object:
        if value is not None and not test(value):
            raise ValueError(value)
        return value

    return BeforeValidator(tested)


FileName = Annotated[Path, BeforeValidator(_path), Allowed("the path of a file")]
OptionalFile = Annotated[Path | None, BeforeValidator(_path), BeforeValidator(_nothing), Allowed("the path of a file")]
Files = Annotated[tuple[Path, ...], BeforeValidator(_paths), Allowed("a list of paths of files", "path of a file")]
Listed = BeforeValidator(_listed)
Nothing = BeforeValidator(_nothing)


def allowed(field: FieldInfo) -> str:
    """What a field may be, in words that go on from "must be"."""
    stated = next((each.words for each in field.metadata if isinstance(each, Allowed)), None)
    return stated or _KINDS.get(core(field.annotation), "a table") + _range(field)


def entry_of(field: FieldInfo) -> str:
    """What an entry of a list must be, in words that go on from "is no"."""
    return next((each.entry for each in field.metadata if isinstance(each, Allowed)), "") or "text"


def core(annotation: Any) -> Any:
    """The type itself, where an annotation says that there may be none."""
    if get_origin(annotation) in (Union, UnionType):
        return next(each for each in get_args(annotation) if each is not type(None))
    return annotation


def is_table(annotation: Any) -> TypeGuard[type[BaseModel]]:
    """Whether a type is a table of settings."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}


def _range(field: FieldInfo) -> str:
    least = next((each.ge for each in field.metadata if isinstance(each, Ge)), None)
    most = next((each.le for each in field.metadata if isinstance(each, Le)), None)
    return f" from {least:,g} to {most:,.0f}" if least is not None else ""


def nearest(name: str, known: Iterable[str], before: str = "") -> str:
    """What may have been meant by a name that means nothing, as the rest of a sentence."""
    found = get_close_matches(name, list(known), n=1, cutoff=0.75)
    return f"; did you mean {before}{found[0]}?" if found else ""
