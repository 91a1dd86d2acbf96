"""boto3, signed in to the simulator, and the kinds of checks that many operations of AWS share."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from checks import Row, equal
from simulated import Simulated

CONFIG = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})


class World(Simulated):
    """A running simulator, seen through boto3."""

    cloud = "aws"

    def __init__(self, facts: dict[str, Any]):
        super().__init__(facts)
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
        A load balancer's kind is told by its ARN alone: `…:loadbalancer/app`, and `…:loadbalancer/` for one whose ARN
        tells none.
        """
        provider_type, slash, kind = resource_type.partition("/")
        fits = lambda arn: not slash or (f":loadbalancer/{kind}/" in arn if kind else arn.count("/") == 1)
        return {arn: one for arn, one in super().of(provider_type).items() if fits(arn)}

    def undriven(self, rows: Iterable[Row]) -> set[str]:
        """
        An operation must be driven through as many of boto3's clients as there are APIs with one of that name (both
        kinds of load balancing). An API in several protocols needs one.
        """
        drivers: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in rows:
            signing_name = self.as_payer(row.service).meta.service_model.signing_name
            drivers[signing_name, row.operation].add(row.service)
        answered = self.answered()
        registered = Counter((one["service"], one["operation"], one["protocol"]) for one in self.registered())
        return {
            f"{service} {operation}"
            for (service, operation, _), apis in registered.items()
            if len(drivers[service, operation]) < apis or (service, operation) not in answered
        }

    def pages(self, client: Any, operation: str, parameters: dict[str, Any], size: int | None) -> Iterable[dict[str, Any]]:
        """Every page, through boto3's paginator where it has one."""
        method = method_of(client, operation)
        if not client.can_paginate(method):
            yield getattr(client, method)(**parameters)
            return
        paging = {} if size is None else {"PaginationConfig": {"PageSize": size}}
        yield from client.get_paginator(method).paginate(**parameters, **paging)


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


def tags_one_by_one(
    client: str,
    operation: str,
    resource_type: str,
    parameter: str,
    tags: Callable[[dict[str, Any]], dict[str, str]],
    *,
    key: Callable[[str, dict[str, Any]], str] = lambda arn, true: arn,
) -> Row:
    """Asks for the tags of sixty resources of a type, by their ARN or by what `key` makes of it and of the truth."""

    def run(world: World) -> None:
        some = list(world.of(resource_type).items())[:60]
        equal(len(some) > 0, True, f"there are {resource_type}")
        for arn, true in some:
            caller = world.client(client, true["account"], true["region"])
            answer = getattr(caller, method_of(caller, operation))(**{parameter: key(arn, true)})
            equal(tags(answer), true["tags"], f"the tags of {arn}")

    return Row(client, operation, f"gives the tags of each {resource_type}", run)


def tags_of_each(
    client: str, operation: str, resource_type: str, ask: Callable[[Any, dict[str, Any]], dict[str, str]]
) -> Row:
    """The tags that a list leaves out; `ask(caller, true)` reads those of one resource."""

    def run(world: World) -> None:
        found = list(world.of(resource_type).values())[:60]
        equal(any(true["tags"] for true in found), True, "some have tags")
        for true in found:
            region = "us-east-1" if true["region"] == "global" else true["region"]
            caller = world.client(client, true["account"], region)
            equal(ask(caller, true), true["tags"], f"the tags of {true['id']}")

    return Row(client, operation, f"gives the tags of each {resource_type}", run)


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


def small_tag_list(item: dict[str, Any]) -> dict[str, str]:
    """Tags where every name begins with a small letter."""
    return {tag["key"]: tag["value"] for tag in item["tags"]}
