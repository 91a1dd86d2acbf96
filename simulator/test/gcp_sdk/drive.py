"""
Drives every operation of a running simulator of Google Cloud with Google's own libraries for Python, by the tables in
the files beside this one. Takes what `simulator/test/gcp-sdk.ts` knows as its only argument.
"""

import importlib
import json
import sys
import traceback
from pathlib import Path
from urllib.request import urlopen

from kit import Row, World, equal


def main() -> int:
    facts = json.loads(sys.argv[1])
    world = World(facts, read(facts, "truth"))
    failed = 0
    rows = [*tables(), Row("operations", "every operation is driven by a row", every_operation(facts))]
    for row in rows:
        try:
            row.run(world)
            print(f"ok      {row.operation}: {row.says}")
        except Exception as error:  # a broken row must not hide the others
            failed += 1
            print(f"FAILED  {row.operation}: {row.says}\n        {type(error).__name__}: {error}")
            if not isinstance(error, AssertionError):
                traceback.print_exc()
    print(f"{len(rows) - failed} passed, {failed} failed")
    return 1 if failed else 0


def tables() -> list[Row]:
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    modules = [importlib.import_module(name) for name in names if name not in ("drive", "kit")]
    return [row for module in modules for row in module.ROWS]


def every_operation(facts: dict):
    """What the simulator registers has a row, and was answered at least once."""

    def run(_: World) -> None:
        registered = {one["operation"] for one in read(facts, "operations") if one["cloud"] == "gcp"}
        answered = {call["operation"] for call in read(facts, "calls") if call["status"] == 200}
        rows = {row.operation for row in tables()}
        equal(sorted(registered - answered), [], "never answered")
        equal(sorted(registered - rows), [], "driven by no row")

    return run


def read(facts: dict, what: str):
    with urlopen(f"{facts['control']}/_simulator/{what}") as response:
        return json.load(response)


if __name__ == "__main__":
    sys.exit(main())
