"""
Drives every operation of a running simulator with boto3, by the tables in the files beside this one.
Takes what `simulator/serve.ts` printed as its only argument.
"""

import importlib
import json
import sys
import traceback
from collections import Counter, defaultdict
from pathlib import Path
from urllib.request import urlopen

from kit import Row, World, equal


def main() -> int:
    facts = json.loads(sys.argv[1])
    world = World(facts, read(facts, "truth"))
    failed = 0
    rows = [*tables(), Row("simulator", "operations", "every operation is driven by a row", every_operation(facts))]
    for row in rows:
        try:
            row.run(world)
            print(f"ok      {row.client} {row.operation}: {row.says}")
        except Exception as error:  # a broken row must not hide the others
            failed += 1
            print(f"FAILED  {row.client} {row.operation}: {row.says}\n        {type(error).__name__}: {error}")
            if not isinstance(error, AssertionError):
                traceback.print_exc()
    print(f"{len(rows) - failed} passed, {failed} failed")
    return 1 if failed else 0


def tables() -> list[Row]:
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    modules = [importlib.import_module(name) for name in names if name not in ("drive", "kit")]
    return [row for module in modules for row in module.ROWS]


def every_operation(facts: dict):
    """
    What the simulator registers must have been answered at least once, through as many of boto3's clients as there are
    APIs with an operation of that name (both kinds of load balancing). An API in several protocols needs one.
    """

    def run(world: World) -> None:
        drivers: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in tables():
            signing_name = world.as_payer(row.client).meta.service_model.signing_name
            drivers[signing_name, row.operation].add(row.client)
        answered = {(call["service"], call["operation"]) for call in read(facts, "calls") if (call["cloud"], call["status"]) == ("aws", 200)}
        registered = Counter(
            (one["service"], one["operation"], one["protocol"])
            for one in read(facts, "operations")
            if one["cloud"] == "aws"
        )
        undriven = {
            f"{service} {operation}"
            for (service, operation, _), apis in registered.items()
            if len(drivers[service, operation]) < apis or (service, operation) not in answered
        }
        equal(sorted(undriven), [], "driven by no row")

    return run


def read(facts: dict, what: str):
    with urlopen(f"{facts['url']}/_simulator/{what}") as response:
        return json.load(response)


if __name__ == "__main__":
    sys.exit(main())
