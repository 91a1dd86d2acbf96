"""Azure's own SDKs, signed in to the simulator."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

import requests
from azure.core.exceptions import HttpResponseError
from azure.identity import ClientSecretCredential

from simulated import Simulated

ARM = "https://management.azure.com/.default"


class World(Simulated):
    """A running simulator, seen through Azure's own SDKs."""

    cloud = "azure"

    def __init__(self, facts: dict[str, Any]):
        super().__init__(facts)
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


def code_of(call: Callable[[], Any]) -> str:
    """The code of the error that a call fails with."""
    try:
        call()
    except HttpResponseError as error:
        return error.error.code if error.error else str(error)
    return "no error"
