from checks import check, equal
from kit import World, listing, refusal, tag_list, tags_one_by_one


@check("opensearch", "DescribeDomains", "describes five at once")
def domains(world: World) -> None:
    true = world.of("es:domain")
    for account, region in world.places():
        names = [one["name"] for one in true.values() if (one["account"], one["region"]) == (account, region)]
        for start in range(0, len(names), 5):
            asked = names[start : start + 5]
            found = world.client("opensearch", account, region).describe_domains(DomainNames=asked)["DomainStatusList"]
            equal(sorted(one["DomainName"] for one in found), sorted(asked), "the domains")
            equal({one["ARN"] for one in found} <= set(true), True, "their ARNs")


ROWS = [
    listing(
        "opensearch",
        "ListDomainNames",
        "es:domain",
        lambda page: page["DomainNames"],
        lambda item, account, region: f"arn:aws:es:{region}:{account}:domain/{item['DomainName']}",
    ),
    domains,
    tags_one_by_one("opensearch", "ListTags", "es:domain", "ARN", lambda answer: tag_list(answer, "TagList")),
    refusal("opensearch", "DescribeDomains", {"DomainNames": ["nobody"] * 6}, "ValidationException"),
    refusal("opensearch", "ListTags", {"ARN": "arn:aws:es:us-east-1:123456789012:domain/nobody"}, "ResourceNotFoundException"),
]
