from checks import check, equal
from kit import World, listing, refusal, tag_list


TYPE = "elasticloadbalancing:loadbalancer/"


def arn(item, account: str, region: str) -> str:
    return f"arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/{item['LoadBalancerName']}"


@check("elb", "DescribeTags", "gives the tags of twenty at once")
def tags(world: World) -> None:
    for account, region in world.places():
        here = [one for one in world.of(TYPE).values() if (one["account"], one["region"]) == (account, region)][:20]
        if here:
            asked = [one["name"] for one in here]
            found = world.client("elb", account, region).describe_tags(LoadBalancerNames=asked)["TagDescriptions"]
            equal([tag_list(one) for one in found], [one["tags"] for one in here], f"tags in {account} {region}")


@check("elb", "DescribeInstanceHealth", "knows each registered instance")
def health(world: World) -> None:
    for account, region in world.places():
        elb = world.client("elb", account, region)
        for balancer in elb.describe_load_balancers()["LoadBalancerDescriptions"]:
            states = elb.describe_instance_health(LoadBalancerName=balancer["LoadBalancerName"])["InstanceStates"]
            registered = [one["InstanceId"] for one in balancer["Instances"]]
            equal([one["InstanceId"] for one in states], registered, balancer["LoadBalancerName"])


ROWS = [
    listing("elb", "DescribeLoadBalancers", TYPE, lambda page: page["LoadBalancerDescriptions"], arn, size=2),
    tags,
    health,
    refusal("elb", "DescribeLoadBalancers", {"LoadBalancerNames": ["nobody"]}, "LoadBalancerNotFound"),
    refusal("elb", "DescribeTags", {"LoadBalancerNames": ["nobody"] * 21}, "ValidationError"),
]
