from kit import listing, refusal, tag_list, tags_of_each


def family(operation: str, what: str, result: str, arn: str):
    return [
        listing(
            "sagemaker",
            operation,
            f"sagemaker:{what}",
            lambda page: page[result],
            lambda item, account, region: item[arn],
            size=5,
        ),
        tags_of_each(
            "sagemaker",
            "ListTags",
            f"sagemaker:{what}",
            lambda sagemaker, true: tag_list(sagemaker.list_tags(ResourceArn=true["id"])),
        ),
        refusal("sagemaker", operation, {"NextToken": "guess"}, "ValidationException"),
    ]


ROWS = [
    *family("ListNotebookInstances", "notebook-instance", "NotebookInstances", "NotebookInstanceArn"),
    *family("ListEndpoints", "endpoint", "Endpoints", "EndpointArn"),
    *family("ListDomains", "domain", "Domains", "DomainArn"),
    refusal(
        "sagemaker",
        "ListTags",
        {"ResourceArn": "arn:aws:sagemaker:us-east-1:123456789012:endpoint/nobody"},
        "ValidationException",
    ),
]
