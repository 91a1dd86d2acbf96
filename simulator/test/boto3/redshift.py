from kit import listing, refusal, tag_list


ROWS = [
    listing(
        "redshift",
        "DescribeClusters",
        "redshift:cluster",
        lambda page: page["Clusters"],
        lambda item, account, region: f"arn:aws:redshift:{region}:{account}:cluster:{item['ClusterIdentifier']}",
        size=20,
        tags=tag_list,
    ),
    refusal("redshift", "DescribeClusters", {"Marker": "guess"}, "InvalidParameterValue"),
]
