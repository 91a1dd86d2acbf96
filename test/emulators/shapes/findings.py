"""What a judge found: which operations were held against which description, and where an answer isn't as it says."""

from collections import Counter
from typing import Any


class Findings:
    def __init__(self) -> None:
        self.judged: Counter[tuple[str, str, str]] = Counter()
        self.undescribed: Counter[tuple[str, str, str]] = Counter()
        self.problems: dict[tuple[str, str, str, str], dict[str, Any]] = {}

    def judge(self, cloud: str, family: str, description: str) -> None:
        """Something was held against a description."""
        self.judged[cloud, family, description] += 1

    def miss(self, cloud: str, family: str, why: str) -> None:
        """Something has no description, or none that says this."""
        self.undescribed[cloud, family, why] += 1

    def problem(self, cloud: str, where: str, path: str, says: str, value: Any = None) -> None:
        """The same at a hundred places is told once, with the first of them."""
        key = (cloud, where, path, says)
        known = self.problems.setdefault(key, {"times": 0, "example": short(value)})
        known["times"] += 1

    def report(self) -> dict[str, Any]:
        return {
            "judged": [[*key, times] for key, times in sorted(self.judged.items())],
            "undescribed": [[*key, times] for key, times in sorted(self.undescribed.items())],
            "problems": [
                {"cloud": cloud, "where": where, "path": path, "says": says, **known}
                for (cloud, where, path, says), known in sorted(self.problems.items())
            ],
        }


def short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 160 else f"{text[:160]}…"
