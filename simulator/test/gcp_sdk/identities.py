from google.cloud.iam_admin_v1 import ListServiceAccountKeysResponse, ListServiceAccountsResponse
from google.protobuf.json_format import ParseDict

from checks import equal
from kit import World, check


def accounts(world: World, project: str) -> list:
    found, token = [], ""
    while True:
        answer = world.get(f"v1/projects/{project}/serviceAccounts", pageSize=5, pageToken=token)
        # IAM's library speaks gRPC only; its messages read the answers all the same, and refuse what isn't in them.
        ParseDict(answer, ListServiceAccountsResponse.pb()())
        found.extend(answer.get("accounts", []))
        token = answer.get("nextPageToken", "")
        if not token:
            return found


@check("iam.projects.serviceAccounts.list", "lists the service accounts of every project, page by page")
def service_accounts(world: World) -> None:
    found = {
        f"//iam.googleapis.com/projects/{one['projectId']}/serviceAccounts/{one['uniqueId']}"
        for project in world.projects
        for one in accounts(world, project)
    }
    equal(sorted(found), sorted(world.of("iam.googleapis.com/ServiceAccount")), "service accounts")


@check("iam.projects.serviceAccounts.keys.list", "lists the keys that people made, and Google's own when asked for all")
def keys(world: World) -> None:
    people, everyone = [], 0
    for project in world.projects:
        for one in accounts(world, project):
            path = f"v1/{one['name']}/keys"
            people.extend(key["name"].rsplit("/", 1)[1] for key in world.get(path, keyTypes="USER_MANAGED").get("keys", []))
            every = world.get(path)
            ParseDict(every, ListServiceAccountKeysResponse.pb()())
            everyone += len(every["keys"])
    true = world.of("iam.googleapis.com/ServiceAccountKey")
    equal(sorted(people), sorted(name.rsplit("/", 1)[1] for name in true), "keys of people")
    equal(everyone, len(people) + len(world.of("iam.googleapis.com/ServiceAccount")), "all keys")


ROWS = [service_accounts, keys]
