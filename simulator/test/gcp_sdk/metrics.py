from datetime import datetime, timedelta

from google.cloud.monitoring_v3 import ListTimeSeriesResponse

from checks import equal
from kit import World, check

CPU = 'metric.type = "compute.googleapis.com/instance/cpu/utilization"'


def series(world: World, project: str, text: str, aligner: str, **more) -> list:
    """Monitoring's library speaks gRPC only; its messages read the answers all the same, and refuse what isn't in them."""
    end = datetime.fromisoformat(world.now).replace(minute=0, second=0, microsecond=0)
    parameters = {
        "filter": text,
        "interval.startTime": (end - timedelta(days=2)).isoformat(),
        "interval.endTime": end.isoformat(),
        "aggregation.alignmentPeriod": "3600s",
        "aggregation.perSeriesAligner": aligner,
        **more,
    }
    found, token = [], ""
    while True:
        answer = world.session.get(f"{world.url}/v3/projects/{project}/timeSeries", params={**parameters, "pageToken": token})
        equal(answer.status_code, 200, answer.text[:300])
        page = ListTimeSeriesResponse.from_json(answer.text)
        found.extend(page.time_series)
        token = page.next_page_token
        if not token:
            return found


@check("monitoring.projects.timeSeries.list", "measures the running machines, in fractions of one, latest first")
def cpu(world: World) -> None:
    project = world.projects[1]
    found = series(world, project, CPU, "ALIGN_MEAN")
    equal(len(found) > 10, True, f"{len(found)} series")
    for one in found:
        values = [point.value.double_value for point in one.points]
        equal(all(0 <= value <= 1 for value in values), True, f"{values}")
        times = [point.interval.end_time for point in one.points]
        equal(times, sorted(times, reverse=True), "order")
        equal(len(times) <= 48, True, f"{len(times)} points")


@check("monitoring.projects.timeSeries.list", "gives means below percentiles below maxima")
def aligners(world: World) -> None:
    project = world.projects[1]
    by = {
        aligner: {
            (one.resource.labels["instance_id"], point.interval.end_time): point.value.double_value
            for one in series(world, project, CPU, aligner)
            for point in one.points
        }
        for aligner in ("ALIGN_MEAN", "ALIGN_PERCENTILE_95", "ALIGN_PERCENTILE_99", "ALIGN_MAX")
    }
    for key, mean in by["ALIGN_MEAN"].items():
        middle = [by["ALIGN_PERCENTILE_95"][key], by["ALIGN_PERCENTILE_99"][key]]
        equal(mean <= by["ALIGN_MAX"][key] + 1e-9 and middle[0] <= middle[1] <= by["ALIGN_MAX"][key], True, f"{key}")


@check("monitoring.projects.timeSeries.list", "goes over pages of points, and filters by labels")
def pages(world: World) -> None:
    project = world.projects[1]
    whole = series(world, project, CPU, "ALIGN_MAX")
    points = sum(len(one.points) for one in whole)
    paged = series(world, project, CPU, "ALIGN_MAX", pageSize=100)
    equal(sum(len(one.points) for one in paged), points, "points on small pages")
    wanted = whole[0].resource.labels["instance_id"]
    one = series(world, project, f'{CPU} AND resource.labels.instance_id = "{wanted}"', "ALIGN_MAX")
    equal([each.resource.labels["instance_id"] for each in one], [wanted], "filtered")


@check("monitoring.projects.timeSeries.list", "adds up what is told apart, and knows no metric that isn't there")
def reduced(world: World) -> None:
    project = world.projects[1]
    requests = 'metric.type = "run.googleapis.com/request_count"'
    apart = series(world, project, requests, "ALIGN_DELTA")
    equal(len({one.metric.labels["response_code_class"] for one in apart}), 2, "series of a service")
    more = {"aggregation.crossSeriesReducer": "REDUCE_SUM", "aggregation.groupByFields": ["resource.labels.service_name"]}
    whole = series(world, project, requests, "ALIGN_DELTA", **more)
    total = lambda found: sum(point.value.int64_value for one in found for point in one.points)  # noqa: E731
    equal(total(whole), total(apart), "requests")
    names = [one.resource.labels["service_name"] for one in whole]
    equal((len(names), sorted(set(names))), (len(set(names)), sorted({one.resource.labels["service_name"] for one in apart})), "names")
    equal({tuple(one.metric.labels) for one in whole}, {()}, "labels that are lost")
    end = world.now
    unknown = world.session.get(
        f"{world.url}/v3/projects/{project}/timeSeries",
        params={"filter": 'metric.type = "a/b"', "interval.endTime": end, "interval.startTime": end},
    )
    equal(unknown.status_code, 404, unknown.text)


ROWS = [cpu, aligners, pages, reduced]
