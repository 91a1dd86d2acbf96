from checks import check, equal
from kit import World, listing, refusal


@check("lambda", "ListTags", "gives the tags of each function")
def tags(world: World) -> None:
    for arn, true in list(world.of("lambda:function").items())[:60]:
        answer = world.client("lambda", true["account"], true["region"]).list_tags(Resource=arn)
        equal(answer["Tags"], true["tags"], f"the tags of {arn}")


ROWS = [
    listing(
        "lambda",
        "ListFunctions",
        "lambda:function",
        lambda page: page["Functions"],
        lambda item, account, region: item["FunctionArn"],
        size=7,
    ),
    tags,
    refusal("lambda", "ListFunctions", {"Marker": "guess"}, "InvalidParameterValueException"),
    refusal(
        "lambda",
        "ListTags",
        {"Resource": "arn:aws:lambda:us-east-1:123456789012:function:nobody"},
        "ResourceNotFoundException",
    ),
]
