from checks import check, equal
from kit import World, code_of


@check("sts", "GetCallerIdentity", "says who one is, as the payer and as each role")
def caller(world: World) -> None:
    equal(world.as_payer("sts").get_caller_identity()["Account"], world.payer, "the payer")
    for account in world.accounts:
        identity = world.client("sts", account["id"]).get_caller_identity()
        equal(identity["Account"], account["id"], "the account of the role")
        equal(":assumed-role/" in identity["Arn"], True, "it is a role")


@check("sts", "AssumeRole", "wants the external id")
def assume(world: World) -> None:
    role = world.accounts[1]
    asked = {"RoleArn": role["role_arn"], "RoleSessionName": "boto3"}
    sts = world.as_payer("sts")
    issued = sts.assume_role(**asked, ExternalId=role["external_id"], DurationSeconds=900)["Credentials"]
    equal(issued["AccessKeyId"].startswith("ASIA"), True, "temporary credentials")
    equal(code_of(lambda: sts.assume_role(**asked, ExternalId="guess")), "AccessDenied", "a wrong external id")
    equal(code_of(lambda: sts.assume_role(**asked)), "AccessDenied", "no external id")


ROWS = [caller, assume]
