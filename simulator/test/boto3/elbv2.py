from checks import check, equal
from kit import World, listing, refusal, tag_list


TYPES = tuple(f"elasticloadbalancing:loadbalancer/{kind}" for kind in ("app", "net", "gwy"))
GROUP = "elasticloadbalancing:targetgroup"


@check("elbv2", "DescribeTags", "gives the tags of twenty at once, of either kind")
def tags(world: World) -> None:
    everything = [one for kind in (*TYPES, GROUP) for one in world.of(kind).items()]
    for account, region in world.places():
        here = [pair for pair in everything if (pair[1]["account"], pair[1]["region"]) == (account, region)]
        for start in range(0, len(here), 20):
            asked = dict(here[start : start + 20])
            found = world.client("elbv2", account, region).describe_tags(ResourceArns=list(asked))["TagDescriptions"]
            true = {arn: one["tags"] for arn, one in asked.items()}
            equal({one["ResourceArn"]: tag_list(one) for one in found}, true, f"tags in {account} {region}")


@check("elbv2", "DescribeTargetHealth", "says that a group of no load balancer is unused")
def health(world: World) -> None:
    states = set()
    for account, region in world.places():
        elbv2 = world.client("elbv2", account, region)
        for group in elbv2.describe_target_groups()["TargetGroups"]:
            answer = elbv2.describe_target_health(TargetGroupArn=group["TargetGroupArn"])
            for target in answer["TargetHealthDescriptions"]:
                state = target["TargetHealth"]["State"]
                states.add(state)
                equal(state == "unused", group["LoadBalancerArns"] == [], group["TargetGroupArn"])
    equal(states, {"healthy", "unhealthy", "unused"}, "states")


def family(operation: str, types, result: str, key: str):
    return listing(
        "elbv2", operation, types, lambda page: page[result], lambda item, account, region: item[key], size=4
    )


ROWS = [
    family("DescribeLoadBalancers", TYPES, "LoadBalancers", "LoadBalancerArn"),
    family("DescribeTargetGroups", GROUP, "TargetGroups", "TargetGroupArn"),
    tags,
    health,
    refusal("elbv2", "DescribeLoadBalancers", {"Names": ["nobody"]}, "LoadBalancerNotFound"),
    refusal("elbv2", "DescribeTargetGroups", {"Names": ["nobody"]}, "TargetGroupNotFound"),
    refusal("elbv2", "DescribeTags", {"ResourceArns": ["arn"] * 21}, "ValidationError"),
]
