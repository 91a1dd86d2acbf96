"""A request with its answer, as the simulator wrote them down."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Exchange:
    cloud: str
    service: str
    operation: str
    method: str
    url: str
    headers: dict[str, str]
    asked: bytes
    status: int
    answer_headers: dict[str, str]
    answer: bytes
    by: str
    """Who asked: the product, or a client that is not ours."""

    @cached_property
    def path(self) -> str:
        return unquote(urlsplit(self.url).path)

    @cached_property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.url).query, keep_blank_values=True)

    @cached_property
    def answer_type(self) -> str:
        return self.answer_headers.get("content-type", "").partition(";")[0]

    @cached_property
    def answer_json(self) -> Any:
        return json.loads(self.answer)

    @property
    def went_well(self) -> bool:
        return 200 <= self.status < 300


def exchanges(path: str) -> Iterator[Exchange]:
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            plain = json.loads(line)
            for name in ("asked", "answer"):
                plain[name] = base64.b64decode(plain[name])
            plain["answer_headers"] = {name.lower(): value for name, value in plain["answer_headers"].items()}
            yield Exchange(**plain, by=Path(path).stem)
