"""Google's own libraries, signed in to the simulator."""

import json
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from google.auth import identity_pool
from google.auth.transport.requests import AuthorizedSession

from checks import Row, equal
from simulated import Simulated

SCOPES = ["https://www.googleapis.com/auth/cloud-platform"]


class World(Simulated):
    """A running simulator, seen through Google's libraries."""

    cloud = "gcp"

    def __init__(self, facts: dict[str, Any]):
        super().__init__(facts)
        self.host = facts["metadata_host"]
        self.projects = [one["id"] for one in self.truth["accounts"]]
        self.payer = self.projects[0]
        self.organization = f"organizations/{facts['organization']}"
        self.billing = facts["billing"]

    @cached_property
    def credentials(self) -> Any:
        """Of a workload identity pool, acting as the service account."""
        return self.external(impersonate=True)

    @cached_property
    def session(self) -> AuthorizedSession:
        return AuthorizedSession(self.credentials)

    def external(self, impersonate: bool = False, token: str | None = None, **changes: Any) -> Any:
        """Credentials of type external_account, whose token stands in a file."""
        file = Path(self.facts["folder"]) / "python-token.jwt"
        file.write_text(token or self.facts["subject_token"])
        plain = {**self.facts["external_account"], "credential_source": {"file": str(file)}, **changes}
        if impersonate:
            plain["service_account_impersonation_url"] = self.facts["impersonation_url"]
        # The loader of files would ask the real Google for the project's name.
        return identity_pool.Credentials.from_info(plain, scopes=SCOPES)

    def get(self, path: str, **parameters: Any) -> dict[str, Any]:
        """An answer by plain HTTP, for what Google's libraries speak gRPC only."""
        response = self.session.get(f"{self.url}/{path}", params=parameters)
        equal(response.status_code, 200, response.text[:500])
        return response.json()

    def every(self) -> dict[str, dict[str, Any]]:
        """All true resources by their name."""
        inventory = [one for each in self.truth["types"].values() for one in each["resources"]]
        return {one["id"]: one for one in [*inventory, *self.truth["beyond_inventory"]]}

    def fault(self, **fault: Any) -> None:
        body = json.dumps(fault).encode()
        with urlopen(Request(f"{self.facts['control']}/_simulator/faults", data=body, method="POST")):
            pass

    def heal(self) -> None:
        with urlopen(Request(f"{self.facts['control']}/_simulator/faults", method="DELETE")):
            pass


def row(operation: str, says: str, run: Callable[[World], None]) -> Row:
    """Google's own name of an operation begins with its API's."""
    return Row(operation.split(".")[0], operation, says, run)


def check(operation: str, says: str) -> Callable[[Callable[[World], None]], Row]:
    """Makes a row of a function."""
    return lambda run: row(operation, says, run)


def raised(call: Callable[[], Any]) -> Exception:
    """The error that a call fails with."""
    try:
        call()
    except Exception as error:  # whichever it is, it is what is asked for
        return error
    raise AssertionError("no error")


def rest(transport: type, world: World, credentials: Any = None) -> Any:
    """A transport of one of Google's libraries that speaks HTTP to the simulator."""
    return transport(host=world.host, url_scheme="http", credentials=credentials or world.credentials)
