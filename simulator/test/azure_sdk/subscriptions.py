from azure.mgmt.resource.resources import ResourceManagementClient
from azure.mgmt.resource.subscriptions import SubscriptionClient

from checks import check, equal
from kit import World, code_of


@check("Microsoft.Resources", "ListSubscriptions", "lists all of them with their state and tags")
def subscriptions(world: World) -> None:
    found = [
        (one.subscription_id, one.display_name, one.state, dict(one.tags or {}))
        for one in world.client(SubscriptionClient).subscriptions.list()
    ]
    true = [(one["id"], one["name"], one["state"], one["tags"]) for one in world.truth["accounts"]]
    equal(found, true, "subscriptions")


@check("Microsoft.Resources", "GetSubscription", "tells one, and refuses one that is not there")
def subscription(world: World) -> None:
    operations = world.client(SubscriptionClient).subscriptions
    equal(operations.get(world.subscriptions[0]).display_name, world.truth["accounts"][0]["name"], "the name")
    missing = "00000000-0000-4000-8000-000000000000"
    equal(code_of(lambda: operations.get(missing)), "SubscriptionNotFound", "the error's code")


@check("Microsoft.Resources", "ListTenants", "tells the tenant")
def tenants(world: World) -> None:
    found = [one.tenant_id for one in world.client(SubscriptionClient).tenants.list()]
    equal(found, [world.facts["tenant_id"]], "tenants")


@check("Microsoft.Resources", "ListResourceGroups", "lists all groups of every subscription, with their tags")
def resource_groups(world: World) -> None:
    found = {
        one.id: (one.name, one.location, dict(one.tags or {}))
        for subscription_id in world.subscriptions
        for one in world.client(ResourceManagementClient, subscription_id).resource_groups.list()
    }
    true = {
        one["id"]: (one["name"], one["region"], one["tags"])
        for one in world.of("Microsoft.Resources/subscriptions/resourceGroups").values()
    }
    equal(found, true, "groups")


ROOT = "/providers/Microsoft.Management/managementGroups"
VERSION = "api-version=2020-05-01"


# The SDK of management groups has none of these operations any more.
@check("Microsoft.Management", "ListManagementGroups", "lists the tree")
def groups(world: World) -> None:
    names = [one["name"] for one in world.listed(f"{ROOT}?{VERSION}", "nextLink")]
    equal(len(names), len(set(names)), "different groups")
    equal(world.facts["management_group"] in names, True, "the root of the company")


@check("Microsoft.Management", "GetManagementGroup", "tells one by its name")
def group(world: World) -> None:
    found = world.get(f"{ROOT}/{world.facts['management_group']}?{VERSION}")
    equal(found["properties"]["tenantId"], world.facts["tenant_id"], "the tenant")


@check("Microsoft.Management", "GetDescendants", "finds every subscription below the root, in pages")
def descendants(world: World) -> None:
    path = f"{ROOT}/{world.facts['management_group']}/descendants?{VERSION}&$top=3"
    found = [one["name"] for one in world.listed(path, "nextLink") if one["type"] == "/subscriptions"]
    equal(sorted(found), sorted(world.subscriptions), "subscriptions")


# The SDK of Compute brings forty megabytes for one list.
@check("Microsoft.Compute", "ListSkus", "tells what every size in use has")
def sizes(world: World) -> None:
    account = world.truth["accounts"][0]
    path = f"/subscriptions/{account['id']}/providers/Microsoft.Compute/skus?api-version=2021-07-01"
    regional = f"{path}&$filter=location eq '{account['regions'][0]}'"
    found = [one for one in world.listed(regional, "nextLink") if one["resourceType"] == "virtualMachines"]
    equal({place for one in found for place in one["locations"]}, {account["regions"][0]}, "places")
    names = [{each["name"] for each in one["capabilities"]} for one in found]
    equal(all({"vCPUs", "MemoryGB"} <= each for each in names), True, "cores and memory")


ROWS = [subscriptions, subscription, tenants, resource_groups, groups, group, descendants, sizes]
