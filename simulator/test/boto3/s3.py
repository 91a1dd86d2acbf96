from checks import check, equal
from kit import World, code_of, listing, refusal, tag_list


def each_bucket(world: World):
    for true in world.of("s3:bucket").values():
        yield world.client("s3", true["account"], true["region"]), true


@check("s3", "GetBucketTagging", "gives the tags, or an error where there are none")
def tagging(world: World) -> None:
    for s3, true in each_bucket(world):
        ask = lambda s3=s3, true=true: s3.get_bucket_tagging(Bucket=true["name"])  # noqa: E731
        if true["tags"]:
            equal(tag_list(ask(), "TagSet"), true["tags"], f"the tags of {true['id']}")
        else:
            equal(code_of(ask), "NoSuchTagSet", true["id"])


@check("s3", "GetBucketLocation", "tells every region from the first one, in the old words too")
def location(world: World) -> None:
    for true in world.of("s3:bucket").values():
        s3 = world.client("s3", true["account"], "us-east-1")
        found = s3.get_bucket_location(Bucket=true["name"])["LocationConstraint"]
        equal({None: "us-east-1", "EU": "eu-west-1"}.get(found, found), true["region"], true["id"])


@check("s3", "GetBucketVersioning", "is on, suspended or was never on")
def versioning(world: World) -> None:
    found = {s3.get_bucket_versioning(Bucket=true["name"]).get("Status") for s3, true in each_bucket(world)}
    equal(found, {"Enabled", "Suspended", None}, "states")


@check("s3", "GetBucketLifecycleConfiguration", "gives rules, or an error where there are none")
def lifecycle(world: World) -> None:
    codes = set()
    for s3, true in each_bucket(world):
        ask = lambda s3=s3, true=true: s3.get_bucket_lifecycle_configuration(Bucket=true["name"])  # noqa: E731
        codes.add(code_of(ask))
        if code_of(ask) == "no error":
            equal(all(rule["Status"] in ("Enabled", "Disabled") for rule in ask()["Rules"]), True, true["id"])
    equal(codes, {"no error", "NoSuchLifecycleConfiguration"}, "answers")


@check("s3", "GetBucketVersioning", "is found from another region, since boto3 follows the redirect")
def redirected(world: World) -> None:
    true = next(one for one in world.of("s3:bucket").values() if one["region"] != "us-east-1")
    s3 = world.client("s3", true["account"], "us-east-1")
    equal(s3.get_bucket_versioning(Bucket=true["name"])["ResponseMetadata"]["HTTPStatusCode"], 200, true["id"])


def look(item, true) -> None:
    equal(item["BucketRegion"], true["region"], "the region")


ROWS = [
    listing(
        "s3",
        "ListBuckets",
        "s3:bucket",
        lambda page: page["Buckets"],
        lambda item, account, region: f"arn:aws:s3:::{item['Name']}",
        size=10,
        everywhere=False,
        look=look,
    ),
    tagging,
    location,
    versioning,
    lifecycle,
    redirected,
    refusal("s3", "GetBucketVersioning", {"Bucket": "nobody-has-this"}, "NoSuchBucket"),
    refusal("s3", "ListBuckets", {"MaxBuckets": 5, "ContinuationToken": "guess"}, "InvalidArgument"),
]
