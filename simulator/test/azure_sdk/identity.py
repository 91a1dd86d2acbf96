import os

import requests
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import ManagedIdentityCredential

from checks import check, equal
from kit import ARM, World


@check("Entra", "Token", "gives a service principal its token, and refuses a wrong secret in Entra's words")
def token(world: World) -> None:
    equal(world.credential.get_token(ARM).token.count("."), 2, "parts of the token")
    for client_id, secret, code in (
        (world.facts["client_id"], "wrong", "AADSTS7000215"),
        ("11111111-1111-4111-8111-111111111111", "wrong", "AADSTS700016"),
    ):
        try:
            world.sign_in(client_id, secret).get_token(ARM)
        except ClientAuthenticationError as error:
            equal(code in error.message, True, f"{code} in {error.message}")
        else:
            raise AssertionError("a wrong secret was taken")


@check("Entra", "OpenIdConfiguration", "says where tokens are")
def configuration(world: World) -> None:
    address = f"{world.url}/{world.facts['tenant_id']}/v2.0/.well-known/openid-configuration"
    equal(requests.get(address).json()["token_endpoint"].startswith(world.url), True, "the endpoint is here")


@check("Entra", "InstanceDiscovery", "says that it is an authority")
def discovery(world: World) -> None:
    endpoint = f"{world.url}/{world.facts['tenant_id']}/oauth2/v2.0/authorize"
    address = f"{world.url}/common/discovery/instance?api-version=1.1&authorization_endpoint={endpoint}"
    equal(requests.get(address).json()["tenant_discovery_endpoint"].startswith(world.url), True, "the authority is here")


@check("ManagedIdentity", "Token", "gives the machine its token")
def managed(world: World) -> None:
    os.environ["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = world.facts["identity_url"]
    try:
        equal(ManagedIdentityCredential().get_token(ARM).token.count("."), 2, "parts of the token")
    finally:
        del os.environ["AZURE_POD_IDENTITY_AUTHORITY_HOST"]


@check("ManagedIdentity", "AppServiceToken", "gives an app of App Service its token")
def app_service(world: World) -> None:
    os.environ["IDENTITY_ENDPOINT"] = f"{world.facts['identity_url']}/msi/token"
    os.environ["IDENTITY_HEADER"] = "anything"
    try:
        equal(ManagedIdentityCredential().get_token(ARM).token.count("."), 2, "parts of the token")
    finally:
        del os.environ["IDENTITY_ENDPOINT"], os.environ["IDENTITY_HEADER"]


ROWS = [token, configuration, discovery, managed, app_service]
