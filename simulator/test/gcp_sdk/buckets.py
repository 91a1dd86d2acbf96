from google.api_core.exceptions import NotFound
from google.cloud import storage

from checks import equal
from kit import World, check, raised

BUCKET = "storage.googleapis.com/Bucket"


def client(world: World, project: str) -> storage.Client:
    options = {"api_endpoint": world.url}
    return storage.Client(project=project, credentials=world.credentials, client_options=options)


@check("storage.buckets.list", "lists every project's, with labels, places and lifecycles")
def listing(world: World) -> None:
    true = world.of(BUCKET)
    found = [one for project in world.projects for one in client(world, project).list_buckets(page_size=7)]
    equal(sorted(f"//storage.googleapis.com/{one.name}" for one in found), sorted(true), "buckets")
    for one in found:
        expected = true[f"//storage.googleapis.com/{one.name}"]
        equal(dict(one.labels), expected["tags"], f"the labels of {one.name}")
        equal(one.location.lower(), expected["region"], f"the place of {one.name}")
    equal({len(list(one.lifecycle_rules)) for one in found}, {0, 1}, "rules")


@check("storage.buckets.get", "tells one bucket, and finds none that isn't there")
def one_bucket(world: World) -> None:
    name, true = next(iter(world.of(BUCKET).items()))
    found = client(world, true["account"]).get_bucket(name.rsplit("/", 1)[1])
    equal(dict(found.labels), true["tags"], "labels")
    equal(type(raised(lambda: client(world, world.payer).get_bucket("nobody-has-this"))), NotFound, "error")


ROWS = [listing, one_bucket]
