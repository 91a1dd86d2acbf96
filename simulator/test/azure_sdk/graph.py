from kit import World, check, equal


# msgraph-sdk brings a hundred megabytes for one list.
@check("Microsoft.Graph", "ListApplications", "lists the app registrations with the ends of their credentials, in pages")
def applications(world: World) -> None:
    path = "/v1.0/applications?$select=id,displayName,passwordCredentials,keyCredentials&$top=7"
    found = list(world.listed(path, "@odata.nextLink", "https://graph.microsoft.com/.default"))
    true = world.of("Microsoft.Graph/applications")
    equal([f"/applications/{one['id']}" for one in found], [one["id"] for one in true], "registrations")
    credentials = [each for one in found for each in one["passwordCredentials"]]
    equal(all(each["secretText"] is None and each["endDateTime"] for each in credentials), True, "ends and no secrets")


ROWS = [applications]
