from checks import check, equal
from kit import World, code_of, refusal


@check("organizations", "ListAccounts", "lists every member, active or not, to the management account alone")
def accounts(world: World) -> None:
    caller = world.as_payer("organizations")
    pages = list(world.pages(caller, "ListAccounts", {}, 3))
    equal([len(page["Accounts"]) <= 3 for page in pages], [True] * len(pages), "pages of three")
    found = {one["Id"]: (one["Name"], one["State"]) for page in pages for one in page["Accounts"]}
    true = {one["id"]: (one["name"], one.get("state", "ACTIVE")) for one in world.accounts}
    equal(found, true, "names and states")
    member = world.client("organizations", world.accounts[1]["id"])
    equal(code_of(lambda: member.list_accounts()), "AccessDeniedException", "to a member")


@check("organizations", "DescribeOrganization", "tells every member who manages it")
def organization(world: World) -> None:
    for account in world.accounts:
        told = world.client("organizations", account["id"]).describe_organization()["Organization"]
        equal(told["MasterAccountId"], world.payer, "the management account")
        equal(told["Id"] in told["Arn"], True, "the organisation's ARN")


ROWS = [
    accounts,
    organization,
    refusal("organizations", "ListAccounts", {"MaxResults": 20, "NextToken": "guess"}, "InvalidInputException"),
]
