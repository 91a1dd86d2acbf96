"""What a table of checks is made of. A file beside this one has a list `ROWS` of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

CONFIG = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})


class World:
    """A running simulator, seen through boto3."""

    def __init__(self, facts: dict[str, Any], truth: dict[str, Any]):
        self.url = facts["url"]
        self.truth = truth["clouds"]["aws"]
        self.now = truth["now"]
        self.accounts = self.truth["accounts"]
        self.payer = self.accounts[0]["id"]
        self._keys = (facts["access_key_id"], facts["secret_access_key"])

    def as_payer(self, service: str, region: str = "us-east-1") -> Any:
        return self._client(service, region, *self._keys)

    @cache
    def client(self, service: str, account: str, region: str = "us-east-1") -> Any:
        """As the role in one of the accounts."""
        return self._client(service, region, *self._assumed(account))

    @cache
    def _assumed(self, account: str) -> tuple[str, str, str]:
        role = next(one for one in self.accounts if one["id"] == account)
        issued = self.as_payer("sts").assume_role(
            RoleArn=role["role_arn"], ExternalId=role["external_id"], RoleSessionName="boto3"
        )["Credentials"]
        return issued["AccessKeyId"], issued["SecretAccessKey"], issued["SessionToken"]

    def _client(self, service: str, region: str, key: str, secret: str, token: str | None = None) -> Any:
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.url,
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            aws_session_token=token,
            config=CONFIG,
        )

    def places(self, everywhere: bool = True) -> Iterable[tuple[str, str]]:
        """Every account with each of its regions, or with one where the service has no regions."""
        for account in self.accounts:
            for region in account["regions"] if everywhere else ["us-east-1"]:
                yield account["id"], region

    def of(self, resource_type: str) -> dict[str, dict[str, Any]]:
        """
        The true resources of a type by their id. A load balancer's kind is told by its ARN alone: `…:loadbalancer/app`,
        and `…:loadbalancer/` for one whose ARN tells none.
        """
        provider_type, slash, kind = resource_type.partition("/")
        true = self.truth["types"].get(provider_type, {"resources": []})["resources"]
        fits = lambda arn: not slash or (f":loadbalancer/{kind}/" in arn if kind else arn.count("/") == 1)
        return {one["id"]: one for one in true if fits(one["id"])}

    def pages(self, client: Any, operation: str, parameters: dict[str, Any], size: int | None) -> Iterable[dict[str, Any]]:
        """Every page, through boto3's paginator where it has one."""
        method = method_of(client, operation)
        if not client.can_paginate(method):
            yield getattr(client, method)(**parameters)
            return
        paging = {} if size is None else {"PaginationConfig": {"PageSize": size}}
        yield from client.get_paginator(method).paginate(**parameters, **paging)


@dataclass(frozen=True)
class Row:
    """One check. `client` is boto3's name of the service (`elbv2`), `operation` AWS's (`DescribeLoadBalancers`)."""

    client: str
    operation: str
    says: str
    run: Callable[[World], None] = field(repr=False)


def listing(
    client: str,
    operation: str,
    resource_type: str | tuple[str, ...],
    items: Callable[[dict[str, Any]], Iterable[Any]],
    arn: Callable[[Any, str, str], str],
    *,
    parameters: dict[str, Any] | None = None,
    size: int | None = None,
    everywhere: bool = True,
    tags: Callable[[Any], dict[str, str]] | None = None,
    look: Callable[[Any, dict[str, Any]], None] | None = None,
) -> Row:
    """
    Lists in every account and region, and compares with the truth: nothing missing, nothing twice, nothing more.
    `arn(item, account, region)` makes the true id; `tags` and `look` compare fields of an item with its truth.
    """
    types = (resource_type,) if isinstance(resource_type, str) else resource_type

    def run(world: World) -> None:
        expected = {key: one for each in types for key, one in world.of(each).items()}
        seen: list[str] = []
        for account, region in world.places(everywhere):
            caller = world.client(client, account, region)
            for page in world.pages(caller, operation, parameters or {}, size):
                for item in items(page):
                    identifier = arn(item, account, region)
                    seen.append(identifier)
                    equal(identifier in expected, True, f"{identifier} is in the truth")
                    true = expected[identifier]
                    equal(true["account"], account, f"the account of {identifier}")
                    if tags is not None:
                        equal(tags(item), true["tags"], f"the tags of {identifier}")
                    if look is not None:
                        look(item, true)
        equal(len(seen), len(set(seen)), "different ids")
        equal(sorted(seen), sorted(expected), f"all of {', '.join(types)}")

    return Row(client, operation, f"lists all of {', '.join(types)}", run)


def check(client: str, operation: str, says: str) -> Callable[[Callable[[World], None]], Row]:
    """Makes a row of a function."""
    return lambda run: Row(client, operation, says, run)


def refusal(client: str, operation: str, parameters: dict[str, Any], code: str) -> Row:
    """A call by the payer's user that must fail with a code."""

    def run(world: World) -> None:
        caller = world.as_payer(client)
        equal(code_of(lambda: getattr(caller, method_of(caller, operation))(**parameters)), code, "the error's code")

    return Row(client, operation, f"refuses {parameters} with {code}", run)


def code_of(call: Callable[[], Any]) -> str:
    """The code of the error that a call fails with."""
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "no error"


def method_of(client: Any, operation: str) -> str:
    """boto3's name of an operation."""
    return next(method for method, name in client.meta.method_to_api_mapping.items() if name == operation)


def tag_list(item: dict[str, Any], key: str = "Tags") -> dict[str, str]:
    """Tags as most of AWS writes them."""
    return {tag["Key"]: tag["Value"] for tag in item.get(key, [])}


def equal(actual: Any, expected: Any, what: str) -> None:
    if actual != expected:
        raise AssertionError(f"{what}: {short(actual)} instead of {short(expected)}")


def short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 1500 else f"{text[:1500]}…"
