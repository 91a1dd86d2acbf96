from datetime import date, timedelta
from decimal import Decimal

from checks import check, equal
from kit import World, refusal


def months(world: World) -> list[str]:
    """First days of the thirteen full months, of the open one and of the next."""
    today = date.fromisoformat(world.now[:10])
    return [date(today.year + (today.month - 1 + n) // 12, (today.month - 1 + n) % 12 + 1, 1).isoformat() for n in range(-13, 2)]


def ask(world: World, client=None, **question):
    starts = months(world)
    question = {
        "TimePeriod": {"Start": starts[0], "End": starts[-1]},
        "Granularity": "MONTHLY",
        "Metrics": ["UnblendedCost", "AmortizedCost"],
        **question,
    }
    token = {}
    while True:
        page = (client or world.as_payer("ce")).get_cost_and_usage(**question, **token)
        yield from page["ResultsByTime"]
        if "NextPageToken" not in page:
            return
        token = {"NextPageToken": page["NextPageToken"]}


def true_sums(world: World, accounts) -> dict[tuple[str, str, str], tuple[Decimal, Decimal]]:
    return {
        (account, service, month): (Decimal(one["billed"]), Decimal(one["effective"]))
        for account, services in world.truth["charges"].items()
        if account in accounts
        for service, by_month in services.items()
        for month, one in by_month.items()
    }


@check("ce", "GetCostAndUsage", "gives the planted charges to the millionth, to the payer and to a member")
def charges(world: World) -> None:
    member = world.accounts[1]["id"]
    everybody = [account["id"] for account in world.accounts]
    for client, accounts in ((world.as_payer("ce"), everybody), (world.client("ce", member), [member])):
        group_by = [{"Type": "DIMENSION", "Key": key} for key in ("LINKED_ACCOUNT", "SERVICE")]
        found = {
            (*group["Keys"], period["TimePeriod"]["Start"][:7]): tuple(
                Decimal(group["Metrics"][metric]["Amount"]) for metric in ("UnblendedCost", "AmortizedCost")
            )
            for period in ask(world, client, GroupBy=group_by)
            for group in period["Groups"]
        }
        equal(found, true_sums(world, accounts), "charges")


@check("ce", "GetCostAndUsage", "comes in pages that lose nothing, by day and tag")
def pages(world: World) -> None:
    group_by = [{"Type": "DIMENSION", "Key": "REGION"}, {"Type": "TAG", "Key": "Team"}]
    periods = list(ask(world, Granularity="DAILY", GroupBy=group_by))
    groups = [(period["TimePeriod"]["Start"], *group["Keys"]) for period in periods for group in period["Groups"]]
    equal(len(groups), len(set(groups)), "different groups")
    equal(len(groups) > 1000, True, "more than a page")
    found = sum(Decimal(group["Metrics"]["UnblendedCost"]["Amount"]) for period in periods for group in period["Groups"])
    true = true_sums(world, [account["id"] for account in world.accounts])
    equal(found, sum(billed for billed, _ in true.values()), "the total")
    equal("Team$" in {group[2] for group in groups}, True, "what has no team")


@check("ce", "GetCostAndUsage", "says which days may still change")
def estimated(world: World) -> None:
    today = date.fromisoformat(world.now[:10])
    start = (today - timedelta(days=40)).isoformat()
    for day in ask(world, TimePeriod={"Start": start, "End": today.isoformat()}, Granularity="DAILY"):
        first = date.fromisoformat(day["TimePeriod"]["Start"])
        recent = first >= today - timedelta(days=2) or (first.year, first.month) == (today.year, today.month)
        equal(day["Estimated"], recent, day["TimePeriod"]["Start"])


@check("ce", "ListCostAllocationTags", "says which tags charges carry, page after page, to the payer alone")
def allocation_tags(world: World) -> None:
    ce = world.as_payer("ce")
    first = ce.list_cost_allocation_tags(MaxResults=2)
    tags = first["CostAllocationTags"]
    if "NextToken" in first:
        tags += ce.list_cost_allocation_tags(MaxResults=2, NextToken=first["NextToken"])["CostAllocationTags"]
    equal(all(tag["Status"] in ("Active", "Inactive") and tag["Type"] for tag in tags), True, "what they say")
    team = ce.list_cost_allocation_tags(TagKeys=["Team"])["CostAllocationTags"]
    equal([(tag["TagKey"], tag["Status"]) for tag in team], [("Team", "Active")], "a key of the bill")
    member = world.client("ce", world.accounts[1]["id"])
    try:
        member.list_cost_allocation_tags()
    except member.exceptions.ClientError as error:
        equal(error.response["Error"]["Code"], "AccessDeniedException", "the error's code")
    else:
        raise AssertionError("a member was answered")


QUESTION = {"Granularity": "MONTHLY", "Metrics": ["UnblendedCost"]}
LONG_AGO = {"Start": "2019-01-01", "End": "2019-02-01"}


@check("ce", "GetCostAndUsage", "refuses three groups")
def three_groups(world: World) -> None:
    ce = world.as_payer("ce")
    group_by = [{"Type": "DIMENSION", "Key": key} for key in ("LINKED_ACCOUNT", "SERVICE", "REGION")]
    try:
        list(ask(world, ce, GroupBy=group_by))
    except ce.exceptions.ClientError as error:
        equal(error.response["Error"]["Code"], "ValidationException", "the error's code")
    else:
        raise AssertionError("three groups were answered")


ROWS = [
    charges,
    pages,
    estimated,
    three_groups,
    allocation_tags,
    refusal("ce", "GetCostAndUsage", {**QUESTION, "TimePeriod": LONG_AGO}, "ValidationException"),
]
