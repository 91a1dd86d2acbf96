from kit import listing, refusal

ROWS = [
    listing(
        "apigateway",
        "GetRestApis",
        "apigateway:restapis",
        lambda page: page["items"],
        lambda item, account, region: f"arn:aws:apigateway:{region}::/restapis/{item['id']}",
        size=5,
        tags=lambda item: item.get("tags", {}),
    ),
    refusal("apigateway", "GetRestApis", {"position": "guess"}, "BadRequestException"),
    listing(
        "apigatewayv2",
        "GetApis",
        "apigateway:apis",
        lambda page: page["Items"],
        lambda item, account, region: f"arn:aws:apigateway:{region}::/apis/{item['ApiId']}",
        size=5,
        tags=lambda item: item.get("Tags", {}),
    ),
    refusal("apigatewayv2", "GetApis", {"NextToken": "guess"}, "BadRequestException"),
]
