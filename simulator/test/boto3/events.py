from checks import check, equal
from kit import World, refusal, tag_list, tags_of_each


@check("events", "ListRules", "lists the rules of every bus")
def rules(world: World) -> None:
    found = []
    for account, region in world.places():
        events = world.client("events", account, region)
        buses = [one["Name"] for one in events.list_event_buses()["EventBuses"]]
        equal(buses[0], "default", "the bus of the account itself")
        for bus in buses:
            for page in world.pages(events, "ListRules", {"EventBusName": bus}, 5):
                equal({one["EventBusName"] for one in page["Rules"]} <= {bus}, True, f"rules of {bus}")
                found += [one["Arn"] for one in page["Rules"]]
    equal(sorted(found), sorted(world.of("events:rule")), "all rules")


@check("events", "ListEventBuses", "tells the ARN of a bus")
def buses(world: World) -> None:
    for account, region in world.places():
        for one in world.client("events", account, region).list_event_buses()["EventBuses"]:
            equal(one["Arn"], f"arn:aws:events:{region}:{account}:event-bus/{one['Name']}", "the ARN")


ROWS = [
    rules,
    buses,
    tags_of_each(
        "events",
        "ListTagsForResource",
        "events:rule",
        lambda events, true: tag_list(events.list_tags_for_resource(ResourceARN=true["id"])),
    ),
    refusal("events", "ListEventBuses", {"NextToken": "guess"}, "ValidationException"),
    refusal("events", "ListRules", {"NextToken": "guess"}, "ValidationException"),
    refusal("events", "ListRules", {"EventBusName": "nobody"}, "ResourceNotFoundException"),
    refusal(
        "events",
        "ListTagsForResource",
        {"ResourceARN": "arn:aws:events:us-east-1:123456789012:rule/nobody"},
        "ResourceNotFoundException",
    ),
]
