from checks import check, equal
from kit import World, listing, refusal, tag_list, tags_one_by_one


@check("dynamodb", "DescribeTable", "knows each table")
def tables(world: World) -> None:
    for arn, true in list(world.of("dynamodb:table").items())[:60]:
        table = world.client("dynamodb", true["account"], true["region"]).describe_table(TableName=true["name"])["Table"]
        equal(table["TableArn"], arn, "the ARN")
        equal(table["TableStatus"] in ("ACTIVE", "UPDATING"), True, "a status")
        equal(table["CreationDateTime"].year > 2000, True, "a moment")


ROWS = [
    listing(
        "dynamodb",
        "ListTables",
        "dynamodb:table",
        lambda page: page["TableNames"],
        lambda item, account, region: f"arn:aws:dynamodb:{region}:{account}:table/{item}",
        size=3,
    ),
    tables,
    tags_one_by_one("dynamodb", "ListTagsOfResource", "dynamodb:table", "ResourceArn", tag_list),
    refusal("dynamodb", "DescribeTable", {"TableName": "nobody"}, "ResourceNotFoundException"),
    refusal(
        "dynamodb",
        "ListTagsOfResource",
        {"ResourceArn": "arn:aws:dynamodb:us-east-1:123456789012:table/nobody"},
        "ResourceNotFoundException",
    ),
]
