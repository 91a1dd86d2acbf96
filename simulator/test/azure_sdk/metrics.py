from datetime import datetime, timedelta

from azure.monitor.querymetrics import MetricsClient

from checks import check, equal
from kit import World

MACHINES = "Microsoft.Compute/virtualMachines"


@check("Microsoft.Insights", "GetBatch", "measures up to fifty machines of one region at once")
def batches(world: World) -> None:
    account = world.subscriptions[1]
    region = next(one for one in world.truth["accounts"] if one["id"] == account)["regions"][0]
    ids = [one["id"] for one in world.of(MACHINES).values() if (one["account"], one["region"]) == (account, region)]
    end = datetime.fromisoformat(world.now.replace("Z", "+00:00"))
    client = MetricsClient(f"{world.url}/metrics/{region}", world.credential)
    measured = 0
    for start in range(0, len(ids), 50):
        batch = ids[start : start + 50]
        results = client.query_resources(
            resource_ids=batch,
            metric_namespace=MACHINES,
            metric_names=["Percentage CPU"],
            timespan=(end - timedelta(days=7), end),
            granularity=timedelta(days=1),
            aggregations=["Average", "Maximum"],
        )
        equal(len(results), len(batch), "results")
        for result in results:
            [metric] = result.metrics
            equal(metric.unit, "Percent", "the unit")
            averages = [point.average for series in metric.timeseries for point in series.data if point.average is not None]
            measured += bool(averages)
            equal(all(0 <= average <= 100 for average in averages), True, "percentages")
    equal(0 < measured < len(ids), True, "some run and some don't")


ROWS = [batches]
