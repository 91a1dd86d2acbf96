from checks import check, equal
from kit import World, refusal, tag_list


CLIENT = "resourcegroupstaggingapi"


# Where what has no region is told.
HOMES = {"globalaccelerator": "us-west-2"}


def home_of(resource_type: str, region: str) -> str:
    return HOMES.get(resource_type.split(":")[0], "us-east-1") if region == "global" else region


def true_here(world: World, account: str, region: str):
    """What the API may know: IAM's users and roles it never does."""
    for resource_type, one in world.truth["types"].items():
        for true in one["resources"]:
            if true["taggable"] and (true["account"], home_of(resource_type, true["region"])) == (account, region):
                if not resource_type.startswith("iam:"):
                    yield true


@check(CLIENT, "GetResources", "lists all that is tagged and some that was")
def resources(world: World) -> None:
    once_tagged = never_tagged = 0
    for account, region in world.places():
        client = world.client(CLIENT, account, region)
        pages = world.pages(client, "GetResources", {}, 50)
        found = {one["ResourceARN"]: tag_list(one) for page in pages for one in page["ResourceTagMappingList"]}
        for true in true_here(world, account, region):
            if true["tags"]:
                equal(found.pop(true["id"], None), true["tags"], f"the tags of {true['id']}")
            elif true["id"] in found:
                equal(found.pop(true["id"]), {}, f"the tags of {true['id']}")
                once_tagged += 1
            else:
                never_tagged += 1
        equal(found, {}, "nothing else")
    equal(once_tagged > 0 and never_tagged > once_tagged, True, "both kinds of untagged resources")


@check(CLIENT, "GetTagKeys", "knows every key")
def keys(world: World) -> None:
    for account, region in world.places():
        pages = world.pages(world.client(CLIENT, account, region), "GetTagKeys", {}, None)
        true = {key for one in true_here(world, account, region) for key in one["tags"]}
        equal({key for page in pages for key in page["TagKeys"]}, true, f"keys in {account} {region}")


@check(CLIENT, "GetTagValues", "knows every value of a key")
def values(world: World) -> None:
    for account, region in world.places():
        pages = world.pages(world.client(CLIENT, account, region), "GetTagValues", {"Key": "Environment"}, None)
        true = {one["tags"]["Environment"] for one in true_here(world, account, region) if "Environment" in one["tags"]}
        equal({value for page in pages for value in page["TagValues"]}, true, f"values in {account} {region}")


ROWS = [
    resources,
    keys,
    values,
    refusal(CLIENT, "GetResources", {"PaginationToken": "guess"}, "PaginationTokenExpiredException"),
]
