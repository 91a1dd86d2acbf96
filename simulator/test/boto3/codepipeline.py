from kit import listing, refusal, small_tag_list, tags_of_each

NOBODY = "arn:aws:codepipeline:us-east-1:123456789012:nobody"

ROWS = [
    listing(
        "codepipeline",
        "ListPipelines",
        "codepipeline:pipeline",
        lambda page: page["pipelines"],
        lambda item, account, region: f"arn:aws:codepipeline:{region}:{account}:{item['name']}",
        size=5,
    ),
    tags_of_each(
        "codepipeline",
        "ListTagsForResource",
        "codepipeline:pipeline",
        lambda codepipeline, true: small_tag_list(codepipeline.list_tags_for_resource(resourceArn=true["id"])),
    ),
    refusal("codepipeline", "ListPipelines", {"nextToken": "guess"}, "InvalidNextTokenException"),
    refusal("codepipeline", "ListTagsForResource", {"resourceArn": NOBODY}, "ResourceNotFoundException"),
]
