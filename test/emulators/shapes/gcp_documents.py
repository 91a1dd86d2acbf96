"""Google's discovery documents, as its API client for Python has them."""

import json
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

PACKAGE = "google-api-python-client"
DESCRIPTION = f"discovery documents in {PACKAGE} {version(PACKAGE)}"

# In which version the product asks each API.
VERSIONS = {
    **{"cloudasset": "v1", "cloudresourcemanager": "v3", "recommender": "v1", "monitoring": "v3", "iam": "v1"},
    **{"bigquery": "v2", "storage": "v1", "compute": "v1", "sts": "v1", "iamcredentials": "v1"},
    "secretmanager": "v1",
}


@cache
def document(api: str, api_version: str) -> dict[str, Any] | None:
    path = files("googleapiclient") / "discovery_cache" / "documents" / f"{api}.{api_version}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


@cache
def methods(api: str) -> list[dict[str, Any]]:
    described = document(api, VERSIONS.get(api, ""))
    return list(within(described, described["servicePath"])) if described else []


def within(resource: dict[str, Any], base: str):
    for method in resource.get("methods", {}).values():
        yield {**method, "base": base}
    for inner in resource.get("resources", {}).values():
        yield from within(inner, base)
