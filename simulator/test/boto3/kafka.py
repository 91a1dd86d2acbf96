from kit import listing, refusal


ROWS = [
    listing(
        "kafka",
        "ListClustersV2",
        "kafka:cluster",
        lambda page: page["ClusterInfoList"],
        lambda item, account, region: item["ClusterArn"],
        size=2,
        tags=lambda item: item["Tags"],
    ),
    refusal("kafka", "ListClustersV2", {"NextToken": "guess"}, "BadRequestException"),
]
