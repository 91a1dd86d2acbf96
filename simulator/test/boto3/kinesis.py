from checks import check, equal
from kit import World, listing, refusal, tag_list, tags_one_by_one


@check("kinesis", "ListTagsForStream", "gives the tags in pages, in the order of their keys")
def paged(world: World) -> None:
    arn, true = max(world.of("kinesis:stream").items(), key=lambda pair: len(pair[1]["tags"]))
    kinesis = world.client("kinesis", true["account"], true["region"])
    found: list[dict[str, str]] = []
    more = True
    while more:
        after = {"ExclusiveStartTagKey": found[-1]["Key"]} if found else {}
        answer = kinesis.list_tags_for_stream(StreamARN=arn, Limit=2, **after)
        found += answer["Tags"]
        more = answer["HasMoreTags"]
    equal(tag_list({"Tags": found}), true["tags"], arn)


ROWS = [
    listing(
        "kinesis",
        "ListStreams",
        "kinesis:stream",
        lambda page: page["StreamSummaries"],
        lambda item, account, region: item["StreamARN"],
        size=3,
    ),
    tags_one_by_one("kinesis", "ListTagsForStream", "kinesis:stream", "StreamARN", tag_list),
    paged,
    refusal("kinesis", "ListStreams", {"NextToken": "guess"}, "InvalidArgumentException"),
    refusal(
        "kinesis",
        "ListTagsForStream",
        {"StreamARN": "arn:aws:kinesis:us-east-1:123456789012:stream/nobody"},
        "ResourceNotFoundException",
    ),
]
