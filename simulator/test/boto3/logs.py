from checks import equal
from kit import listing, refusal, tags_of_each

NOBODY = "arn:aws:logs:us-east-1:123456789012:log-group:nobody"


def look(item, true) -> None:
    equal(item["logGroupName"], true["name"], "the name")
    equal(item["arn"], f"{true['id']}:*", "the ARN of its streams")


ROWS = [
    listing(
        "logs",
        "DescribeLogGroups",
        "logs:log-group",
        lambda page: page["logGroups"],
        lambda item, account, region: item["logGroupArn"],
        size=5,
        look=look,
    ),
    tags_of_each(
        "logs",
        "ListTagsForResource",
        "logs:log-group",
        lambda logs, true: logs.list_tags_for_resource(resourceArn=true["id"])["tags"],
    ),
    refusal("logs", "DescribeLogGroups", {"nextToken": "guess"}, "InvalidParameterException"),
    refusal("logs", "ListTagsForResource", {"resourceArn": NOBODY}, "ResourceNotFoundException"),
]
