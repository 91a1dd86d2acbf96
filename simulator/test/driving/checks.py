"""What a table of checks is made of. A file in a cloud's folder has a list `ROWS` of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """One check of an operation, which goes by the name that the cloud's clients have for it."""

    service: str
    operation: str
    says: str
    run: Callable[[Any], None] = field(repr=False)


def check(service: str, operation: str, says: str) -> Callable[[Callable[[Any], None]], Row]:
    """Makes a row of a function."""
    return lambda run: Row(service, operation, says, run)


def equal(actual: Any, expected: Any, what: str) -> None:
    if actual != expected:
        raise AssertionError(f"{what}: {short(actual)} instead of {short(expected)}")


def short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 1500 else f"{text[:1500]}…"
