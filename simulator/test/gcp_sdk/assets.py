from collections import Counter

from google.api_core.exceptions import BadRequest, Forbidden, ServiceUnavailable, TooManyRequests
from google.cloud import asset_v1
from google.cloud.asset_v1.services.asset_service.transports import AssetServiceRestTransport
from google.protobuf.json_format import MessageToDict

from checks import equal
from kit import World, check, raised, rest


def client(world: World) -> asset_v1.AssetServiceClient:
    return asset_v1.AssetServiceClient(transport=rest(AssetServiceRestTransport, world))


@check("cloudasset.searchAllResources", "finds all of the organisation, page by page, with labels, places and states")
def everything(world: World) -> None:
    pager = client(world).search_all_resources(request={"scope": world.organization, "page_size": 500})
    found = list(pager)
    true = world.every()
    equal(sorted(one.name for one in found), sorted(true), "names")
    for one in found:
        equal(dict(one.labels), true[one.name]["tags"], f"the labels of {one.name}")
        equal(one.location.startswith(true[one.name]["region"]), True, f"{one.location} of {one.name}")
        equal(len(one.folders), 1, "folders")
        equal(one.organization, world.organization, "organisation")
    states = Counter(one.state for one in found if one.asset_type == "compute.googleapis.com/Instance")
    equal({"RUNNING", "TERMINATED", "SUSPENDED"} <= set(states), True, f"states {states}")


@check("cloudasset.searchAllResources", "tells whole resources when its mask asks for them")
def versioned(world: World) -> None:
    request = {
        "scope": f"projects/{world.projects[1]}",
        "asset_types": ["compute.googleapis.com/Disk"],
        "read_mask": {"paths": ["name", "versioned_resources"]},
    }
    found = list(client(world).search_all_resources(request=request))
    true = [one for one in world.of("compute.googleapis.com/Disk").values() if one["account"] == world.projects[1]]
    equal(len(found), len(true), "disks")
    for one in found:
        data = MessageToDict(one._pb)["versionedResources"][0]["resource"]
        equal(data["kind"], "compute#disk", "kind")
        equal(one.display_name, "", "what the mask leaves out")


@check("cloudasset.searchAllResources", "takes types as expressions, conditions and an order")
def conditions(world: World) -> None:
    request = {
        "scope": world.organization,
        "asset_types": ["compute.googleapis.com/(Disk|Image)"],
        "query": "labels.team:* NOT location:global",
        "order_by": "createTime DESC",
        "page_size": 100,
    }
    found = list(client(world).search_all_resources(request=request))
    true = [one for one in world.of("compute.googleapis.com/Disk").values() if "team" in one["tags"]]
    equal(sorted(one.name for one in found), sorted(one["id"] for one in true), "names")
    times = [one.create_time for one in found]
    equal(times, sorted(times, reverse=True), "order")


@check("cloudasset.searchAllResources", "refuses what it can't read, and whom it doesn't know")
def refusals(world: World) -> None:
    search = lambda **more: raised(  # noqa: E731
        lambda: list(client(world).search_all_resources(request={"scope": world.organization, **more}))
    )
    equal(type(search(query="policy:amy")), BadRequest, "an unknown field")
    equal(type(search(order_by="labels")), BadRequest, "an order by labels")
    equal(type(search(page_token="guess")), BadRequest, "a token that was never given")
    denied = search(scope="organizations/1")
    equal(type(denied), Forbidden, "another organisation")
    equal(denied.reason, "IAM_PERMISSION_DENIED", "the reason")


@check("cloudasset.searchAllResources", "is throttled and broken on request, in Google's words")
def faults(world: World) -> None:
    ask = lambda: list(  # noqa: E731
        client(world).search_all_resources(request={"scope": world.organization}, retry=None)
    )
    world.fault(kind="throttle", service="cloudasset", times=1)
    throttled = raised(ask)
    equal(type(throttled), TooManyRequests, "throttled")
    equal(throttled.reason, "RATE_LIMIT_EXCEEDED", "the reason")
    equal(len(throttled.details), 3, "details")
    world.fault(kind="error", operation="cloudasset.searchAllResources", times=1)
    equal(type(raised(ask)), ServiceUnavailable, "broken")
    world.heal()


@check("cloudasset.assets.list", "lists all of them with their data and their ancestors")
def listing(world: World) -> None:
    request = {"parent": world.organization, "content_type": asset_v1.ContentType.RESOURCE, "page_size": 1000}
    found = list(client(world).list_assets(request=request))
    equal(sorted(one.name for one in found), sorted(world.every()), "names")
    for one in found:
        equal(len(one.ancestors), 3, "ancestors")
        equal(len(one.resource.data) > 0, True, f"data of {one.name}")


@check("cloudasset.batchGetAssetsHistory", "tells since when assets are as they are")
def history(world: World) -> None:
    names = sorted(world.of("storage.googleapis.com/Bucket"))[:5]
    request = {
        "parent": world.organization,
        "asset_names": names,
        "content_type": asset_v1.ContentType.RESOURCE,
        "read_time_window": {"start_time": world.now},
    }
    assets = client(world).batch_get_assets_history(request=request).assets
    equal([one.asset.name for one in assets], names, "names")
    equal([one.deleted for one in assets], [False] * 5, "deleted")


ROWS = [everything, versioned, conditions, refusals, faults, listing, history]
