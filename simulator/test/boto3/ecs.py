from checks import check, equal
from kit import World, listing, refusal


CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/nobody"


def small_tags(item) -> dict[str, str]:
    return {tag["key"]: tag["value"] for tag in item.get("tags", [])}


@check("ecs", "DescribeClusters", "describes a hundred at once, with their tags where these are asked for")
def clusters(world: World) -> None:
    for account, region in world.places():
        ecs = world.client("ecs", account, region)
        here = {arn: one for arn, one in world.of("ecs:cluster").items() if (one["account"], one["region"]) == (account, region)}
        if here:
            asked = [*list(here)[:99], CLUSTER]
            answer = ecs.describe_clusters(clusters=asked, include=["TAGS"])
            equal([one["arn"] for one in answer["failures"]], [CLUSTER], "failures")
            for one in answer["clusters"]:
                equal(small_tags(one), here[one["clusterArn"]]["tags"], f"the tags of {one['clusterArn']}")
            untold = ecs.describe_clusters(clusters=asked[:1])["clusters"][0]
            equal(untold["tags"], [], "tags that nobody asked for")


@check("ecs", "ListServices", "lists those of each cluster, once")
def services(world: World) -> None:
    seen = []
    for account, region in world.places():
        ecs = world.client("ecs", account, region)
        for clusters in world.pages(ecs, "ListClusters", {}, 100):
            for cluster in clusters["clusterArns"]:
                for page in world.pages(ecs, "ListServices", {"cluster": cluster}, 3):
                    equal(all(f"/{cluster.split('/')[1]}/" in arn for arn in page["serviceArns"]), True, "of the cluster")
                    seen += page["serviceArns"]
    equal(sorted(seen), sorted(world.of("ecs:service")), "all services")


@check("ecs", "DescribeServices", "describes ten at once, with their tags")
def described(world: World) -> None:
    for arn, true in list(world.of("ecs:service").items())[:60]:
        ecs = world.client("ecs", true["account"], true["region"])
        (one,) = ecs.describe_services(cluster=arn.split("/")[1], services=[arn], include=["TAGS"])["services"]
        equal((one["serviceName"], small_tags(one)), (true["name"], true["tags"]), arn)


ROWS = [
    listing("ecs", "ListClusters", "ecs:cluster", lambda page: page["clusterArns"], lambda item, account, region: item, size=3),
    clusters,
    services,
    described,
    refusal("ecs", "ListClusters", {"nextToken": "guess"}, "InvalidParameterException"),
    refusal("ecs", "ListServices", {"cluster": "nobody"}, "ClusterNotFoundException"),
    refusal("ecs", "DescribeClusters", {"clusters": ["nobody"] * 101}, "InvalidParameterException"),
]
