from kit import listing, refusal, tag_list


ROWS = [
    listing(
        "fsx",
        "DescribeFileSystems",
        "fsx:file-system",
        lambda page: page["FileSystems"],
        lambda item, account, region: item["ResourceARN"],
        size=2,
        tags=tag_list,
    ),
    refusal("fsx", "DescribeFileSystems", {"NextToken": "guess"}, "BadRequest"),
]
