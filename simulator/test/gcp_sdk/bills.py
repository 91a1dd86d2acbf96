from collections import defaultdict
from datetime import datetime, timezone
from decimal import Decimal

from google.api_core.exceptions import BadRequest, NotFound
from google.cloud import bigquery

from checks import equal
from kit import World, check, raised


def client(world: World) -> bigquery.Client:
    options = {"api_endpoint": world.url}
    return bigquery.Client(project=world.payer, credentials=world.credentials, client_options=options)


def table(world: World) -> str:
    return "`{project}.{dataset}.{table}`".format(**world.billing)


NET = "CAST(cost AS NUMERIC) + IFNULL((SELECT SUM(CAST(c.amount AS NUMERIC)) FROM UNNEST(credits) AS c), 0)"


def truth_of(world: World) -> dict[tuple[str, str, str], Decimal]:
    return {
        (account, service, month): Decimal(amounts["billed"])
        for account, services in world.truth["charges"].items()
        for service, months in services.items()
        for month, amounts in months.items()
    }


@check("bigquery.jobs.insert", "adds up to the truth, to the last digit, by project, service and month")
def months(world: World) -> None:
    sql = f"""
        SELECT project.id AS project, service.description AS service,
               FORMAT_TIMESTAMP('%Y-%m', usage_start_time) AS month, SUM({NET}) AS billed
        FROM {table(world)} WHERE _PARTITIONTIME >= TIMESTAMP('2020-01-01') GROUP BY 1, 2, 3
    """
    rows = client(world).query(sql).result(page_size=50)
    found = {(row.project or "", row.service, row.month): row.billed for row in rows}
    equal(found, truth_of(world), "billed")


@check("bigquery.jobs.getQueryResults", "adds up by region and by label, page by page")
def labels(world: World) -> None:
    sql = f"""
        SELECT IFNULL(location.location, '') AS place,
               (SELECT value FROM UNNEST(labels) WHERE key = 'team') AS team,
               DATE(usage_start_time) AS day, SUM({NET}) AS billed
        FROM {table(world)} AS t WHERE t._PARTITIONDATE >= '2020-01-01' GROUP BY place, team, day ORDER BY day
    """
    teams: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in client(world).query(sql).result(page_size=1000):
        teams[row.team or "", row.day.strftime("%Y-%m")] += row.billed
    true = {
        (team, month): Decimal(amounts["billed"])
        for team, by_month in world.truth["charges_by_tag"]["team"].items()
        for month, amounts in by_month.items()
    }
    equal(dict(teams), true, "billed")


@check("bigquery.jobs.query", "takes parameters, and tells times, lists and structs as they are")
def parameters(world: World) -> None:
    parameter = bigquery.ScalarQueryParameter
    config = bigquery.QueryJobConfig(
        query_parameters=[
            parameter("start", "TIMESTAMP", datetime(2020, 1, 1, tzinfo=timezone.utc)),
            bigquery.ArrayQueryParameter("kinds", "STRING", ["tax", "adjustment", "rounding_error"]),
        ]
    )
    sql = f"""
        SELECT cost_type, usage_start_time, credits, invoice, cost, adjustment_info.id AS correction
        FROM {table(world)} WHERE _PARTITIONTIME >= @start AND cost_type IN UNNEST(@kinds)
    """
    rows = list(client(world).query_and_wait(sql, job_config=config))
    equal({row.cost_type for row in rows}, {"tax", "adjustment", "rounding_error"}, "kinds")
    for row in rows:
        equal(row.credits, [], "credits")
        equal(row.usage_start_time.tzinfo is not None, True, "a time with its zone")
        equal(len(row.invoice["month"]), 6, "invoice month")
        equal(row.correction is not None, row.cost_type == "adjustment", "correction")


