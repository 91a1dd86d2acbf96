"""What a table of checks is made of. A file beside this one has a list `ROWS` of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import requests
from azure.core.exceptions import HttpResponseError
from azure.identity import ClientSecretCredential

ARM = "https://management.azure.com/.default"


class World:
    """A running simulator, seen through Azure's own SDKs."""

    def __init__(self, facts: dict[str, Any], truth: dict[str, Any]):
        self.facts = facts
        self.url = facts["url"]
        self.truth = truth["clouds"]["azure"]
        self.now = truth["now"]
        self.subscriptions = [account["id"] for account in self.truth["accounts"]]

    @cached_property
    def credential(self) -> ClientSecretCredential:
        return self.sign_in(self.facts["client_id"], self.facts["client_secret"])

    def sign_in(self, client_id: str, client_secret: str) -> ClientSecretCredential:
        return ClientSecretCredential(
            self.facts["tenant_id"],
            client_id,
            client_secret,
            authority=self.url,
            disable_instance_discovery=True,
            retry_total=0,
        )

    def client(self, kind: Callable[..., Any], *positional: Any) -> Any:
        """A management client of this world: its base is the simulator, its tokens are for Resource Manager."""
        return kind(self.credential, *positional, base_url=self.url, credential_scopes=[ARM], retry_total=0)

    def get(self, path: str, scope: str = ARM) -> Any:
        """What no SDK has: plain HTTPS, following either kind of link."""
        token = self.credential.get_token(scope).token
        answer = requests.get(
            path if path.startswith("https:") else f"{self.url}{path}", headers={"authorization": f"Bearer {token}"}
        )
        answer.raise_for_status()
        return answer.json()

    def listed(self, path: str, link: str, scope: str = ARM) -> Iterable[dict[str, Any]]:
        while path:
            page = self.get(path, scope)
            yield from page["value"]
            path = page.get(link)

    def of(self, resource_type: str) -> list[dict[str, Any]]:
        return self.truth["types"].get(resource_type, {"resources": []})["resources"]


@dataclass(frozen=True)
class Row:
    """One check. `service` and `operation` are as the simulator counts its calls."""

    service: str
    operation: str
    says: str
    run: Callable[[World], None] = field(repr=False)


def check(service: str, operation: str, says: str) -> Callable[[Callable[[World], None]], Row]:
    """Makes a row of a function."""
    return lambda run: Row(service, operation, says, run)


def code_of(call: Callable[[], Any]) -> str:
    """The code of the error that a call fails with."""
    try:
        call()
    except HttpResponseError as error:
        return error.error.code if error.error else str(error)
    return "no error"


def equal(actual: Any, expected: Any, what: str) -> None:
    if actual != expected:
        raise AssertionError(f"{what}: {short(actual)} instead of {short(expected)}")


def short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 1500 else f"{text[:1500]}…"
