"""Requests to the simulated Google Cloud and its answers against Google's discovery documents."""

import json
import re
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from exchange import Exchange
from findings import Findings
from gcp_documents import DESCRIPTION, VERSIONS, document, methods
from gcp_schemas import check, check_parameter

CLOUD = "gcp"
CODES = {
    **{"INVALID_ARGUMENT": 400, "FAILED_PRECONDITION": 400, "OUT_OF_RANGE": 400, "UNAUTHENTICATED": 401},
    **{"PERMISSION_DENIED": 403, "NOT_FOUND": 404, "ALREADY_EXISTS": 409, "ABORTED": 409, "RESOURCE_EXHAUSTED": 429},
    **{"CANCELLED": 499, "UNKNOWN": 500, "INTERNAL": 500, "DATA_LOSS": 500, "UNIMPLEMENTED": 501},
    **{"UNAVAILABLE": 503, "DEADLINE_EXCEEDED": 504},
}
LEGACY = {"storage", "bigquery", "compute"}


def judge(exchange: Exchange, findings: Findings) -> None:
    api = exchange.service
    if api not in VERSIONS or not methods(api):
        findings.miss(CLOUD, api or exchange.path, "no discovery document")
        return
    described = document(api, VERSIONS[api])
    method, path_values = method_of(exchange, api)
    where = exchange.operation
    found = lambda path, says, value=None: findings.problem(CLOUD, where, path, says, value)  # noqa: E731
    if method is None:
        found("", "no method of the discovery document has this path", f"{exchange.method} {exchange.path}")
        return
    findings.judge(CLOUD, f"{api} {VERSIONS[api]}", DESCRIPTION)
    # The simulator has one name for the same method of several parents.
    if method["id"].split(".")[-1] != exchange.operation.split(".")[-1]:
        found("", f"goes by the name {method['id']}")
    if exchange.went_well:
        # How Google's own libraries ask is Google's.
        if exchange.by == "product":
            judge_request(exchange, method, path_values, described, found)
        if "response" in method:
            check(method["response"], exchange.answer_json, "", found, described)
            check_assets(exchange, findings)
    else:
        judge_error(exchange, api, found)


@lru_cache(maxsize=None)
def pattern_of(base: str, path: str) -> re.Pattern[str]:
    """`v1/{+parent}/assets`: with a plus it may have slashes in it."""
    parts = re.split(r"(\{\+?\w+\})", base + path)
    group = lambda part: f"(?P<{part.strip('{+}')}>{'.+' if '+' in part else '[^/]+'})"  # noqa: E731
    return re.compile("/" + "".join(group(part) if part.startswith("{") else re.escape(part) for part in parts))


def method_of(exchange: Exchange, api: str):
    for method in methods(api):
        match = pattern_of(method["base"], method["path"]).fullmatch(urlsplit(exchange.url).path)
        if method["httpMethod"] != exchange.method or not match:
            continue
        values = {name: unquote(value) for name, value in match.groupdict().items()}
        patterns = {name: one.get("pattern") for name, one in method.get("parameters", {}).items()}
        if all(re.search(patterns[name], value) for name, value in values.items() if patterns.get(name)):
            return method, values
    return None, {}


def judge_request(exchange: Exchange, method, path_values: dict[str, str], described, found) -> None:
    known = {**described.get("parameters", {}), **method.get("parameters", {})}
    for name, value in exchange.query:
        # Google takes names in either case of JSON's, but documents one.
        if name not in known:
            found(f"?{name}", "no parameter of the method", value)
        else:
            check_parameter(known[name], value, f"?{name}", found)
    given = {name for name, _ in exchange.query} | path_values.keys()
    for name, parameter in known.items():
        if parameter.get("required") and name not in given:
            found(f"?{name}", "required, and not asked with")
    if "request" in method and exchange.asked:
        check(method["request"], json_of(exchange), "request", found, described)


def json_of(exchange: Exchange) -> Any:
    """The token exchange takes a form, too."""
    if exchange.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        from urllib.parse import parse_qsl

        words = (name.split("_") for name, _ in parse_qsl(exchange.asked.decode()))
        names = ["".join([first, *(one.title() for one in rest)]) for first, *rest in words]
        return dict(zip(names, (value for _, value in parse_qsl(exchange.asked.decode()))))
    return json.loads(exchange.asked)


def check_assets(exchange: Exchange, findings: Findings) -> None:
    """What an asset holds is described by the API that it is of: the asset itself says by which."""
    if exchange.service != "cloudasset":
        return
    answer = exchange.answer_json
    for one in answer.get("results", []):
        for versioned in one.get("versionedResources", []):
            # A mask may have left out of which type it is.
            if "assetType" in one:
                check_resource(one["assetType"], versioned.get("version", ""), versioned["resource"], findings)
    assets = [*answer.get("assets", []), *(one["asset"] for one in answer.get("assets", []) if "asset" in one)]
    for one in assets:
        resource = one.get("resource", {})
        if "data" in resource:
            check_resource(one["assetType"], resource.get("version", ""), resource["data"], findings)
            check_discovery(one["assetType"], resource, findings)


