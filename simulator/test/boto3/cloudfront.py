from checks import equal
from kit import listing, refusal, tag_list, tags_of_each

NOBODY = "arn:aws:cloudfront::123456789012:distribution/E1ABCDEFGHIJKL"


def look(item, true) -> None:
    names = [*item["Aliases"].get("Items", []), item["DomainName"]]
    equal(names[0], true["name"], "the name")


ROWS = [
    listing(
        "cloudfront",
        "ListDistributions",
        "cloudfront:distribution",
        lambda page: page["DistributionList"].get("Items", []),
        lambda item, account, region: item["ARN"],
        size=5,
        everywhere=False,
        look=look,
    ),
    tags_of_each(
        "cloudfront",
        "ListTagsForResource",
        "cloudfront:distribution",
        lambda cloudfront, true: tag_list(cloudfront.list_tags_for_resource(Resource=true["id"])["Tags"], "Items"),
    ),
    refusal("cloudfront", "ListDistributions", {"Marker": "guess"}, "InvalidArgument"),
    refusal("cloudfront", "ListTagsForResource", {"Resource": NOBODY}, "NoSuchResource"),
]
