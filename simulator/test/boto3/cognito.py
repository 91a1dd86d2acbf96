from kit import listing, refusal, tags_of_each

NOBODY = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_nobody"

ROWS = [
    listing(
        "cognito-idp",
        "ListUserPools",
        "cognito-idp:userpool",
        lambda page: page["UserPools"],
        lambda item, account, region: f"arn:aws:cognito-idp:{region}:{account}:userpool/{item['Id']}",
        size=5,
    ),
    tags_of_each(
        "cognito-idp",
        "ListTagsForResource",
        "cognito-idp:userpool",
        lambda cognito, true: cognito.list_tags_for_resource(ResourceArn=true["id"])["Tags"],
    ),
    refusal("cognito-idp", "ListUserPools", {"MaxResults": 5, "NextToken": "guess"}, "InvalidParameterException"),
    refusal("cognito-idp", "ListTagsForResource", {"ResourceArn": NOBODY}, "ResourceNotFoundException"),
]
