from kit import listing, refusal, tag_list, tags_one_by_one


ROWS = [
    listing(
        "memorydb",
        "DescribeClusters",
        "memorydb:cluster",
        lambda page: page["Clusters"],
        lambda item, account, region: item["ARN"],
        size=2,
    ),
    tags_one_by_one("memorydb", "ListTags", "memorydb:cluster", "ResourceArn", lambda answer: tag_list(answer, "TagList")),
    refusal("memorydb", "DescribeClusters", {"NextToken": "guess"}, "InvalidParameterValueException"),
    refusal(
        "memorydb",
        "ListTags",
        {"ResourceArn": "arn:aws:memorydb:us-east-1:123456789012:cluster/nobody"},
        "ClusterNotFoundFault",
    ),
]
