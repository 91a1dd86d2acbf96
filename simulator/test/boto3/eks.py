from checks import check, equal
from kit import World, listing, refusal


@check("eks", "DescribeCluster", "has the tags of each cluster")
def clusters(world: World) -> None:
    for arn, true in list(world.of("eks:cluster").items())[:60]:
        cluster = world.client("eks", true["account"], true["region"]).describe_cluster(name=true["name"])["cluster"]
        equal((cluster["arn"], cluster["tags"]), (arn, true["tags"]), arn)
        equal(cluster["createdAt"].year > 2000, True, "a moment")


@check("eks", "ListNodegroups", "lists those of each cluster, once, and DescribeNodegroup tells their ARN and tags")
def groups(world: World) -> None:
    seen = []
    true = world.of("eks:nodegroup")
    for one in world.of("eks:cluster").values():
        eks = world.client("eks", one["account"], one["region"])
        for page in world.pages(eks, "ListNodegroups", {"clusterName": one["name"]}, 2):
            for name in page["nodegroups"]:
                group = eks.describe_nodegroup(clusterName=one["name"], nodegroupName=name)["nodegroup"]
                seen.append(group["nodegroupArn"])
                equal(group["tags"], true[group["nodegroupArn"]]["tags"], group["nodegroupArn"])
    equal(sorted(seen), sorted(true), "all groups")


ROWS = [
    listing(
        "eks",
        "ListClusters",
        "eks:cluster",
        lambda page: page["clusters"],
        lambda item, account, region: f"arn:aws:eks:{region}:{account}:cluster/{item}",
        size=2,
    ),
    clusters,
    groups,
    refusal("eks", "ListClusters", {"nextToken": "guess"}, "InvalidParameterException"),
    refusal("eks", "DescribeCluster", {"name": "nobody"}, "ResourceNotFoundException"),
    refusal("eks", "ListNodegroups", {"clusterName": "nobody"}, "ResourceNotFoundException"),
    refusal("eks", "DescribeNodegroup", {"clusterName": "nobody", "nodegroupName": "none"}, "ResourceNotFoundException"),
]
