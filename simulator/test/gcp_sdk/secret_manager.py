from google.api_core.exceptions import Conflict, NotFound
from google.cloud.secretmanager_v1 import SecretManagerServiceClient
from google.cloud.secretmanager_v1.services.secret_manager_service.transports import SecretManagerServiceRestTransport

from checks import equal
from kit import World, check, raised, rest


def client(world: World) -> SecretManagerServiceClient:
    return SecretManagerServiceClient(transport=rest(SecretManagerServiceRestTransport, world))


def create(world: World, name: str):
    request = {"parent": f"projects/{world.payer}", "secret_id": name, "secret": {"replication": {"automatic": {}}}}
    return client(world).create_secret(request=request)


@check("secretmanager.projects.secrets.create", "makes a secret once")
def making(world: World) -> None:
    equal(create(world, "python-once").name.endswith("/secrets/python-once"), True, "name")
    equal(isinstance(raised(lambda: create(world, "python-once")), Conflict), True, "the second time")


@check("secretmanager.projects.secrets.addVersion", "keeps every version of a secret")
def adding(world: World) -> None:
    secret = create(world, "python-versions")
    for data in (b"one", b"tw\xc3\xb6"):
        client(world).add_secret_version(request={"parent": secret.name, "payload": {"data": data}})
    for version, data in (("latest", b"tw\xc3\xb6"), ("1", b"one")):
        answer = client(world).access_secret_version(request={"name": f"{secret.name}/versions/{version}"})
        equal(answer.payload.data, data, version)


@check("secretmanager.projects.secrets.versions.access", "says what is not there")
def absent(world: World) -> None:
    name = f"projects/{world.payer}/secrets/python-absent/versions/latest"
    equal(type(raised(lambda: client(world).access_secret_version(request={"name": name}))), NotFound, "no secret")
    empty = create(world, "python-empty")
    request = {"name": f"{empty.name}/versions/latest"}
    equal(type(raised(lambda: client(world).access_secret_version(request=request))), NotFound, "no version")


ROWS = [making, adding, absent]
