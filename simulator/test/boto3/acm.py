from checks import check, equal
from kit import World, listing, refusal, tag_list, tags_of_each

KEYS = ["RSA_2048", "EC_prime256v1"]
NOBODY = "arn:aws:acm:us-east-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"


@check("acm", "ListCertificates", "tells of older kinds of keys alone where none is asked for")
def older_keys(world: World) -> None:
    found = [
        one["KeyAlgorithm"]
        for account, region in world.places()
        for one in world.client("acm", account, region).list_certificates()["CertificateSummaryList"]
    ]
    equal(set(found), {"RSA_2048"}, "kinds of keys")
    equal(len(found) < len(world.of("acm:certificate")), True, "some are of other kinds")


ROWS = [
    listing(
        "acm",
        "ListCertificates",
        "acm:certificate",
        lambda page: page["CertificateSummaryList"],
        lambda item, account, region: item["CertificateArn"],
        parameters={"Includes": {"keyTypes": KEYS}},
        size=5,
        look=lambda item, true: equal(item["DomainName"], true["name"], "the name"),
    ),
    older_keys,
    tags_of_each(
        "acm",
        "ListTagsForCertificate",
        "acm:certificate",
        lambda acm, true: tag_list(acm.list_tags_for_certificate(CertificateArn=true["id"])),
    ),
    refusal("acm", "ListCertificates", {"NextToken": "guess"}, "ValidationException"),
    refusal("acm", "ListTagsForCertificate", {"CertificateArn": NOBODY}, "ResourceNotFoundException"),
]