@check("bigquery.jobs.query", "joins credits, which are never positive")
def credits(world: World) -> None:
    sql = f"""
        SELECT c.type AS type, SUM(c.amount) AS amount, MAX(c.amount) AS most
        FROM {table(world)} AS t CROSS JOIN UNNEST(t.credits) AS c WHERE _PARTITIONTIME > '2020-01-01' GROUP BY c.type
    """
    rows = list(client(world).query_and_wait(sql))
    equal({"SUSTAINED_USAGE_DISCOUNT", "COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE"} <= {row.type for row in rows}, True, "types")
    equal(all(row.most < 0 for row in rows), True, "amounts")


@check("bigquery.jobs.insert", "prices a query beforehand by its columns and partitions")
def dry_run(world: World) -> None:
    def bytes_of(sql: str) -> int:
        return client(world).query(sql, job_config=bigquery.QueryJobConfig(dry_run=True)).total_bytes_processed

    whole = bytes_of(f"SELECT * FROM {table(world)}")
    column = bytes_of(f"SELECT SUM(cost) FROM {table(world)}")
    month = bytes_of(f"SELECT SUM(cost) FROM {table(world)} WHERE _PARTITIONTIME >= TIMESTAMP('{world.now[:7]}-01')")
    other = bytes_of(f"SELECT SUM(cost) FROM {table(world)} WHERE usage_start_time >= TIMESTAMP('{world.now[:7]}-01')")
    equal(0 < month < column < whole, True, f"{month} < {column} < {whole}")
    equal(other > column, True, "a condition on another column skips no partition")


@check("bigquery.jobs.insert", "stops before a query costs more than it may")
def limit(world: World) -> None:
    config = bigquery.QueryJobConfig(maximum_bytes_billed=1000)
    error = raised(lambda: client(world).query(f"SELECT SUM(cost) FROM {table(world)}", job_config=config).result())
    equal("10485760 or higher required" in str(error), True, str(error))


@check("bigquery.jobs.query", "refuses what isn't SQL and what isn't there")
def refusals(world: World) -> None:
    ask = lambda sql: type(raised(lambda: client(world).query_and_wait(sql)))  # noqa: E731
    equal(ask("SELECT FROM"), BadRequest, "no SQL")
    equal(ask("SELECT 1 FROM `nobody.has.this`"), NotFound, "no table")
    equal(ask(f"SELECT getenv('HOME') FROM {table(world)}"), BadRequest, "no function of BigQuery's")


@check("bigquery.jobs.get", "tells a job that was run")
def job(world: World) -> None:
    caller = client(world)
    ran = caller.query(f"SELECT COUNT(*) AS n FROM {table(world)}")
    equal(list(ran.result())[0].n > 1000, True, "rows")
    found = caller.get_job(ran.job_id)
    equal((found.state, found.statement_type), ("DONE", "SELECT"), "the job")


@check("bigquery.datasets.list", "lists a project's datasets, the billing export's among them")
def datasets(world: World) -> None:
    found = [one.dataset_id for one in client(world).list_datasets(world.payer, page_size=2)]
    equal("billing_export" in found, True, f"{found}")
    true = [one for one in world.of("bigquery.googleapis.com/Dataset").values() if one["account"] == world.payer]
    equal(len(found), len(true) + 1, "datasets")


@check("bigquery.tables.list", "lists the table of the export")
def tables(world: World) -> None:
    found = [one.table_id for one in client(world).list_tables("billing_export")]
    equal(found, [world.billing["table"]], "tables")


@check("bigquery.tables.get", "tells the table's columns and how it is partitioned")
def schema(world: World) -> None:
    found = client(world).get_table(table(world).strip("`"))
    columns = {one.name: one for one in found.schema}
    equal((columns["credits"].mode, columns["credits"].field_type), ("REPEATED", "RECORD"), "credits")
    equal(columns["usage_start_time"].field_type, "TIMESTAMP", "times")
    equal(found.time_partitioning.type_, "DAY", "partitions")
    equal("_PARTITIONTIME" in columns, False, "a pseudo column is none of the columns")


ROWS = [months, labels, parameters, credits, dry_run, limit, refusals, job, datasets, tables, schema]
