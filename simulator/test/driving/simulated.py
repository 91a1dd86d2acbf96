"""A running simulator, as far as all clouds have it in common."""

import json
from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.request import urlopen

from checks import Row


class Simulated:
    """One cloud of the simulator. `facts` is what the script that started it knows."""

    cloud: ClassVar[str]

    def __init__(self, facts: dict[str, Any]):
        self.facts = facts
        self.url = facts["url"]
        truth = self.told("truth")
        self.truth = truth["clouds"][self.cloud]
        self.now = truth["now"]

    def told(self, what: str) -> Any:
        """What the simulator tells of itself: its truth, its operations or the calls so far."""
        with urlopen(f"{self.facts['control']}/_simulator/{what}") as response:
            return json.load(response)

    def registered(self) -> list[dict[str, Any]]:
        """The operations that this cloud is said to have."""
        return [one for one in self.told("operations") if one["cloud"] == self.cloud]

    def answered(self) -> set[tuple[str, str]]:
        """The operations that were answered at least once, with their services."""
        calls = self.told("calls")
        return {(one["service"], one["operation"]) for one in calls if (one["cloud"], one["status"]) == (self.cloud, 200)}

    def undriven(self, rows: Iterable[Row]) -> set[str]:
        """The registered operations that no row is about, or that were never answered."""
        driven = {(row.service, row.operation) for row in rows}
        registered = {(one["service"], one["operation"]) for one in self.registered()}
        return {f"{service} {operation}" for service, operation in registered - (driven & self.answered())}

    def of(self, resource_type: str) -> dict[str, dict[str, Any]]:
        """The true resources of a type by their id."""
        beyond = [one for one in self.truth["beyond_inventory"] if one["type"] == resource_type]
        return {one["id"]: one for one in [*self.truth["types"].get(resource_type, {"resources": []})["resources"], *beyond]}
