"""Holds what the simulator was asked and answered against what the clouds publish: files of exchanges in, a report out."""

import json
import sys
import traceback

import aws_answers
import azure_answers
import gcp_answers
from exchange import exchanges
from findings import Findings

JUDGES = {"aws": aws_answers.judge, "azure": azure_answers.judge, "gcp": gcp_answers.judge}


def main(paths: list[str]) -> None:
    findings = Findings()
    for path in paths:
        for exchange in exchanges(path):
            try:
                JUDGES[exchange.cloud](exchange, findings)
            except Exception as error:  # what can't be judged is a problem, and must not hide the others
                where = f"{exchange.service} {exchange.operation}"
                trace = traceback.format_exc(limit=-2)
                findings.problem(exchange.cloud, where, "", f"can't be judged: {type(error).__name__}: {error}", trace)
    json.dump(findings.report(), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
