from checks import check, equal
from kit import World, listing, refusal, tags_of_each

NOBODY = {"KeyId": "1234abcd-12ab-34cd-56ef-1234567890ab"}


@check("kms", "ListAliases", "names keys, and those of AWS as nobody else may")
def aliases(world: World) -> None:
    found = {}
    for account, region in world.places():
        kms = world.client("kms", account, region)
        for page in world.pages(kms, "ListAliases", {}, 5):
            for alias in page["Aliases"]:
                arn = f"arn:aws:kms:{region}:{account}:key/{alias['TargetKeyId']}"
                equal(alias["AliasArn"], f"arn:aws:kms:{region}:{account}:{alias['AliasName']}", "the alias's ARN")
                found[arn] = alias["AliasName"]
    named = {arn: f"alias/{true['name']}" for arn, true in world.of("kms:key").items() if true.get("name")}
    equal(found, named, "the aliases")
    equal(any(name.startswith("alias/aws/") for name in found.values()), True, "keys of AWS")


@check("kms", "DescribeKey", "tells who keeps a key")
def managers(world: World) -> None:
    for arn, true in world.of("kms:key").items():
        metadata = world.client("kms", true["account"], true["region"]).describe_key(KeyId=arn)["KeyMetadata"]
        equal(metadata["Arn"], arn, "the ARN")
        equal(metadata["KeyManager"], "CUSTOMER" if true["taggable"] else "AWS", f"who keeps {arn}")


ROWS = [
    listing(
        "kms",
        "ListKeys",
        "kms:key",
        lambda page: page["Keys"],
        lambda item, account, region: item["KeyArn"],
        size=5,
    ),
    aliases,
    managers,
    tags_of_each(
        "kms",
        "ListResourceTags",
        "kms:key",
        lambda kms, true: {
            tag["TagKey"]: tag["TagValue"] for tag in kms.list_resource_tags(KeyId=true["id"])["Tags"]
        },
    ),
    refusal("kms", "ListKeys", {"Marker": "guess"}, "InvalidMarkerException"),
    refusal("kms", "DescribeKey", NOBODY, "NotFoundException"),
    refusal("kms", "ListResourceTags", NOBODY, "NotFoundException"),
]