# How discovery documents call what an asset type is, and where the API goes by another name or version there.
SCHEMAS = {
    "artifactregistry.googleapis.com/Repository": ("artifactregistry", "v1", "Repository"),
    "bigquery.googleapis.com/Dataset": ("bigquery", "v2", "Dataset"),
    "cloudfunctions.googleapis.com/CloudFunction": ("cloudfunctions", "v1", "CloudFunction"),
    "cloudfunctions.googleapis.com/Function": ("cloudfunctions", "v2", "Function"),
    "cloudkms.googleapis.com/CryptoKey": ("cloudkms", "v1", "CryptoKey"),
    "cloudkms.googleapis.com/KeyRing": ("cloudkms", "v1", "KeyRing"),
    "cloudresourcemanager.googleapis.com/Project": ("cloudresourcemanager", "v3", "Project"),
    "cloudresourcemanager.googleapis.com/Folder": ("cloudresourcemanager", "v3", "Folder"),
    "cloudresourcemanager.googleapis.com/Organization": ("cloudresourcemanager", "v3", "Organization"),
    "compute.googleapis.com/GlobalAddress": ("compute", "v1", "Address"),
    "compute.googleapis.com/GlobalForwardingRule": ("compute", "v1", "ForwardingRule"),
    "compute.googleapis.com/RegionDisk": ("compute", "v1", "Disk"),
    "container.googleapis.com/Cluster": ("container", "v1", "Cluster"),
    "file.googleapis.com/Instance": ("file", "v1", "Instance"),
    "iam.googleapis.com/ServiceAccount": ("iam", "v1", "ServiceAccount"),
    "iam.googleapis.com/ServiceAccountKey": ("iam", "v1", "ServiceAccountKey"),
    "logging.googleapis.com/LogBucket": ("logging", "v2", "LogBucket"),
    "pubsub.googleapis.com/Subscription": ("pubsub", "v1", "Subscription"),
    "pubsub.googleapis.com/Topic": ("pubsub", "v1", "Topic"),
    "redis.googleapis.com/Instance": ("redis", "v1", "Instance"),
    "run.googleapis.com/Service": ("run", "v1", "Service"),
    "secretmanager.googleapis.com/Secret": ("secretmanager", "v1", "Secret"),
    "sqladmin.googleapis.com/Instance": ("sqladmin", "v1", "DatabaseInstance"),
    "storage.googleapis.com/Bucket": ("storage", "v1", "Bucket"),
}


def check_resource(asset_type: str, api_version: str, data: Any, findings: Findings) -> None:
    host, _, kind = asset_type.partition("/")
    api, default_version, name = SCHEMAS.get(asset_type, (host.split(".")[0], api_version or "v1", kind))
    # Cloud Run's assets come in the forms of two versions, which differ.
    described = document(api, api_version if document(api, api_version) else default_version)
    schema = (described or {}).get("schemas", {}).get(name)
    if schema is None:
        findings.miss(CLOUD, f"asset {asset_type}", "no schema in a discovery document")
        return
    findings.judge(CLOUD, f"asset {asset_type}", DESCRIPTION)
    found = lambda path, says, value=None: findings.problem(CLOUD, f"asset {asset_type}", path, says, value)  # noqa: E731
    check({"$ref": name}, data, "", found, described)


def check_discovery(asset_type: str, resource: dict[str, Any], findings: Findings) -> None:
    """What an asset says of its own description."""
    described = document(asset_type.partition(".")[0], resource.get("version", ""))
    if described and resource.get("discoveryName") not in described["schemas"]:
        findings.problem(CLOUD, f"asset {asset_type}", ".discoveryName", "no schema of its document", resource)


def judge_error(exchange: Exchange, api: str, found) -> None:
    """Every API of Google's says in one of two forms what is wrong; the sign-in in that of OAuth."""
    body = exchange.answer_json
    if api == "sts":
        if not isinstance(body.get("error"), str):
            found("error", "no error of OAuth", body)
        return
    error = body.get("error", {})
    if error.get("code") != exchange.status:
        found("error.code", "isn't the status of HTTP", error)
    if not isinstance(error.get("message"), str):
        found("error.message", "no string", error)
    if api in LEGACY:
        for one in error.get("errors", []) or [{}]:
            if not {"domain", "reason", "message"} <= one.keys():
                found("error.errors[]", "without domain, reason and message", one)
    if CODES.get(error.get("status")) != exchange.status and api not in LEGACY:
        found("error.status", "no code of google.rpc that goes with the status of HTTP", error)
    for one in error.get("details", []):
        if not one.get("@type", "").startswith("type.googleapis.com/"):
            found("error.details[]", "without a type", one)
