from kit import listing, refusal, small_tag_list, tags_of_each

NOBODY = "arn:aws:states:us-east-1:123456789012:stateMachine:nobody"

ROWS = [
    listing(
        "stepfunctions",
        "ListStateMachines",
        "states:stateMachine",
        lambda page: page["stateMachines"],
        lambda item, account, region: item["stateMachineArn"],
        size=5,
    ),
    tags_of_each(
        "stepfunctions",
        "ListTagsForResource",
        "states:stateMachine",
        lambda states, true: small_tag_list(states.list_tags_for_resource(resourceArn=true["id"])),
    ),
    refusal("stepfunctions", "ListStateMachines", {"nextToken": "guess"}, "InvalidToken"),
    refusal("stepfunctions", "ListTagsForResource", {"resourceArn": NOBODY}, "ResourceNotFound"),
]
