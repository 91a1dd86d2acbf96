from kit import listing, refusal, tag_list


ROWS = [
    listing(
        "efs",
        "DescribeFileSystems",
        "elasticfilesystem:file-system",
        lambda page: page["FileSystems"],
        lambda item, account, region: item["FileSystemArn"],
        size=3,
        tags=tag_list,
    ),
    refusal("efs", "DescribeFileSystems", {"Marker": "guess"}, "BadRequest"),
]
