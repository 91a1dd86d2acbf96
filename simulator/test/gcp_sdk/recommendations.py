from google.api_core.exceptions import BadRequest
from google.cloud import recommender_v1
from google.cloud.recommender_v1.services.recommender.transports import RecommenderRestTransport

from checks import equal
from kit import World, check, raised, rest

ADDRESSES = "google.compute.address.IdleResourceRecommender"


def client(world: World) -> recommender_v1.RecommenderClient:
    return recommender_v1.RecommenderClient(transport=rest(RecommenderRestTransport, world))


def found(world: World, parent: str, location: str, recommender: str) -> list:
    name = f"{parent}/locations/{location}/recommenders/{recommender}"
    return list(client(world).list_recommendations(request={"parent": name, "page_size": 3}))


@check("recommender.recommendations.list", "gives an organisation's, a billing account's and a project's advice on what to save")
def parents(world: World) -> None:
    places = {one["region"] for one in world.of("compute.googleapis.com/Address").values()}
    of_organization = [one for place in sorted(places) for one in found(world, world.organization, place, ADDRESSES)]
    account = f"billingAccounts/{world.facts['billing_account']}"
    of_account = [one for place in sorted(places) for one in found(world, account, place, ADDRESSES)]
    of_projects = [
        one
        for place in sorted(places)
        for project in world.projects
        for one in found(world, f"projects/{project}", place, ADDRESSES)
    ]
    names = lambda all_of_them: sorted(one.name for one in all_of_them)  # noqa: E731
    equal(len(of_organization) > 0, True, "advice")
    equal(names(of_account), names(of_organization), "the billing account's")
    equal(names(of_projects), names(of_organization), "the projects'")
    for one in of_organization:
        projection = one.primary_impact.cost_projection
        equal(projection.cost.units < 0 and projection.cost.nanos <= 0, True, f"{projection.cost} is negative")
        equal(projection.duration.total_seconds(), 2592000, "duration")
        equal(one.state_info.state.name, "ACTIVE", "state")


@check("recommender.recommendations.list", "refuses a recommender that isn't one")
def refusal(world: World) -> None:
    equal(type(raised(lambda: found(world, world.organization, "global", "saver"))), BadRequest, "error")


ROWS = [parents, refusal]
