from kit import listing, refusal, tags_one_by_one


ROWS = [
    listing(
        "backup",
        "ListBackupVaults",
        "backup:backup-vault",
        lambda page: page["BackupVaultList"],
        lambda item, account, region: item["BackupVaultArn"],
        size=2,
    ),
    tags_one_by_one("backup", "ListTags", "backup:backup-vault", "ResourceArn", lambda answer: answer["Tags"]),
    refusal("backup", "ListBackupVaults", {"NextToken": "guess"}, "InvalidParameterValueException"),
    refusal(
        "backup",
        "ListTags",
        {"ResourceArn": "arn:aws:backup:us-east-1:123456789012:backup-vault:nobody"},
        "ResourceNotFoundException",
    ),
]
