from kit import listing, refusal, tag_list, tags_one_by_one


ROWS = [
    listing(
        "athena",
        "ListWorkGroups",
        "athena:workgroup",
        lambda page: page["WorkGroups"],
        lambda item, account, region: f"arn:aws:athena:{region}:{account}:workgroup/{item['Name']}",
        size=2,
    ),
    tags_one_by_one("athena", "ListTagsForResource", "athena:workgroup", "ResourceARN", tag_list),
    refusal("athena", "ListWorkGroups", {"NextToken": "guess"}, "InvalidRequestException"),
    refusal(
        "athena",
        "ListTagsForResource",
        {"ResourceARN": "arn:aws:athena:us-east-1:123456789012:workgroup/nobody"},
        "ResourceNotFoundException",
    ),
]
