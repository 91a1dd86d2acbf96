from checks import check, equal
from kit import World, listing, refusal, tags_of_each


def url(true) -> str:
    return f"https://sqs.{true['region']}.amazonaws.com/{true['account']}/{true['name']}"


@check("sqs", "ListQueues", "leaves out the list where there is no queue")
def nothing(world: World) -> None:
    answer = world.as_payer("sqs").list_queues(QueueNamePrefix="nobody")
    equal("QueueUrls" in answer, False, "a list")


ROWS = [
    listing(
        "sqs",
        "ListQueues",
        "sqs:queue",
        lambda page: page.get("QueueUrls", []),
        lambda item, account, region: f"arn:aws:sqs:{region}:{account}:{item.rsplit('/', 1)[1]}",
        size=5,
    ),
    nothing,
    tags_of_each(
        "sqs", "ListQueueTags", "sqs:queue", lambda sqs, true: sqs.list_queue_tags(QueueUrl=url(true)).get("Tags", {})
    ),
    refusal(
        "sqs",
        "ListQueueTags",
        {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/nobody"},
        "AWS.SimpleQueueService.NonExistentQueue",
    ),
    refusal("sqs", "ListQueues", {"MaxResults": 5, "NextToken": "guess"}, "InvalidParameterValue"),
]
