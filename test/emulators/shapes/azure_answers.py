"""Answers of the simulated Azure, and what it is asked in bodies, against the models of Azure's own libraries."""

import json
from importlib.metadata import version
from typing import Any

from azure_models import members, model
from azure_rows import ROWS
from azure_shapes import check
from exchange import Exchange
from findings import Findings

CLOUD = "azure"

# By operation: the library and the model of its answer, of the items of a list, and of the body that is sent.
ANSWERS: dict[str, tuple[str, str, str | None]] = {
    "ListSubscriptions": ("mgmt.resource.subscriptions", "[Subscription]", None),
    "GetSubscription": ("mgmt.resource.subscriptions", "Subscription", None),
    "ListTenants": ("mgmt.resource.subscriptions", "[TenantIdDescription]", None),
    "ListManagementGroups": ("mgmt.managementgroups", "[ManagementGroupInfo]", None),
    "GetManagementGroup": ("mgmt.managementgroups", "ManagementGroup", None),
    "GetDescendants": ("mgmt.managementgroups", "[DescendantInfo]", None),
    "ListResourceGroups": ("mgmt.resource.resources", "[ResourceGroup]", None),
    "ListSkus": ("mgmt.compute", "[ResourceSku]", None),
    "Resources": ("mgmt.resourcegraph", "QueryResponse", "QueryRequest"),
    "QueryManagementGroup": ("mgmt.costmanagement", "QueryResult", "QueryDefinition"),
    "QuerySubscription": ("mgmt.costmanagement", "QueryResult", "QueryDefinition"),
    "QueryResourceGroup": ("mgmt.costmanagement", "QueryResult", "QueryDefinition"),
    "SetSecret": ("keyvault.secrets._generated", "SecretBundle", "SecretSetParameters"),
    "GetSecret": ("keyvault.secrets._generated", "SecretBundle", None),
    "GetBatch": ("monitor.querymetrics", "MetricResultsResponse", "ResourceIdList"),
}
DISTRIBUTIONS = {
    "keyvault.secrets._generated": "azure-keyvault-secrets",
    "mgmt.resource.subscriptions": "azure-mgmt-resource-subscriptions",
    "mgmt.resource.resources": "azure-mgmt-resource",
    "mgmt.resource.changes": "azure-mgmt-resource-changes",
}


# What the library, which is of 2022, doesn't know yet: who changed a resource and by what.
# https://learn.microsoft.com/azure/governance/resource-graph/changes/get-resource-changes
NEWER = {
    ("microsoft.resources/changes", f".properties.changeAttributes.{name}")
    for name in ("changedBy", "changedByType", "clientType", "operation")
}


def description_of(package: str) -> str:
    name = DISTRIBUTIONS.get(package, f"azure-{package.replace('.', '-')}")
    return f"{name} {version(name)}"


def judge(exchange: Exchange, findings: Findings) -> None:
    family = f"{exchange.service} {exchange.operation}"
    found = lambda path, says, value=None: findings.problem(CLOUD, family, path, says, value)  # noqa: E731
    if exchange.operation not in ANSWERS:
        findings.miss(CLOUD, family, "no library of Azure's has models of it")
        return
    if not exchange.went_well:
        judge_error(exchange, found)
        return
    package, answer, request = ANSWERS[exchange.operation]
    findings.judge(CLOUD, family, description_of(package))
    body = exchange.answer_json
    if answer.startswith("["):
        for name in body.keys() - {"value", "nextLink", "count", "@nextLink"}:
            found(f".{name}", "no member of a list's page", body[name])
        for one in body["value"]:
            check(model(package, answer[1:-1]), one, "value[]", found)
    else:
        check(model(package, answer), body, "", found)
    if request and exchange.asked:
        check(model(package, request), json.loads(exchange.asked), "request", found)
    if exchange.operation == "Resources":
        judge_rows(body, findings)


def judge_rows(body: dict[str, Any], findings: Findings) -> None:
    """A row of Resource Graph is what the type's own provider answers, with columns of its own beside it."""
    data = body["data"]
    if not isinstance(data, list):
        return
    for row in data:
        kind = row.get("type")
        if not isinstance(kind, str) or not isinstance(row.get("properties"), dict):
            continue
        family = f"row {kind}"
        if kind not in ROWS:
            findings.miss(CLOUD, family, "no library of Azure's has a model of it")
            continue
        package, name = ROWS[kind]
        findings.judge(CLOUD, family, description_of(package))
        found = lambda path, says, value=None: (  # noqa: E731
            (kind, path) in NEWER or findings.problem(CLOUD, family, path, says, value)
        )
        # Every table has every column, be it that the type has no such thing.
        columns = members(model(package, name)).keys()
        told = {key: value for key, value in row.items() if key in columns and value not in (None, "")}
        check(model(package, name), {**told, "properties": own_properties(kind, row["properties"])}, "", found)


def own_properties(kind: str, properties: dict[str, Any]) -> dict[str, Any]:
    """Without what Resource Graph puts in: https://learn.microsoft.com/azure/governance/resource-graph/samples/samples-by-category"""
    added = {"microsoft.compute/virtualmachines": {"extended"}}.get(kind, set())
    return {name: value for name, value in properties.items() if name not in added}


def judge_error(exchange: Exchange, found) -> None:
    """Resource Manager has one form for all: https://learn.microsoft.com/azure/azure-resource-manager/templates/common-deployment-errors"""
    error = exchange.answer_json.get("error")
    if not isinstance(error, dict) or not isinstance(error.get("code"), str) or not isinstance(error.get("message"), str):
        found("error", "without a code and a message", exchange.answer_json)
        return
    for name in error.keys() - {"code", "message", "target", "details", "additionalInfo", "innererror", "innerError"}:
        found(f"error.{name}", "no member of an error", error[name])
