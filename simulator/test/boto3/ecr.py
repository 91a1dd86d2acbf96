from kit import listing, refusal, tag_list, tags_one_by_one


ROWS = [
    listing(
        "ecr",
        "DescribeRepositories",
        "ecr:repository",
        lambda page: page["repositories"],
        lambda item, account, region: item["repositoryArn"],
        size=3,
    ),
    tags_one_by_one("ecr", "ListTagsForResource", "ecr:repository", "resourceArn", lambda answer: tag_list(answer, "tags")),
    refusal("ecr", "DescribeRepositories", {"nextToken": "guess"}, "InvalidParameterException"),
    refusal(
        "ecr",
        "ListTagsForResource",
        {"resourceArn": "arn:aws:ecr:us-east-1:123456789012:repository/nobody"},
        "RepositoryNotFoundException",
    ),
]
