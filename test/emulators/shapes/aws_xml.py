"""XML of AWS against a shape of botocore's."""

from xml.etree.ElementTree import Element

from botocore.model import Shape

from aws_json import ELSEWHERE
from aws_plain import check_range, check_text
from values import BASE64, HTTP_DATE, INSTANT

# What the model requires and AWS leaves out.
# https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZones.html: there is none in the first page's example.
OMITTED = {("ListHostedZonesResponse", "Marker")}

# Beside the members of every answer of EC2's.
REQUEST_ID = "requestId"


def plain_tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def check_xml(shape: Shape, element: Element, path: str, found, protocol: str, top: bool = False) -> None:
    if shape.type_name == "structure":
        check_structure(shape, element, path, found, protocol, top)
    elif shape.type_name == "list":
        check_list(shape, list(element), path, found, protocol)
    elif shape.type_name == "map":
        check_map(shape, list(element), path, found, protocol)
    elif len(element) > 0:
        found(path, f"elements where a {shape.type_name} is")
    else:
        check_plain(shape, element.text or "", path, found)


def check_structure(shape, element, path, found, protocol, top) -> None:
    members = {}
    for name, member in shape.members.items():
        if member.serialization.get("location") in ELSEWHERE:
            continue
        members[wire_name(name, member)] = member
    attributes = {name for name, member in members.items() if member.serialization.get("xmlAttribute")}
    children: dict[str, list[Element]] = {}
    for child in element:
        children.setdefault(plain_tag(child), []).append(child)
    for name in children.keys() - members.keys():
        if not (top and protocol == "ec2" and name == REQUEST_ID):
            found(f"{path}.{name}", "no member of the model", children[name][0].text)
    required = {wire_name(name, shape.members[name]) for name in shape.required_members}
    for name in (required & members.keys()) - children.keys() - attributes:
        if (shape.name, name) in OMITTED:
            continue
        found(f"{path}.{name}", "required, and not there")
    for name in children.keys() & members.keys():
        check_member(members[name], children[name], f"{path}.{name}", found, protocol)


def wire_name(name: str, member: Shape) -> str:
    """A flattened list has no element of its own: its items go by the name of the member, or of the list's."""
    if member.type_name == "list" and member.serialization.get("flattened"):
        return member.member.serialization.get("name") or member.serialization.get("name", name)
    return member.serialization.get("name", name)


def check_member(member, elements, path, found, protocol) -> None:
    if member.serialization.get("flattened") and member.type_name == "list":
        for one in elements:
            check_xml(member.member, one, f"{path}[]", found, protocol)
    elif member.serialization.get("flattened") and member.type_name == "map":
        check_map(member, elements, path, found, protocol)
    elif len(elements) > 1:
        found(path, "more than once")
    else:
        check_xml(member, elements[0], path, found, protocol)


def check_list(shape, items, path, found, protocol) -> None:
    name = shape.member.serialization.get("name", "item" if protocol == "ec2" else "member")
    check_range(shape, len(items), path, found, "items")
    for one in items:
        if plain_tag(one) != name:
            found(path, f"items aren't called {name}", plain_tag(one))
        check_xml(shape.member, one, f"{path}[]", found, protocol)


def check_map(shape, entries, path, found, protocol) -> None:
    key_name = shape.key.serialization.get("name", "key")
    value_name = shape.value.serialization.get("name", "value")
    for entry in entries:
        parts = {plain_tag(child): child for child in entry}
        if parts.keys() != {key_name, value_name}:
            found(path, f"entries don't have {key_name} and {value_name}", sorted(parts))
            continue
        check_xml(shape.key, parts[key_name], f"{path}{{key}}", found, protocol)
        check_xml(shape.value, parts[value_name], f"{path}{{}}", found, protocol)


def check_plain(shape, text, path, found) -> None:
    kind = shape.type_name
    if kind in ("string", "char"):
        check_text(shape, text, path, found)
    elif kind in ("integer", "long", "short", "byte"):
        if not text.removeprefix("-").isdecimal():
            found(path, f"no {kind}", text)
    elif kind in ("float", "double"):
        try:
            float(text)
        except ValueError:
            found(path, f"no {kind}", text)
    elif kind == "boolean":
        if text not in ("true", "false"):
            found(path, "no boolean", text)
    elif kind == "timestamp":
        form = HTTP_DATE if shape.serialization.get("timestampFormat") == "rfc822" else INSTANT
        if not form.fullmatch(text):
            found(path, "no timestamp", text)
    elif kind == "blob":
        if not BASE64.fullmatch(text):
            found(path, "no bytes", text)
