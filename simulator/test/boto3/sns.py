from kit import listing, refusal, tag_list, tags_of_each

NOBODY = "arn:aws:sns:us-east-1:123456789012:nobody"

ROWS = [
    listing(
        "sns",
        "ListTopics",
        "sns:topic",
        lambda page: page["Topics"],
        lambda item, account, region: item["TopicArn"],
    ),
    tags_of_each(
        "sns",
        "ListTagsForResource",
        "sns:topic",
        lambda sns, true: tag_list(sns.list_tags_for_resource(ResourceArn=true["id"])),
    ),
    refusal("sns", "ListTopics", {"NextToken": "guess"}, "InvalidParameter"),
    refusal("sns", "ListTagsForResource", {"ResourceArn": NOBODY}, "ResourceNotFound"),
]
