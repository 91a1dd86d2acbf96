from kit import listing, refusal, small_tag_list, tags_of_each

NOBODY = "arn:aws:bedrock:us-east-1:123456789012:guardrail/nobody012345"


def family(operation: str, what: str, result: str, identifier: str):
    return [
        listing(
            "bedrock-agent",
            operation,
            f"bedrock:{what}",
            lambda page: page[result],
            lambda item, account, region: f"arn:aws:bedrock:{region}:{account}:{what}/{item[identifier]}",
            size=5,
        ),
        tags_of_each(
            "bedrock-agent",
            "ListTagsForResource",
            f"bedrock:{what}",
            lambda bedrock, true: bedrock.list_tags_for_resource(resourceArn=true["id"])["tags"],
        ),
        refusal("bedrock-agent", operation, {"nextToken": "guess"}, "ValidationException"),
    ]


ROWS = [
    *family("ListAgents", "agent", "agentSummaries", "agentId"),
    *family("ListKnowledgeBases", "knowledge-base", "knowledgeBaseSummaries", "knowledgeBaseId"),
    listing(
        "bedrock",
        "ListGuardrails",
        "bedrock:guardrail",
        lambda page: page["guardrails"],
        lambda item, account, region: item["arn"],
        size=5,
    ),
    tags_of_each(
        "bedrock",
        "ListTagsForResource",
        "bedrock:guardrail",
        lambda bedrock, true: small_tag_list(bedrock.list_tags_for_resource(resourceARN=true["id"])),
    ),
    refusal("bedrock", "ListGuardrails", {"nextToken": "guess"}, "ValidationException"),
    refusal("bedrock", "ListTagsForResource", {"resourceARN": NOBODY}, "ResourceNotFoundException"),
    refusal("bedrock-agent", "ListTagsForResource", {"resourceArn": NOBODY}, "ResourceNotFoundException"),
]
