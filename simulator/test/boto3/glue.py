from kit import listing, refusal, tags_one_by_one


def family(operation: str, kind: str, result: str):
    return listing(
        "glue",
        operation,
        f"glue:{kind}",
        lambda page: page[result],
        lambda item, account, region: f"arn:aws:glue:{region}:{account}:{kind}/{item['Name']}",
        size=2,
    )


def tags(kind: str):
    return tags_one_by_one("glue", "GetTags", f"glue:{kind}", "ResourceArn", lambda answer: answer["Tags"])


ROWS = [
    family("GetJobs", "job", "Jobs"),
    family("GetDatabases", "database", "DatabaseList"),
    family("GetCrawlers", "crawler", "Crawlers"),
    tags("job"),
    tags("database"),
    tags("crawler"),
    refusal("glue", "GetJobs", {"NextToken": "guess"}, "InvalidInputException"),
    refusal("glue", "GetDatabases", {"NextToken": "guess"}, "InvalidInputException"),
    refusal("glue", "GetCrawlers", {"NextToken": "guess"}, "ValidationException"),
    refusal("glue", "GetTags", {"ResourceArn": "arn:aws:glue:us-east-1:123456789012:job/nobody"}, "EntityNotFoundException"),
]
