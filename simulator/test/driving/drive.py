"""
Drives every operation of one simulated cloud by the tables in a folder. Its `kit.py` has the cloud's `World`, every
other file a list `ROWS`. Takes the folder and what the script that started the simulator knows.
"""

import importlib
import json
import sys
import traceback
from pathlib import Path

from checks import Row, equal
from simulated import Simulated


def main(folder: str, facts: str) -> int:
    sys.path.insert(0, folder)
    world = importlib.import_module("kit").World(json.loads(facts))
    rows = tables(Path(folder))
    rows.append(Row("simulator", "operations", "every operation is driven by a row", complete(rows)))
    failed = sum(not passes(row, world) for row in rows)
    print(f"{len(rows) - failed} passed, {failed} failed")
    return 1 if failed else 0


def tables(folder: Path) -> list[Row]:
    modules = [importlib.import_module(name) for name in sorted(path.stem for path in folder.glob("*.py")) if name != "kit"]
    return [row for module in modules for row in module.ROWS]


def complete(rows: list[Row]):
    driving = list(rows)
    return lambda world: equal(sorted(world.undriven(driving)), [], "driven by no row, or never answered")


def passes(row: Row, world: Simulated) -> bool:
    title = f"{row.service} {row.operation}: {row.says}"
    try:
        row.run(world)
    except Exception as error:  # a broken row must not hide the others
        print(f"FAILED  {title}\n        {type(error).__name__}: {error}")
        if not isinstance(error, AssertionError):
            traceback.print_exc()
        return False
    print(f"ok      {title}")
    return True


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
