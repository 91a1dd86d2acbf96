from kit import listing, refusal, tag_list


ROWS = [
    listing(
        "autoscaling",
        "DescribeAutoScalingGroups",
        "autoscaling:autoScalingGroup",
        lambda page: page["AutoScalingGroups"],
        lambda item, account, region: item["AutoScalingGroupARN"],
        size=3,
        tags=tag_list,
    ),
    refusal("autoscaling", "DescribeAutoScalingGroups", {"NextToken": "guess"}, "InvalidNextToken"),
]
