from checks import check, equal
from kit import World, listing, refusal, tag_list


def arn(kind: str, key: str):
    return lambda item, account, region: f"arn:aws:ec2:{region}:{account}:{kind}/{item[key]}"


def family(operation: str, kind: str, result: str, key: str, **options):
    return listing(
        "ec2", operation, f"ec2:{kind}", lambda page: page[result], arn(kind, key), tags=tag_list, **options
    )


def instances_of(page):
    return [instance for reservation in page["Reservations"] for instance in reservation["Instances"]]


def look_at_instance(instance, true):
    equal(instance["State"]["Name"] in ("running", "stopped"), True, "a state")
    equal(instance["Placement"]["AvailabilityZone"].startswith(true["region"]), True, "a zone of the region")
    reason = instance["StateTransitionReason"]
    equal(reason == "" or reason.startswith("User initiated (20"), True, "a reason")


@check("ec2", "DescribeRegions", "seventeen are switched on")
def regions(world: World) -> None:
    ec2 = world.as_payer("ec2")
    on = [region["RegionName"] for region in ec2.describe_regions()["Regions"]]
    equal(len(on), 17, "regions")
    for account in world.accounts:
        equal(set(account["regions"]) <= set(on), True, "the regions in use")
    equal(len(ec2.describe_regions(AllRegions=True)["Regions"]) > 30, True, "all regions")


@check("ec2", "DescribeInstanceTypes", "knows every type that is used")
def instance_types(world: World) -> None:
    for account, region in world.places():
        ec2 = world.client("ec2", account, region)
        used = {one["InstanceType"] for page in world.pages(ec2, "DescribeInstances", {}, 100) for one in instances_of(page)}
        for page in world.pages(ec2, "DescribeInstanceTypes", {"InstanceTypes": sorted(used)} if used else {}, None):
            for one in page["InstanceTypes"]:
                equal(one["VCpuInfo"]["DefaultVCpus"] > 0 and one["MemoryInfo"]["SizeInMiB"] > 0, True, "a size")
                used.discard(one["InstanceType"])
        equal(used, set(), "unknown types")


@check("ec2", "DescribeVolumes", "is attached to what says so too")
def attachments(world: World) -> None:
    for account, region in world.places():
        ec2 = world.client("ec2", account, region)
        volumes = [one for page in world.pages(ec2, "DescribeVolumes", {}, 50) for one in page["Volumes"]]
        instances = [one for page in world.pages(ec2, "DescribeInstances", {}, 50) for one in instances_of(page)]
        from_volumes = {(v["VolumeId"], a["InstanceId"]) for v in volumes for a in v["Attachments"]}
        from_instances = {
            (mapping["Ebs"]["VolumeId"], instance["InstanceId"])
            for instance in instances
            for mapping in instance["BlockDeviceMappings"]
        }
        equal(from_volumes, from_instances, f"attachments in {account} {region}")


@check("ec2", "DescribeInstances", "takes filters")
def filters(world: World) -> None:
    account = world.accounts[1]["id"]
    found = world.client("ec2", account).describe_instances(Filters=[{"Name": "tag:Environment", "Values": ["production"]}])
    true = [
        one
        for one in world.of("ec2:instance").values()
        if (one["account"], one["region"], one["tags"].get("Environment")) == (account, "us-east-1", "production")
    ]
    equal(len(instances_of(found)), len(true), "instances in production")


ROWS = [
    regions,
    instance_types,
    attachments,
    filters,
    listing(
        "ec2",
        "DescribeInstances",
        "ec2:instance",
        instances_of,
        arn("instance", "InstanceId"),
        size=5,
        tags=tag_list,
        look=look_at_instance,
    ),
    family("DescribeVolumes", "volume", "Volumes", "VolumeId", size=5),
    family("DescribeSnapshots", "snapshot", "Snapshots", "SnapshotId", size=5, parameters={"OwnerIds": ["self"]}),
    family("DescribeImages", "image", "Images", "ImageId", size=2, parameters={"Owners": ["self"]}),
    family("DescribeAddresses", "elastic-ip", "Addresses", "AllocationId"),
    family("DescribeNatGateways", "natgateway", "NatGateways", "NatGatewayId", size=5),
    family("DescribeVpnGateways", "vpn-gateway", "VpnGateways", "VpnGatewayId"),
    family("DescribeVpcs", "vpc", "Vpcs", "VpcId", size=5),
    family("DescribeSubnets", "subnet", "Subnets", "SubnetId", size=5),
    family("DescribeSecurityGroups", "security-group", "SecurityGroups", "GroupId", size=5),
    refusal("ec2", "DescribeVolumes", {"NextToken": "guess"}, "InvalidParameterValue"),
    refusal("ec2", "DescribeVolumes", {"MaxResults": 4}, "InvalidParameterValue"),
    refusal("ec2", "DescribeVolumes", {"VolumeIds": ["vol-0123"]}, "InvalidVolume.NotFound"),
    refusal("ec2", "DescribeInstanceTypes", {"InstanceTypes": ["m99.huge"]}, "InvalidInstanceType"),
    refusal("ec2", "DescribeInstances", {"DryRun": True}, "DryRunOperation"),
]
