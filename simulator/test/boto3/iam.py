from checks import check, equal
from kit import World, listing, refusal, tag_list


def family(operation: str, resource_type: str, result: str):
    return listing(
        "iam",
        operation,
        resource_type,
        lambda page: page[result],
        lambda item, account, region: item["Arn"],
        size=5,
        everywhere=False,
    )


def tags_of(operation: str, resource_type: str, parameter: str):
    @check("iam", operation, "gives the tags that the list leaves out")
    def run(world: World) -> None:
        for arn, true in list(world.of(resource_type).items())[:30]:
            iam = world.client("iam", true["account"])
            pages = list(world.pages(iam, operation, {parameter: true["name"]}, 1))
            found = {key: value for page in pages for key, value in tag_list(page).items()}
            equal(found, true["tags"], f"the tags of {arn}")

    return run


@check("iam", "ListRoles", "has roles of AWS itself, with a readable trust")
def linked_roles(world: World) -> None:
    for account in world.accounts:
        iam = world.client("iam", account["id"])
        roles = iam.list_roles(PathPrefix="/aws-service-role/")["Roles"]
        equal(len(roles) > 0, True, "roles of AWS")
        # boto3 decodes the document.
        equal(roles[0]["AssumeRolePolicyDocument"]["Statement"][0]["Effect"], "Allow", "the trust")


@check("iam", "ListAccessKeys", "finds all keys, user by user")
def access_keys(world: World) -> None:
    for account in world.accounts:
        iam = world.client("iam", account["id"])
        users = [one["UserName"] for page in world.pages(iam, "ListUsers", {}, None) for one in page["Users"]]
        found = {
            key["AccessKeyId"]
            for user in users
            for page in world.pages(iam, "ListAccessKeys", {"UserName": user}, None)
            for key in page["AccessKeyMetadata"]
        }
        true = {one["name"] for one in world.of("iam:access-key").values() if one["account"] == account["id"]}
        equal(found, true, f"keys of {account['id']}")


@check("iam", "GetAccessKeyLastUsed", "says when, or that never")
def last_used(world: World) -> None:
    used = []
    for true in world.of("iam:access-key").values():
        answer = world.client("iam", true["account"]).get_access_key_last_used(AccessKeyId=true["name"])
        last = answer["AccessKeyLastUsed"]
        used.append("LastUsedDate" in last)
        equal(last["ServiceName"] == "N/A", "LastUsedDate" not in last, true["name"])
    equal(set(used), {True, False}, "used and unused keys")


ROWS = [
    family("ListUsers", "iam:user", "Users"),
    family("ListRoles", "iam:role", "Roles"),
    tags_of("ListUserTags", "iam:user", "UserName"),
    tags_of("ListRoleTags", "iam:role", "RoleName"),
    linked_roles,
    access_keys,
    last_used,
    refusal("iam", "ListUserTags", {"UserName": "nobody"}, "NoSuchEntity"),
    refusal("iam", "ListUsers", {"Marker": "guess"}, "ValidationError"),
]
