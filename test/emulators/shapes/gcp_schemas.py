"""JSON of Google's against a schema of a discovery document."""

from typing import Any

from values import BASE64, DAY, INSTANT, compiled

WHOLE = {"int64", "uint64"}


def check(schema: dict[str, Any], value: Any, path: str, found, document: dict[str, Any]) -> None:
    if "$ref" in schema:
        schema = document["schemas"][schema["$ref"]]
    kind = schema.get("type")
    if kind == "object":
        check_object(schema, value, path, found, document)
    elif kind == "array":
        if not isinstance(value, list):
            found(path, "no array", value)
            return
        for one in value:
            check(schema["items"], one, f"{path}[]", found, document)
    elif kind != "any":
        check_plain(schema, value, path, found)


def check_object(schema, value, path, found, document) -> None:
    if not isinstance(value, dict):
        found(path, "no object", value)
        return
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties")
    for name, one in value.items():
        if name in properties:
            check(properties[name], one, f"{path}.{name}", found, document)
        elif others is not None:
            check(others, one, f"{path}{{}}", found, document)
        else:
            found(f"{path}.{name}", "no property of the schema", one)


def check_plain(schema: dict[str, Any], value: Any, path: str, found) -> None:
    kind, form = schema["type"], schema.get("format")
    fits = {
        "string": lambda: isinstance(value, str),
        "boolean": lambda: isinstance(value, bool),
        "integer": lambda: isinstance(value, int) and not isinstance(value, bool),
        "number": lambda: isinstance(value, int | float) and not isinstance(value, bool),
    }[kind]()
    if not fits:
        found(path, f"no {kind}{f' ({form})' if form else ''}", value)
        return
    if kind == "string":
        check_text(schema, value, path, found)


def check_text(schema: dict[str, Any], text: str, path: str, found) -> None:
    enum, form, pattern = schema.get("enum"), schema.get("format"), schema.get("pattern")
    if enum and text not in enum:
        found(path, f"none of {', '.join(enum[:12])}{', …' if len(enum) > 12 else ''}", text)
    if pattern and (rule := compiled(pattern)) and not rule.search(text):
        found(path, f"not of the pattern {pattern}", text)
    rules = {
        **{"int64": lambda: text.removeprefix("-").isdecimal(), "uint64": text.isdecimal},
        **{"date-time": lambda: INSTANT.fullmatch(text), "google-datetime": lambda: INSTANT.fullmatch(text)},
        **{"date": lambda: DAY.fullmatch(text), "byte": lambda: BASE64.fullmatch(text)},
        "google-duration": lambda: text.endswith("s") and text[:-1].replace(".", "", 1).isdecimal(),
    }
    if form in rules and not rules[form]():
        found(path, f"not of the format {form}", text)


def check_parameter(schema: dict[str, Any], text: str, path: str, found) -> None:
    """Of a query or a path, where everything is text."""
    kind = schema["type"]
    if kind == "boolean" and text not in ("true", "false"):
        found(path, "no boolean", text)
    if kind in ("integer", "number") and not text.removeprefix("-").replace(".", "", 1).isdecimal():
        found(path, f"no {kind}", text)
    check_text(schema, text, path, found)
