import os

from google.auth import default
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2 import service_account

from checks import equal
from kit import SCOPES, World, check, raised


def works(world: World, credentials) -> None:
    answer = AuthorizedSession(credentials).get(f"{world.url}/v3/projects/{world.payer}")
    equal(answer.status_code, 200, answer.text[:300])


@check("sts.token", "takes a foreign token for one of Google's, and no wrong, old or forged one")
def exchange(world: World) -> None:
    works(world, world.external())
    refresh = lambda credentials: type(raised(lambda: credentials.refresh(Request())))  # noqa: E731
    wrong = world.external(audience="//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/a/providers/b")
    equal(issubclass(refresh(wrong), GoogleAuthError), True, "another audience")
    equal(issubclass(refresh(world.external(token=world.facts["expired_token"])), GoogleAuthError), True, "an old token")
    forged = f"{world.facts['subject_token'][:-4]}AAAA"
    equal(issubclass(refresh(world.external(token=forged)), GoogleAuthError), True, "a forged token")


@check("iamcredentials.projects.serviceAccounts.generateAccessToken", "lets the pool act as the service account, and as no other")
def impersonation(world: World) -> None:
    works(world, world.external(impersonate=True))
    other = world.facts["impersonation_url"].replace("serviceAccounts/cloudoptima@", "serviceAccounts/admin@")
    credentials = world.external(service_account_impersonation_url=other)
    equal(isinstance(raised(lambda: credentials.refresh(Request())), RefreshError), True, "another account")


@check("oauth2.token", "takes what a service account's key has signed")
def key(world: World) -> None:
    info = world.facts["service_account_key"]
    works(world, service_account.Credentials.from_service_account_info(info, scopes=SCOPES))


def metadata_row(operation: str, path: str, expected: str):
    @check(f"metadata.{operation}", f"answers {path or 'a ping'} to those who know the header")
    def run(world: World) -> None:
        session = AuthorizedSession(world.credentials)
        answer = session.get(f"{world.url}/{path}", headers={"Metadata-Flavor": "Google"})
        equal((answer.status_code, answer.headers["metadata-flavor"]), (200, "Google"), path)
        equal(expected in answer.text, True, answer.text)
        equal(session.get(f"{world.url}/{path}").status_code, 403, "without the header")

    return run


@check("metadata.token", "signs in a machine, as application default credentials do")
def machine(world: World) -> None:
    os.environ |= {"GCE_METADATA_HOST": world.host, "GCE_METADATA_IP": world.host, "GCE_METADATA_ROOT": world.host}
    # The library reads these when it is loaded.
    from importlib import reload

    import google.auth.compute_engine._metadata as metadata

    reload(metadata)
    credentials, project = default(scopes=SCOPES)
    equal(project, world.payer, "the project")
    works(world, credentials)


ACCOUNT = "computeMetadata/v1/instance/service-accounts/default"

ROWS = [
    exchange,
    impersonation,
    key,
    machine,
    metadata_row("ping", "", "computeMetadata"),
    metadata_row("instance", "computeMetadata/v1/instance", "service-accounts"),
    metadata_row("email", f"{ACCOUNT}/email", "cloudoptima@"),
    metadata_row("scopes", f"{ACCOUNT}/scopes", "cloud-platform"),
    metadata_row("account", f"{ACCOUNT}/", "aliases"),
    metadata_row("projectId", "computeMetadata/v1/project/project-id", "northwind-management"),
    metadata_row("projectNumber", "computeMetadata/v1/project/numeric-project-id", ""),
    metadata_row("universe", "computeMetadata/v1/universe/universe-domain", "googleapis.com"),
]
