from google.api_core.exceptions import Forbidden
from google.cloud import resourcemanager_v3 as manager
from google.cloud.resourcemanager_v3.services.folders.transports import FoldersRestTransport
from google.cloud.resourcemanager_v3.services.organizations.transports import OrganizationsRestTransport
from google.cloud.resourcemanager_v3.services.projects.transports import ProjectsRestTransport

from checks import equal
from kit import World, check, raised, rest

PROJECT = "cloudresourcemanager.googleapis.com/Project"


def projects(world: World) -> manager.ProjectsClient:
    return manager.ProjectsClient(transport=rest(ProjectsRestTransport, world))


def folders(world: World) -> manager.FoldersClient:
    return manager.FoldersClient(transport=rest(FoldersRestTransport, world))


@check("cloudresourcemanager.projects.search", "finds every project, and one that is being deleted")
def search(world: World) -> None:
    found = list(projects(world).search_projects(request={"page_size": 2}))
    active = [one for one in found if one.state == manager.Project.State.ACTIVE]
    equal([one.project_id for one in active], world.projects, "active projects")
    equal([one.state.name for one in found if one not in active], ["DELETE_REQUESTED"], "the other")
    labels = {one["id"].rsplit("/", 1)[1]: one["tags"] for one in world.of(PROJECT).values()}
    for one in active:
        equal(dict(one.labels), labels.get(one.project_id, {}), f"the labels of {one.project_id}")
    only = list(projects(world).search_projects(request={"query": "state:ACTIVE"}))
    equal(len(only), len(active), "those found by their state")


@check("cloudresourcemanager.projects.list", "lists the projects of a folder")
def listing(world: World) -> None:
    seen = [
        one.project_id
        for folder in folders(world).list_folders(request={"parent": world.organization})
        for one in projects(world).list_projects(request={"parent": folder.name})
    ]
    equal(sorted(seen), sorted(world.projects), "projects of all folders")


@check("cloudresourcemanager.projects.get", "tells one project, and denies what it doesn't know")
def one_project(world: World) -> None:
    found = projects(world).get_project(name=f"projects/{world.payer}")
    again = projects(world).get_project(name=found.name)
    equal(again.project_id, world.payer, "found by its number")
    equal(type(raised(lambda: projects(world).get_project(name="projects/nobody-has-this"))), Forbidden, "an unknown one")


@check("cloudresourcemanager.folders.list", "lists the folders of the organisation")
def folder_list(world: World) -> None:
    names = [one.display_name for one in folders(world).list_folders(request={"parent": world.organization})]
    equal(sorted(names), ["Applications", "Non-production", "Platform", "Production"], "folders")


@check("cloudresourcemanager.folders.search", "finds the same folders")
def folder_search(world: World) -> None:
    equal(len(list(folders(world).search_folders(request={}))), 4, "folders")


@check("cloudresourcemanager.organizations.search", "finds the organisation")
def organizations(world: World) -> None:
    client = manager.OrganizationsClient(transport=rest(OrganizationsRestTransport, world))
    found = list(client.search_organizations(request={}))
    equal([one.name for one in found], [world.organization], "organisations")


ROWS = [search, listing, one_project, folder_list, folder_search, organizations]
