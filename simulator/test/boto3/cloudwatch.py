from datetime import datetime, timedelta

from checks import check, equal
from kit import World, code_of, listing, refusal, tag_list, tags_of_each


def span(world: World) -> dict[str, datetime]:
    now = datetime.fromisoformat(world.now).replace(minute=0, second=0, microsecond=0)
    return {"StartTime": now - timedelta(days=14), "EndTime": now}


def query(metric: dict, number: int, stat: str = "Average", period: int = 3600) -> dict:
    return {"Id": f"m{number}", "MetricStat": {"Metric": metric, "Period": period, "Stat": stat}}


@check("cloudwatch", "ListMetrics", "knows metrics of each kind, once")
def metrics(world: World) -> None:
    namespaces = set()
    for account, region in world.places():
        pages = world.pages(world.client("cloudwatch", account, region), "ListMetrics", {}, None)
        found = [one for page in pages for one in page["Metrics"]]
        names = [(one["Namespace"], one["MetricName"], str(one["Dimensions"])) for one in found]
        equal(len(names), len(set(names)), "different metrics")
        namespaces |= {one["Namespace"] for one in found}
    kinds = ("EC2", "EBS", "RDS", "ApplicationELB", "NetworkELB", "ELB", "Lambda", "S3", "NATGateway")
    equal({f"AWS/{kind}" for kind in kinds} <= namespaces, True, f"namespaces {namespaces}")


@check("cloudwatch", "GetMetricData", "gives the same numbers in pages as at once")
def data(world: World) -> None:
    account = world.accounts[1]["id"]
    client = world.client("cloudwatch", account)
    found = client.list_metrics(Namespace="AWS/EC2", MetricName="CPUUtilization")["Metrics"][:12]
    asked = {**span(world), "MetricDataQueries": [query(metric, number) for number, metric in enumerate(found)]}
    whole = {one["Id"]: one["Values"] for one in client.get_metric_data(**asked)["MetricDataResults"]}
    equal(any(len(values) == 14 * 24 for values in whole.values()), True, "two weeks of hours")
    merged: dict[str, list[float]] = {}
    pages = 0
    for page in client.get_paginator("get_metric_data").paginate(**asked, PaginationConfig={"PageSize": 1000}):
        pages += 1
        for one in page["MetricDataResults"]:
            merged.setdefault(one["Id"], []).extend(one["Values"])
    equal(pages > 1, True, "pages")
    equal(merged, whole, "values")


@check("cloudwatch", "GetMetricData", "gives nothing for a metric that nobody sent")
def nothing(world: World) -> None:
    metric = {"Namespace": "AWS/EC2", "MetricName": "CPUUtilization", "Dimensions": [{"Name": "InstanceId", "Value": "i-0"}]}
    answer = world.as_payer("cloudwatch").get_metric_data(**span(world), MetricDataQueries=[query(metric, 0)])
    (result,) = answer["MetricDataResults"]
    equal((result["Values"], result["StatusCode"]), ([], "Complete"), "the result")


@check("cloudwatch", "GetMetricData", "refuses more than five hundred queries")
def too_many(world: World) -> None:
    metric = {"Namespace": "AWS/EC2", "MetricName": "CPUUtilization", "Dimensions": []}
    queries = [query(metric, number) for number in range(501)]
    ask = lambda: world.as_payer("cloudwatch").get_metric_data(**span(world), MetricDataQueries=queries)  # noqa: E731
    equal(code_of(ask), "ValidationError", "the error's code")


@check("cloudwatch", "DescribeAlarms", "tells of metrics' alarms alone where no type is asked for")
def only_of_metrics(world: World) -> None:
    counts = []
    for account, region in world.places():
        cloudwatch = world.client("cloudwatch", account, region)
        both = cloudwatch.describe_alarms(AlarmTypes=["MetricAlarm", "CompositeAlarm"], MaxRecords=100)
        usual = cloudwatch.describe_alarms(MaxRecords=100)
        equal(usual["CompositeAlarms"], [], "alarms of alarms")
        equal(len(usual["MetricAlarms"]), len(both["MetricAlarms"]), "alarms of metrics")
        counts.append(len(both["CompositeAlarms"]))
    equal(sum(counts) > 0, True, "some are of alarms")


ROWS = [
    metrics,
    data,
    nothing,
    too_many,
    listing(
        "cloudwatch",
        "DescribeAlarms",
        "cloudwatch:alarm",
        lambda page: [*page["MetricAlarms"], *page["CompositeAlarms"]],
        lambda item, account, region: item["AlarmArn"],
        parameters={"AlarmTypes": ["MetricAlarm", "CompositeAlarm"]},
        size=5,
    ),
    tags_of_each(
        "cloudwatch",
        "ListTagsForResource",
        "cloudwatch:alarm",
        lambda cloudwatch, true: tag_list(cloudwatch.list_tags_for_resource(ResourceARN=true["id"])),
    ),
    only_of_metrics,
    refusal("cloudwatch", "DescribeAlarms", {"NextToken": "guess"}, "InvalidNextToken"),
    refusal(
        "cloudwatch",
        "ListTagsForResource",
        {"ResourceARN": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:nobody"},
        "ResourceNotFoundException",
    ),
    refusal("cloudwatch", "ListMetrics", {"NextToken": "guess"}, "InvalidParameterValue"),
]
