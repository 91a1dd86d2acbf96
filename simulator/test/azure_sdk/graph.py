from checks import check, equal
from kit import World


# msgraph-sdk brings a hundred megabytes for one list.
@check("Microsoft.Graph", "ListApplications", "lists the app registrations with the ends of their credentials, in pages")
def applications(world: World) -> None:
    path = "/v1.0/applications?$select=id,displayName,passwordCredentials,keyCredentials&$top=7"
    found = list(world.listed(path, "@odata.nextLink", "https://graph.microsoft.com/.default"))
    true = world.of("Microsoft.Graph/applications")
    equal([f"/applications/{one['id']}" for one in found], list(true), "registrations")
    secrets = [each for one in found for each in one["passwordCredentials"]]
    equal(all(each["secretText"] is None and each["endDateTime"] for each in secrets), True, "ends and no secrets")
    credentials = [
        f"/applications/{one['id']}/credentials/{each['keyId']}"
        for one in found
        for each in one["passwordCredentials"] + one["keyCredentials"]
    ]
    true = world.of("Microsoft.Graph/applications/credentials")
    equal(sorted(credentials), sorted(true), "credentials")


ROWS = [applications]
