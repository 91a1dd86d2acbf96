from kit import listing, refusal, tag_list, tags_one_by_one


def family(operation: str, kind: str, result: str):
    return listing(
        "elasticache",
        operation,
        f"elasticache:{kind}",
        lambda page: page[result],
        lambda item, account, region: item["ARN"],
        size=20,
    )


def tags(kind: str):
    return tags_one_by_one(
        "elasticache",
        "ListTagsForResource",
        f"elasticache:{kind}",
        "ResourceName",
        lambda answer: tag_list(answer, "TagList"),
    )


ROWS = [
    family("DescribeCacheClusters", "cluster", "CacheClusters"),
    family("DescribeReplicationGroups", "replicationgroup", "ReplicationGroups"),
    tags("cluster"),
    tags("replicationgroup"),
    refusal("elasticache", "DescribeCacheClusters", {"Marker": "guess"}, "InvalidParameterValue"),
    refusal("elasticache", "DescribeReplicationGroups", {"MaxRecords": 19}, "InvalidParameterValue"),
    refusal(
        "elasticache",
        "ListTagsForResource",
        {"ResourceName": "arn:aws:elasticache:us-east-1:123456789012:cluster:nobody"},
        "CacheClusterNotFound",
    ),
]
