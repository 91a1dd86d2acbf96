"""JSON and CBOR of AWS against a shape of botocore's."""

import datetime
from typing import Any

from botocore.model import Shape

from aws_plain import check_range, check_text
from values import BASE64, HTTP_DATE, INSTANT

# These stand elsewhere than in the body.
ELSEWHERE = {"header", "headers", "statusCode", "uri", "querystring"}


def check_json(shape: Shape, value: Any, path: str, found, wire: str, member: Shape | None = None) -> None:
    if value is None or getattr(shape, "is_document_type", False):
        return
    CHECKS.get(shape.type_name, check_unknown)(shape, value, path, found, wire)


def check_structure(shape, value, path, found, wire) -> None:
    if not isinstance(value, dict):
        found(path, "no structure", value)
        return
    members = {
        one.serialization.get("name", name) if wire == "json" else name: one
        for name, one in shape.members.items()
        if one.serialization.get("location") not in ELSEWHERE
    }
    for name in value.keys() - members.keys():
        found(f"{path}.{name}", "no member of the model", value[name])
    required = {shape.members[name].serialization.get("name", name) if wire == "json" else name for name in shape.required_members}
    for name in (required & members.keys()) - {name for name, one in value.items() if one is not None}:
        found(f"{path}.{name}", "required, and not there")
    for name in value.keys() & members.keys():
        check_json(members[name], value[name], f"{path}.{name}", found, wire)


def check_list(shape, value, path, found, wire) -> None:
    if not isinstance(value, list):
        found(path, "no list", value)
        return
    check_range(shape, len(value), path, found, "items")
    for one in value:
        check_json(shape.member, one, f"{path}[]", found, wire)


def check_map(shape, value, path, found, wire) -> None:
    if not isinstance(value, dict):
        found(path, "no map", value)
        return
    for key, one in value.items():
        check_json(shape.key, key, f"{path}{{key}}", found, wire)
        check_json(shape.value, one, f"{path}{{}}", found, wire)


def check_string(shape, value, path, found, wire) -> None:
    if not isinstance(value, str):
        found(path, "no string", value)
        return
    check_text(shape, value, path, found)


def check_whole(shape, value, path, found, wire) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        found(path, f"no {shape.type_name}", value)
        return
    check_range(shape, value, path, found, "")


def check_number(shape, value, path, found, wire) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        found(path, f"no {shape.type_name}", value)


def check_boolean(shape, value, path, found, wire) -> None:
    if not isinstance(value, bool):
        found(path, "no boolean", value)


def check_timestamp(shape, value, path, found, wire) -> None:
    form = shape.serialization.get("timestampFormat", "unixTimestamp")
    if wire == "cbor":
        fits = isinstance(value, datetime.datetime)
    elif form == "unixTimestamp":
        # Seconds: milliseconds would be in the year 50,000.
        fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10_000_000_000
    else:
        fits = isinstance(value, str) and bool((INSTANT if form == "iso8601" else HTTP_DATE).fullmatch(value))
    if not fits:
        found(path, f"no timestamp of the form {form}", value)


def check_blob(shape, value, path, found, wire) -> None:
    if not isinstance(value, bytes) and not (isinstance(value, str) and BASE64.fullmatch(value)):
        found(path, "no bytes", value)


def check_unknown(shape, value, path, found, wire) -> None:
    found(path, f"of the type {shape.type_name}, which nobody checks")


CHECKS = {
    **{"structure": check_structure, "list": check_list, "map": check_map, "string": check_string},
    **{"integer": check_whole, "long": check_whole, "short": check_whole, "byte": check_whole},
    **{"float": check_number, "double": check_number, "boolean": check_boolean},
    **{"timestamp": check_timestamp, "blob": check_blob, "char": check_string},
}
