from checks import check, equal
from kit import World, refusal, tag_list, tags_one_by_one


@check("firehose", "ListDeliveryStreams", "lists all of them, each page after the last name of the one before")
def streams(world: World) -> None:
    seen = []
    for account, region in world.places():
        firehose = world.client("firehose", account, region)
        after: dict[str, str] = {}
        more = True
        while more:
            page = firehose.list_delivery_streams(Limit=2, **after)
            names = page["DeliveryStreamNames"]
            seen += [f"arn:aws:firehose:{region}:{account}:deliverystream/{name}" for name in names]
            more = page["HasMoreDeliveryStreams"]
            after = {"ExclusiveStartDeliveryStreamName": names[-1]} if names else {}
    equal(sorted(seen), sorted(world.of("firehose:deliverystream")), "all streams")


ROWS = [
    streams,
    tags_one_by_one(
        "firehose",
        "ListTagsForDeliveryStream",
        "firehose:deliverystream",
        "DeliveryStreamName",
        tag_list,
        key=lambda arn, true: true["name"],
    ),
    refusal("firehose", "ListTagsForDeliveryStream", {"DeliveryStreamName": "nobody"}, "ResourceNotFoundException"),
]
