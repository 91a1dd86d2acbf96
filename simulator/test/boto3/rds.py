from checks import check, equal
from kit import World, listing, refusal, tag_list


def family(operation: str, resource_type: str, result: str, key: str):
    return listing(
        "rds",
        operation,
        resource_type,
        lambda page: page[result],
        lambda item, account, region: item[key],
        size=20,
        tags=lambda item: tag_list(item, "TagList"),
    )


@check("rds", "ListTagsForResource", "gives the same tags as the list")
def tags(world: World) -> None:
    for resource_type in ("rds:db", "rds:cluster", "rds:snapshot", "rds:cluster-snapshot"):
        for arn, true in list(world.of(resource_type).items())[:5]:
            answer = world.client("rds", true["account"], true["region"]).list_tags_for_resource(ResourceName=arn)
            equal(tag_list(answer, "TagList"), true["tags"], f"the tags of {arn}")


ROWS = [
    family("DescribeDBInstances", "rds:db", "DBInstances", "DBInstanceArn"),
    family("DescribeDBClusters", "rds:cluster", "DBClusters", "DBClusterArn"),
    family("DescribeDBSnapshots", "rds:snapshot", "DBSnapshots", "DBSnapshotArn"),
    family("DescribeDBClusterSnapshots", "rds:cluster-snapshot", "DBClusterSnapshots", "DBClusterSnapshotArn"),
    tags,
    refusal("rds", "DescribeDBInstances", {"MaxRecords": 19}, "InvalidParameterValue"),
    refusal("rds", "DescribeDBInstances", {"Marker": "guess"}, "InvalidParameterValue"),
    refusal("rds", "DescribeDBInstances", {"DBInstanceIdentifier": "nobody"}, "DBInstanceNotFound"),
    refusal("rds", "DescribeDBClusters", {"DBClusterIdentifier": "nobody"}, "DBClusterNotFoundFault"),
]
