from checks import check, equal
from kit import World, refusal


CLIENT = "resource-explorer-2"
HOME = "us-east-1"


def tags_of(resource) -> dict[str, str]:
    told = [one["Data"] for one in resource["Properties"] if one["Name"] == "tags"]
    return {tag["Key"]: tag["Value"] for data in told for tag in data}


def whole_view(world: World, account: str, region: str) -> str:
    client = world.client(CLIENT, account, region)
    arns = [arn for page in world.pages(client, "ListViews", {}, 1) for arn in page["Views"]]
    views = client.batch_get_view(ViewArns=arns)["Views"]
    (whole,) = [one for one in views if one["Filters"]["FilterString"] == ""]
    equal([one["Name"] for one in whole["IncludedProperties"]], ["tags"], "what the view includes")
    return whole["ViewArn"]


def true_in(world: World, account: str, region: str | None = None):
    """Everything but keys, which nobody could look for."""
    for resource_type, one in world.truth["types"].items():
        for true in one["resources"]:
            if true["account"] == account and true["region"] == (region or true["region"]):
                if resource_type != "iam:access-key":
                    yield resource_type, true


@check(CLIENT, "ListIndexes", "has an index in every region, and one that has them all")
def indexes(world: World) -> None:
    for account, _ in world.places(False):
        pages = world.pages(world.client(CLIENT, account, HOME), "ListIndexes", {}, 7)
        found = {one["Region"]: one["Type"] for page in pages for one in page["Indexes"]}
        equal(found.pop(HOME), "AGGREGATOR", "the index at home")
        equal(set(found.values()), {"LOCAL"}, "the others")
        equal(set(next(one for one in world.accounts if one["id"] == account)["regions"]) - {HOME} <= set(found), True, "regions")


@check(CLIENT, "ListViews", "has a view that shows everything, with tags")
def views(world: World) -> None:
    for account, region in world.places():
        whole_view(world, account, region)


@check(CLIENT, "BatchGetView", "tells which views there are not")
def unknown_view(world: World) -> None:
    account, region = next(iter(world.places()))
    client = world.client(CLIENT, account, region)
    arn = whole_view(world, account, region).replace("all-resources", "none")
    equal([one["ViewArn"] for one in client.batch_get_view(ViewArns=[arn])["Errors"]], [arn], "the errors")


@check(CLIENT, "ListResources", "lists all that there is, tagged or not, in pages")
def resources(world: World) -> None:
    never_tagged = 0
    for account, _ in world.places(False):
        parameters = {"ViewArn": whole_view(world, account, HOME)}
        pages = world.pages(world.client(CLIENT, account, HOME), "ListResources", parameters, 100)
        found = {one["Arn"]: one for page in pages for one in page["Resources"]}
        for resource_type, true in true_in(world, account):
            one = found.pop(true["id"])
            equal(one["Region"], true["region"], f"the region of {true['id']}")
            equal(one["OwningAccountId"], account, f"the account of {true['id']}")
            if not resource_type.startswith("iam:"):
                equal(tags_of(one), true["tags"] or {}, f"the tags of {true['id']}")
                never_tagged += not true["tags"]
        equal(found, {}, "nothing else")
    equal(never_tagged > 0, True, "there is something that was never tagged")


@check(CLIENT, "ListResources", "has of a region what is in it, wherever it is asked")
def regional(world: World) -> None:
    for account, region in world.places():
        true = {one["id"] for _, one in true_in(world, account, region)}
        for asked in {HOME, region}:
            parameters = {
                "ViewArn": whole_view(world, account, asked),
                "Filters": {"FilterString": f"region:{region}"},
            }
            pages = world.pages(world.client(CLIENT, account, asked), "ListResources", parameters, 500)
            equal({one["Arn"] for page in pages for one in page["Resources"]}, true, f"{region} asked in {asked}")


@check(CLIENT, "ListResources", "tells of no more after the largest page")
def largest_page(world: World) -> None:
    account, _ = max(world.places(False), key=lambda place: sum(1 for _ in true_in(world, place[0])))
    answer = world.client(CLIENT, account, HOME).list_resources(MaxResults=1000)
    equal("NextToken" in answer, False, "there is a token")


@check(CLIENT, "Search", "finds a thousand at most, and says so")
def search(world: World) -> None:
    account, _ = max(world.places(False), key=lambda place: sum(1 for _ in true_in(world, place[0])))
    client = world.client(CLIENT, account, HOME)
    for query, true in [
        ("", {one["id"] for _, one in true_in(world, account)}),
        ("resourcetype:mq:broker", {one["id"] for kind, one in true_in(world, account) if kind == "mq:broker"}),
    ]:
        pages = list(world.pages(client, "Search", {"QueryString": query}, 300))
        found = [one["Arn"] for page in pages for one in page["Resources"]]
        equal(len(found), min(1000, len(true)), f"how many «{query}» finds")
        equal(set(found) <= true and len(set(found)) == len(found), True, "each is there, once")
        count = {"TotalResources": len(found), "Complete": len(true) <= 1000}
        equal([page["Count"] for page in pages], [count] * len(pages), "the counts")


@check(CLIENT, "ListSupportedResourceTypes", "knows every type that there is")
def supported_types(world: World) -> None:
    pages = world.pages(world.as_payer(CLIENT), "ListSupportedResourceTypes", {}, 5)
    found = {one["ResourceType"].split("/")[0] for page in pages for one in page["ResourceTypes"]}
    equal(found, set(world.truth["types"]), "types")


ROWS = [
    search,
    supported_types,
    indexes,
    views,
    unknown_view,
    resources,
    regional,
    largest_page,
    refusal(CLIENT, "ListResources", {"NextToken": "guess"}, "ValidationException"),
    refusal(CLIENT, "ListResources", {"ViewArn": "arn:aws:resource-explorer-2:us-east-1:1:view/none/1"}, "UnauthorizedException"),
    refusal(CLIENT, "ListResources", {"Filters": {"FilterString": "checkout"}}, "ValidationException"),
]
