from kit import listing, refusal, tag_list, tags_one_by_one


ROWS = [
    listing(
        "emr",
        "ListClusters",
        "elasticmapreduce:cluster",
        lambda page: page["Clusters"],
        lambda item, account, region: item["ClusterArn"],
        parameters={"ClusterStates": ["STARTING", "RUNNING", "WAITING"]},
    ),
    tags_one_by_one(
        "emr",
        "DescribeCluster",
        "elasticmapreduce:cluster",
        "ClusterId",
        lambda answer: tag_list(answer["Cluster"]),
        key=lambda arn, true: arn.split("/")[1],
    ),
    refusal("emr", "ListClusters", {"Marker": "guess"}, "InvalidRequestException"),
    refusal("emr", "DescribeCluster", {"ClusterId": "j-NOBODY"}, "InvalidRequestException"),
]
