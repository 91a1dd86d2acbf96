from kit import listing, refusal, tag_list, tags_one_by_one


ROWS = [
    listing(
        "workspaces",
        "DescribeWorkspaces",
        "workspaces:workspace",
        lambda page: page["Workspaces"],
        lambda item, account, region: f"arn:aws:workspaces:{region}:{account}:workspace/{item['WorkspaceId']}",
        size=2,
    ),
    tags_one_by_one(
        "workspaces",
        "DescribeTags",
        "workspaces:workspace",
        "ResourceId",
        lambda answer: tag_list(answer, "TagList"),
        key=lambda arn, true: arn.split("/")[1],
    ),
    refusal("workspaces", "DescribeWorkspaces", {"NextToken": "guess"}, "InvalidParameterValuesException"),
    refusal("workspaces", "DescribeTags", {"ResourceId": "ws-nobody"}, "ResourceNotFoundException"),
]
