"""Plain values of AWS against their shapes, whichever the form of the answer."""

from typing import Any

from botocore.model import Shape

from values import compiled

# What AWS answers, although its model says otherwise.
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html: "This value is set to `windows`".
OTHERWISE = {("PlatformValues", "windows")}


def check_text(shape: Shape, text: str, path: str, found) -> None:
    enum = getattr(shape, "enum", None) or []
    if enum and text not in enum and (shape.name, text) not in OTHERWISE:
        found(path, f"none of {', '.join(enum[:12])}{', …' if len(enum) > 12 else ''}", text)
    pattern = shape.metadata.get("pattern")
    if pattern and (rule := compiled(pattern)) and not rule.search(text):
        found(path, f"not of the pattern {pattern}", text)
    check_range(shape, len(text), path, found, "characters")


def check_range(shape: Shape, size: Any, path: str, found, of: str) -> None:
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    # Lists in requests must have something in them; those in answers go by the same shape, and are empty where nothing is.
    if low is not None and size < low and of != "items":
        found(path, f"less than {low} {of}", size)
    if high is not None and size > high:
        found(path, f"more than {high} {of}", size)
