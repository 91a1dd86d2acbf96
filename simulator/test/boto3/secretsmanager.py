from kit import listing, refusal, tag_list


ROWS = [
    listing(
        "secretsmanager",
        "ListSecrets",
        "secretsmanager:secret",
        lambda page: page["SecretList"],
        lambda item, account, region: item["ARN"],
        size=5,
        tags=tag_list,
    ),
    refusal("secretsmanager", "ListSecrets", {"NextToken": "guess"}, "InvalidNextTokenException"),
]
