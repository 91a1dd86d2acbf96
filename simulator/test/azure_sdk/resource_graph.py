from azure.mgmt.resourcegraph import ResourceGraphClient
from azure.mgmt.resourcegraph.models import QueryRequest, QueryRequestOptions

from checks import check, equal
from kit import World, code_of

SERVICE = "Microsoft.ResourceGraph"
ELSEWHERE = ("Microsoft.Resources/subscriptions/resourceGroups", "Microsoft.Graph/")


def pages(world: World, query: str, top: int | None = None, **scope):
    client = world.client(ResourceGraphClient)
    token = None
    while True:
        options = QueryRequestOptions(top=top, skip_token=token, result_format="objectArray")
        answer = client.resources(QueryRequest(query=query, options=options, **scope))
        yield answer
        token = answer.skip_token
        if not token:
            return


def rows(world: World, query: str, **scope) -> list[dict]:
    return [row for page in pages(world, query, **scope) for row in page.data]


@check(SERVICE, "Resources", "tells every resource once, with its tags")
def everything(world: World) -> None:
    found = {row["id"]: row["tags"] or {} for row in rows(world, "resources | project id, tags | order by id asc")}
    true = {
        one["id"]: one["tags"]
        for name, family in world.truth["types"].items()
        if not name.startswith(ELSEWHERE)
        for one in family["resources"]
    }
    equal(found, true, "resources")


@check(SERVICE, "Resources", "comes in pages of the size that is asked for, and each says how many there are in all")
def sizes(world: World) -> None:
    answers = list(pages(world, "resources | where type =~ 'Microsoft.Compute/disks' | project id", top=50))
    true = len(world.of("Microsoft.Compute/disks"))
    equal({answer.total_records for answer in answers}, {true}, "the total")
    equal([answer.count for answer in answers], [50] * (true // 50) + ([true % 50] if true % 50 else []), "pages")


@check(SERVICE, "Resources", "is asked about some subscriptions, or a management group")
def scopes(world: World) -> None:
    query = "resources | summarize count() by subscriptionId"
    one = world.subscriptions[1]
    equal([row["subscriptionId"] for row in rows(world, query, subscriptions=[one])], [one], "one subscription")
    found = rows(world, query, management_groups=[world.facts["management_group"]])
    equal({row["subscriptionId"] for row in found}, set(world.subscriptions), "all of them")


@check(SERVICE, "Resources", "refuses what it doesn't understand")
def refusals(world: World) -> None:
    equal(code_of(lambda: rows(world, "resources | dance")), "BadRequest", "the error's code")


ROWS = [everything, sizes, scopes, refusals]
