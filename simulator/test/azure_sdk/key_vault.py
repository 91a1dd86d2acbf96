from azure.core.exceptions import ResourceNotFoundError
from azure.keyvault.secrets import SecretClient

from checks import check, equal
from kit import World


def client(world: World) -> SecretClient:
    # It would ask the authority that the vault names whether it may be trusted.
    return SecretClient(world.url, world.credential, verify_challenge_resource=False, retry_total=0)


@check("KeyVault", "SetSecret", "keeps every version of a secret")
def versions(world: World) -> None:
    first, second = (client(world).set_secret("python-versions", value) for value in ("one", "two"))
    equal(client(world).get_secret("python-versions").value, "two", "the latest")
    equal(client(world).get_secret("python-versions", first.properties.version).value, "one", "the first")
    equal(first.properties.version == second.properties.version, False, "versions")


@check("KeyVault", "GetSecret", "says what is not there")
def absent(world: World) -> None:
    try:
        client(world).get_secret("python-absent")
    except ResourceNotFoundError as error:
        equal(error.error.code, "SecretNotFound", "code")
    else:
        raise AssertionError("a secret that is not there was given")


ROWS = [versions, absent]
