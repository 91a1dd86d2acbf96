"""JSON of Azure's against a model of its libraries."""

import enum
from typing import Any

from azure_models import Kind, Member, members, told_apart
from values import BASE64, DAY, DURATION, INSTANT

# "The enum data type is currently deprecated", its own description says: sizes are listed by another operation.
UNFINISHED = {"VirtualMachineSizeTypes"}


def check(kind: Kind, value: Any, path: str, found) -> None:
    if value is None or kind == "any":
        return
    if isinstance(kind, tuple):
        check_many(*kind, value, path, found)
    elif isinstance(kind, str):
        if not PLAIN[kind](value):
            found(path, f"no {kind}", value)
    elif isinstance(kind, type) and issubclass(kind, enum.Enum):
        known = [one.value for one in kind]
        if value not in known and kind.__name__ not in UNFINISHED:
            found(path, f"none of {', '.join(map(str, known[:12]))}{', …' if len(known) > 12 else ''}", value)
    elif not isinstance(value, dict):
        found(path, f"no {kind.__name__}", value)
    else:
        check_members(members(told_apart(kind, value)), value, path, found)


def check_many(many: str, kind: Kind, value: Any, path: str, found) -> None:
    if not isinstance(value, list if many == "list" else dict):
        found(path, f"no {many}", value)
    elif many == "list":
        for one in value:
            check(kind, one, f"{path}[]", found)
    else:
        for one in value.values():
            check(kind, one, f"{path}{{}}", found)


def check_members(known: dict[str, Any], value: dict[str, Any], path: str, found) -> None:
    for name, one in value.items():
        member = known.get(name)
        if member is None:
            found(f"{path}.{name}", "no member of the model", one)
        elif isinstance(member, dict):
            if one is not None:
                check_members(member, one, f"{path}.{name}", found)
        else:
            check(member.kind, one, f"{path}.{name}", found)
    for name, member in known.items():
        if isinstance(member, Member) and member.required and value.get(name) is None:
            found(f"{path}.{name}", "required, and not there")


def is_text(rule=None):
    return lambda value: isinstance(value, str) and (rule is None or bool(rule.fullmatch(value)))


PLAIN = {
    "str": is_text(),
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "bool": lambda value: isinstance(value, bool),
    "bytes": is_text(BASE64),
    "instant": is_text(INSTANT),
    # Since 1970: milliseconds would be in the year 50,000.
    "seconds": lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000_000_000,
    "day": is_text(DAY),
    "duration": is_text(DURATION),
}
