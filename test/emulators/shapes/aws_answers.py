"""Answers of the simulated AWS against the service models of botocore."""

import json
import re
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import botocore
import botocore.session
from botocore.model import OperationModel, ServiceModel
from botocore.parsers import RpcV2CBORParser

from aws_json import check_json
from aws_xml import check_xml, plain_tag
from exchange import Exchange
from findings import Findings

CLOUD = "aws"
DESCRIPTION = f"botocore {botocore.__version__}"
_session = botocore.session.Session()

# https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and those of EC2, S3 and the JSON services: no operation lists them.
COMMON_ERRORS = {
    "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthFailure", "ExpiredToken",
    "ExpiredTokenException", "RequestExpired", "InvalidClientTokenId", "UnrecognizedClientException",
    "MissingAuthenticationToken", "MissingAuthenticationTokenException", "SignatureDoesNotMatch",
    "InvalidSignatureException", "Throttling", "ThrottlingException", "RequestLimitExceeded", "SlowDown",
    "TooManyRequestsException", "InternalFailure", "InternalError", "InternalServerException", "ServiceException",
    "ValidationError", "ValidationException", "InvalidAccessKeyId", "InvalidToken", "RequestTimeTooSkewed",
    "InvalidAction", "UnknownOperationException", "SerializationException", "InvalidParameterValue",
}


def judge(exchange: Exchange, findings: Findings) -> None:
    operation = operation_of(exchange)
    if operation is None:
        findings.problem(CLOUD, f"{exchange.service} {exchange.operation}", "", "no operation of botocore's", exchange.url)
        return
    findings.judge(CLOUD, operation.service_model.service_name, DESCRIPTION)
    where = f"{operation.service_model.service_name} {operation.name}"
    found = lambda path, says, value=None: findings.problem(CLOUD, where, path, says, value)  # noqa: E731
    if exchange.went_well:
        judge_answer(exchange, operation, found)
    else:
        judge_error(exchange, operation, found)


@cache
def services() -> dict[str, list[ServiceModel]]:
    """By the name that requests are signed with, which several have in common."""
    by_name: dict[str, list[ServiceModel]] = {}
    for name in _session.get_available_services():
        model = _session.get_service_model(name)
        by_name.setdefault(model.signing_name, []).append(model)
    return by_name


def operation_of(exchange: Exchange) -> OperationModel | None:
    version = parse_qs(exchange.asked.decode("utf-8", "replace")).get("Version", [None])[0]
    named = [one for one in services().get(exchange.service, []) if exchange.operation in one.operation_names]
    # Neptune and DocumentDB are asked as RDS is.
    for model in sorted(named, key=lambda one: one.service_name != exchange.service):
        operation = model.operation_model(exchange.operation)
        if version in (None, model.metadata["apiVersion"]) and target_fits(exchange, model) and path_fits(exchange, operation):
            return operation
    return None


def path_fits(exchange: Exchange, operation: OperationModel) -> bool:
    """Of the protocols that tell an operation by its path."""
    method, uri = operation.http["method"], operation.http["requestUri"].partition("?")[0]
    parts = re.split(r"(\{\w+\+?\})", uri)
    group = lambda part: ".+" if "+" in part else "[^/]+"  # noqa: E731
    pattern = "".join(group(part) if part.startswith("{") else re.escape(part) for part in parts)
    # A bucket may stand before S3's own path, and some paths end with a slash or don't.
    return exchange.method == method and bool(re.fullmatch(f"{pattern.rstrip('/')}/?", urlsplit(exchange.url).path))


def target_fits(exchange: Exchange, model: ServiceModel) -> bool:
    target = exchange.headers.get("x-amz-target")
    return target is None or target.startswith(f"{model.metadata.get('targetPrefix')}.")


def judge_answer(exchange: Exchange, operation: OperationModel, found) -> None:
    output = operation.output_shape
    judge_headers(exchange, operation, found)
    if output is None:
        return
    payload = output.serialization.get("payload")
    shape = output.members[payload] if payload else output
    if exchange.answer_type == "application/cbor":
        check_json(shape, cbor(exchange.answer), "", found, wire="cbor")
    elif exchange.answer_type.endswith("json") or exchange.answer_type.startswith("application/x-amz-json"):
        check_json(shape, json.loads(exchange.answer or b"{}"), "", found, wire="json")
    elif exchange.answer_type.endswith("xml"):
        root = ElementTree.fromstring(exchange.answer)
        check_xml(shape, content_of(root, operation, found), "", found, protocol_of(operation), top=True)
    else:
        found("", "an answer of no known type", exchange.answer_type)


def protocol_of(operation: OperationModel) -> str:
    protocols = operation.service_model.metadata.get("protocols", [operation.service_model.metadata["protocol"]])
    return next((one for one in protocols if one in ("query", "ec2", "rest-xml")), protocols[0])


def content_of(root: ElementTree.Element, operation: OperationModel, found) -> ElementTree.Element:
    """The element that has the members of the answer."""
    protocol = protocol_of(operation)
    namespace = operation.service_model.metadata.get("xmlNamespace")
    # EC2 ends its own with a slash, which the model leaves out.
    if namespace and root.tag.partition("}")[0].strip("{/") != namespace.rstrip("/"):
        found("", f"not in the namespace {namespace}", root.tag)
    if protocol in ("query", "ec2") and plain_tag(root) != f"{operation.name}Response":
        found("", f"the root isn't {operation.name}Response", root.tag)
    wrapper = operation.output_shape.serialization.get("resultWrapper") if protocol == "query" else None
    if not wrapper:
        return root
    children = {plain_tag(child): child for child in root}
    for name in children.keys() - {wrapper, "ResponseMetadata"}:
        found(name, "beside the result")
    if wrapper not in children:
        found(wrapper, "missing")
    return children.get(wrapper, root)


def judge_headers(exchange: Exchange, operation: OperationModel, found) -> None:
    expected = operation.http.get("responseCode", 200)
    if exchange.status != expected:
        found("", f"status isn't {expected}", exchange.status)


def judge_error(exchange: Exchange, operation: OperationModel, found) -> None:
    code = code_of(exchange)
    declared = {one.metadata.get("error", {}).get("code", one.name): one for one in operation.error_shapes}
    declared.update({one.name: one for one in operation.error_shapes if one.name not in declared and "json" in exchange.answer_type})
    shape = declared.get(code)
    if shape is None:
        # Where none is declared nothing can be said of it.
        if declared and code not in COMMON_ERRORS:
            found(f"error {code}", f"not among those of the operation: {', '.join(sorted(declared))}")
        return
    status = shape.metadata.get("error", {}).get("httpStatusCode")
    if status is not None and status != exchange.status:
        found(f"error {code}", f"status isn't {status}", exchange.status)


def code_of(exchange: Exchange) -> str:
    if exchange.answer_type == "application/cbor":
        return cbor(exchange.answer)["__type"].rpartition("#")[2]
    if "json" in exchange.answer_type:
        told = exchange.answer_headers.get("x-amzn-errortype") or json.loads(exchange.answer or b"{}").get("__type", "")
        return told.partition(":")[0].rpartition("#")[2]
    if not exchange.answer:
        return ""
    root = ElementTree.fromstring(exchange.answer)
    return next((child.text or "" for child in root.iter() if plain_tag(child) == "Code"), "")


def cbor(answer: bytes) -> Any:
    parser = RpcV2CBORParser()
    stream = parser.get_peekable_stream_from_bytes(answer)
    return parser.parse_data_item(stream)
