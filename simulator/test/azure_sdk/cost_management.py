from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import requests
from azure.mgmt.costmanagement import CostManagementClient
from azure.mgmt.costmanagement.models import (
    QueryAggregation,
    QueryDataset,
    QueryDefinition,
    QueryGrouping,
    QueryTimePeriod,
)

from checks import check, equal
from kit import ARM, World, code_of

SERVICE = "Microsoft.CostManagement"
MICRO = Decimal("0.000001")


def last_month(world: World) -> tuple[datetime, datetime]:
    first = date.fromisoformat(world.now[:10]).replace(day=1)
    end = first - timedelta(days=1)
    at = lambda day: datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
    return at(end.replace(day=1)), at(end)


def question(world: World, *groups: tuple[str, str], kind: str = "ActualCost", granularity=None) -> QueryDefinition:
    first, last = last_month(world)
    return QueryDefinition(
        type=kind,
        timeframe="Custom",
        time_period=QueryTimePeriod(from_property=first, to=last),
        dataset=QueryDataset(
            granularity=granularity,
            aggregation={"total": QueryAggregation(name="Cost", function="Sum")},
            grouping=[QueryGrouping(type=sort, name=name) for sort, name in groups],
        ),
    )


def rows(world: World, scope: str, definition: QueryDefinition) -> list[dict]:
    """All rows by the names of their columns. The SDK asks the first page; no SDK of Azure follows to the next."""
    answer = world.client(CostManagementClient).query.usage(scope, definition)
    columns, found, link = [column.name for column in answer.columns], list(answer.rows), answer.next_link
    token = world.credential.get_token(ARM).token
    body = definition.as_dict() if hasattr(definition, "as_dict") else definition
    while link:
        page = requests.post(link, json=body, headers={"authorization": f"Bearer {token}"}).json()["properties"]
        found += page["rows"]
        link = page["nextLink"]
    return [dict(zip(columns, row)) for row in found]


def true_sums(world: World, which: str) -> dict[tuple[str, str], Decimal]:
    month = last_month(world)[0].isoformat()[:7]
    return {
        (account, service): Decimal(months[month][which])
        for account, services in world.truth["charges"].items()
        for service, months in services.items()
        if month in months
    }


def exact(value: float) -> Decimal:
    return Decimal(str(value)).quantize(MICRO)


@check(SERVICE, "QueryManagementGroup", "gives the planted charges to the millionth, actual and amortized")
def charges(world: World) -> None:
    scope = f"providers/Microsoft.Management/managementGroups/{world.facts['management_group']}"
    groups = (("Dimension", "SubscriptionId"), ("Dimension", "ServiceName"))
    for kind, which in (("ActualCost", "billed"), ("AmortizedCost", "effective")):
        found = {
            (row["SubscriptionId"], row["ServiceName"]): exact(row["Cost"])
            for row in rows(world, scope, question(world, *groups, kind=kind))
        }
        equal(found, {key: value for key, value in true_sums(world, which).items() if key in found}, kind)
        missing = [key for key, value in true_sums(world, which).items() if key not in found and value != 0]
        equal(missing, [], f"{kind} that was not told")


@check(SERVICE, "QuerySubscription", "comes by day and tag in pages that lose nothing")
def pages(world: World) -> None:
    account = world.subscriptions[1]
    definition = question(world, ("TagKey", "team"), ("Dimension", "ResourceGroup"), granularity="Daily")
    found = rows(world, f"subscriptions/{account}", definition)
    equal(len(found) > 1000, True, "more than a page")
    total = sum(exact(row["Cost"]) for row in found)
    true = sum(value for (owner, _), value in true_sums(world, "billed").items() if owner == account)
    equal(total, true, "the total")
    equal({row["TagKey"] for row in found}, {None, "team"}, "keys")


@check(SERVICE, "QueryResourceGroup", "adds up to the subscription, group by group")
def groups(world: World) -> None:
    account = world.subscriptions[0]
    whole = rows(world, f"subscriptions/{account}", question(world, ("Dimension", "ResourceGroup")))
    for row in whole:
        if row["ResourceGroup"]:
            scope = f"subscriptions/{account}/resourceGroups/{row['ResourceGroup']}"
            equal(rows(world, scope, question(world))[0]["Cost"], row["Cost"], scope)


@check(SERVICE, "QuerySubscription", "refuses three groups")
def three_groups(world: World) -> None:
    scope = f"subscriptions/{world.subscriptions[0]}"
    names = ("ServiceName", "ResourceLocation", "ChargeType")
    definition = question(world, *(("Dimension", name) for name in names))
    equal(code_of(lambda: rows(world, scope, definition)), "BadRequest", "the error's code")


ROWS = [charges, pages, groups, three_groups]
