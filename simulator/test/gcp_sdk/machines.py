from google.api_core.exceptions import NotFound
from google.cloud import compute_v1 as compute
from google.cloud.compute_v1.services.addresses.transports import AddressesRestTransport
from google.cloud.compute_v1.services.disks.transports import DisksRestTransport
from google.cloud.compute_v1.services.firewalls.transports import FirewallsRestTransport
from google.cloud.compute_v1.services.forwarding_rules.transports import ForwardingRulesRestTransport
from google.cloud.compute_v1.services.images.transports import ImagesRestTransport
from google.cloud.compute_v1.services.instances.transports import InstancesRestTransport
from google.cloud.compute_v1.services.machine_types.transports import MachineTypesRestTransport
from google.cloud.compute_v1.services.networks.transports import NetworksRestTransport
from google.cloud.compute_v1.services.routers.transports import RoutersRestTransport
from google.cloud.compute_v1.services.snapshots.transports import SnapshotsRestTransport
from google.cloud.compute_v1.services.subnetworks.transports import SubnetworksRestTransport

from checks import Row, equal
from kit import World, raised, rest, row

PREFIX = "https://www.googleapis.com/compute/v1/"


def listing(name: str, client: type, transport: type, types: tuple[str, ...], aggregated: bool, look=None) -> Row:
    """Lists a kind in every project and compares it with the truth; `look` sees each with its truth."""
    true_types = [f"compute.googleapis.com/{one}" for one in types]

    def run(world: World) -> None:
        expected = {key: one for each in true_types for key, one in world.of(each).items()}
        seen: list[str] = []
        caller = client(transport=rest(transport, world))
        for project in world.projects:
            if aggregated:
                pages = caller.aggregated_list(request={"project": project, "max_results": 40})
                items = [item for _, scoped in pages for item in getattr(scoped, snake(name))]
            else:
                items = list(caller.list(request={"project": project, "max_results": 40}))
            for item in items:
                identifier = f"//compute.googleapis.com/{item.self_link.removeprefix(PREFIX)}"
                seen.append(identifier)
                equal(identifier in expected, True, f"{identifier} is in the truth")
                if hasattr(item, "labels"):
                    equal(dict(item.labels), expected[identifier]["tags"], f"the labels of {identifier}")
                if look is not None:
                    look(item)
        equal(sorted(seen), sorted(expected), f"all of {', '.join(types)}")

    operation = f"compute.{name}.{'aggregatedList' if aggregated else 'list'}"
    return row(operation, f"lists all of {', '.join(types)} in every project", run)


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def instance(item: compute.Instance) -> None:
    equal(item.status == "TERMINATED", item.last_stop_timestamp != "", f"when {item.name} stopped")
    equal(sum(disk.boot for disk in item.disks), 1, f"boot disks of {item.name}")


def disk(item: compute.Disk) -> None:
    equal(bool(item.zone) != bool(item.region), True, f"{item.name} is in a zone or a region")


def machine_type(world: World) -> None:
    caller = compute.MachineTypesClient(transport=rest(MachineTypesRestTransport, world))
    found = caller.get(project=world.payer, zone="us-central1-a", machine_type="n2-standard-4")
    equal((found.guest_cpus, found.memory_mb), (4, 16384), "processors and memory")
    asked = lambda: caller.get(project=world.payer, zone="us-central1-a", machine_type="n9-standard-4")  # noqa: E731
    equal(type(raised(asked)), NotFound, "a type that isn't there")


def unknown(world: World) -> None:
    caller = compute.InstancesClient(transport=rest(InstancesRestTransport, world))
    error = raised(lambda: list(caller.aggregated_list(request={"project": "nobody-has-this"})))
    equal(type(error), NotFound, "error")


ROWS = [
    listing("instances", compute.InstancesClient, InstancesRestTransport, ("Instance",), True, instance),
    listing("disks", compute.DisksClient, DisksRestTransport, ("Disk", "RegionDisk"), True, disk),
    listing("addresses", compute.AddressesClient, AddressesRestTransport, ("Address", "GlobalAddress"), True),
    listing("routers", compute.RoutersClient, RoutersRestTransport, ("Router",), True),
    listing("forwardingRules", compute.ForwardingRulesClient, ForwardingRulesRestTransport, ("ForwardingRule", "GlobalForwardingRule"), True),
    listing("subnetworks", compute.SubnetworksClient, SubnetworksRestTransport, ("Subnetwork",), True),
    listing("snapshots", compute.SnapshotsClient, SnapshotsRestTransport, ("Snapshot",), False),
    listing("images", compute.ImagesClient, ImagesRestTransport, ("Image",), False),
    listing("firewalls", compute.FirewallsClient, FirewallsRestTransport, ("Firewall",), False),
    listing("networks", compute.NetworksClient, NetworksRestTransport, ("Network",), False),
    row("compute.machineTypes.get", "tells a machine type's processors and memory", machine_type),
    row("compute.instances.aggregatedList", "finds no project that isn't there", unknown),
]
