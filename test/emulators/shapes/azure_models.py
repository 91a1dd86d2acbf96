"""What Azure's management libraries say of a model: names on the wire, types and values. They come in two forms."""

import datetime
import enum
import importlib
import inspect
import re
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Union

Kind = Any
"""A plain kind as text, an enumeration, a model, `('list', kind)` or `('map', kind)`."""


@dataclass(frozen=True)
class Member:
    kind: Kind
    required: bool


def model(package: str, name: str) -> type:
    module = importlib.import_module(f"azure.{package}.models")
    # What a client makes something else of is not handed out.
    return getattr(module, name, None) or getattr(importlib.import_module(f"azure.{package}.models._models"), name)


@cache
def members(cls: type) -> dict[str, Any]:
    """Names on the wire; where an older library has flattened a structure, dicts within dicts."""
    return old_members(cls) if hasattr(cls, "_attribute_map") else new_members(cls)


def new_members(cls: type) -> dict[str, Member]:
    module = importlib.import_module(cls.__module__)
    base = importlib.import_module(cls.__module__.rpartition(".")[0])
    names = {**vars(base), **vars(module), "_models": base, "_types": base}
    found: dict[str, Member] = {}
    for wire, annotation, field in fields(cls):
        kind = evaluated(annotation, names)
        optional = kind is Any or type(None) in typing.get_args(kind)
        found[wire] = Member(plain_kind(kind, field._format), not optional and field._visibility != ["read"])
    return found


def fields(cls: type) -> Iterator[tuple[str, Any, Any]]:
    """What a newer model declares: name on the wire, annotation and field."""
    for one in reversed(cls.__mro__):
        for attribute, annotation in inspect.get_annotations(one).items():
            field = vars(one).get(attribute)
            if hasattr(field, "_rest_name_input"):
                yield field._rest_name_input or attribute, annotation, field


def evaluated(annotation: Any, names: dict[str, Any]) -> Any:
    if isinstance(annotation, str):
        annotation = eval(annotation, names)  # noqa: S307 - an annotation of a library that is pinned
    return typing._eval_type(typing._type_convert(annotation), names, names)


def plain_kind(kind: Any, form: str | None) -> Kind:
    origin, parameters = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        rest = [one for one in parameters if one is not type(None)]
        # `str | AnEnum`: the enumeration says more.
        enums = [one for one in rest if isinstance(one, type) and issubclass(one, enum.Enum)]
        return plain_kind((enums or rest)[0], form)
    if origin in (list, typing.List):
        return ("list", plain_kind(parameters[0], form))
    if origin in (dict, typing.Mapping) or getattr(origin, "__name__", "") in ("dict", "Mapping", "MutableMapping"):
        return ("map", plain_kind(parameters[1], form)) if len(parameters) > 1 else "any"
    if origin is typing.Literal:
        return plain_kind(type(parameters[0]), form)
    if kind is datetime.datetime:
        return "seconds" if form == "unix-timestamp" else "instant"
    return {str: "str", int: "int", float: "float", bool: "bool", bytes: "bytes", dict: "any", list: ("list", "any")}.get(
        kind, {datetime.date: "day", datetime.timedelta: "duration", Any: "any", object: "any"}.get(kind, kind)
    )


OLD_KINDS = {
    **{"str": "str", "int": "int", "long": "int", "float": "float", "bool": "bool", "iso-8601": "instant"},
    **{"date": "day", "duration": "duration", "bytearray": "bytes", "object": "any", "decimal": "float"},
}


def old_members(cls: type) -> dict[str, Any]:
    base = importlib.import_module(cls.__module__.rpartition(".")[0])
    found: dict[str, Any] = {}
    for attribute, told in cls._attribute_map.items():
        *outer, last = [part.replace("\\.", ".") for part in re.split(r"(?<!\\)\.", told["key"])]
        place = found
        for part in outer:
            place = place.setdefault(part, {})
        required = bool(cls._validation.get(attribute, {}).get("required")) and not cls._validation[attribute].get("readonly")
        place[last] = Member(old_kind(told["type"], base), required)
    return found


def old_kind(text: str, base: Any) -> Kind:
    if text.startswith("["):
        return ("list", old_kind(text[1:-1], base))
    if text.startswith("{"):
        return ("map", old_kind(text[1:-1], base))
    return OLD_KINDS.get(text) or getattr(base, text)


def told_apart(cls: type, value: dict[str, Any]) -> type:
    """The kind of a model that a value says it is of."""
    if hasattr(cls, "_subtype_map"):
        for key, known in getattr(cls, "_subtype_map", {}).items():
            wire = cls._attribute_map[key]["key"]
            if value.get(wire) in known:
                return getattr(importlib.import_module(cls.__module__.rpartition(".")[0]), known[value[wire]])
        return cls
    for wire, _, field in fields(cls):
        if field._is_discriminator:
            return getattr(cls, "__mapping__", {}).get(value.get(wire), cls)
    return cls
