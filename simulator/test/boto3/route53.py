from checks import check, equal
from kit import World, listing, refusal, tag_list


@check("route53", "ListTagsForResources", "gives the tags of ten zones at once")
def tags(world: World) -> None:
    for account in world.accounts:
        zones = {arn.rsplit("/", 1)[1]: one for arn, one in world.of("route53:hostedzone").items() if one["account"] == account["id"]}
        route53 = world.client("route53", account["id"])
        names = list(zones)
        for start in range(0, len(names), 10):
            answer = route53.list_tags_for_resources(ResourceType="hostedzone", ResourceIds=names[start : start + 10])
            for one in answer["ResourceTagSets"]:
                equal(tag_list(one), zones[one["ResourceId"]]["tags"], f"the tags of {one['ResourceId']}")


ROWS = [
    listing(
        "route53",
        "ListHostedZones",
        "route53:hostedzone",
        lambda page: page["HostedZones"],
        lambda item, account, region: f"arn:aws:route53:::{item['Id'].lstrip('/')}",
        size=5,
        everywhere=False,
        look=lambda item, true: equal(item["Name"], true["name"], "the name"),
    ),
    tags,
    refusal("route53", "ListHostedZones", {"Marker": "guess"}, "InvalidInput"),
    refusal(
        "route53",
        "ListTagsForResources",
        {"ResourceType": "hostedzone", "ResourceIds": [f"Z{number}" for number in range(11)]},
        "InvalidInput",
    ),
    refusal(
        "route53", "ListTagsForResources", {"ResourceType": "hostedzone", "ResourceIds": ["Z1"]}, "NoSuchHostedZone"
    ),
]
