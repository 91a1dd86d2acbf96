from checks import check, equal
from kit import World, listing, refusal, small_tag_list


@check("codebuild", "BatchGetProjects", "tells of a hundred projects at once, and of those that are not there")
def projects(world: World) -> None:
    for account, region in world.places():
        true = {
            one["name"]: one
            for one in world.of("codebuild:project").values()
            if (one["account"], one["region"]) == (account, region)
        }
        names = [*list(true)[:99], "nobody"]
        answer = world.client("codebuild", account, region).batch_get_projects(names=names)
        equal(answer["projectsNotFound"], ["nobody"], "those that are not there")
        equal([one["name"] for one in answer["projects"]], names[:-1], "the names")
        for one in answer["projects"]:
            equal(small_tag_list(one), true[one["name"]]["tags"], f"the tags of {one['arn']}")
            equal(one["arn"], true[one["name"]]["id"], "the ARN")


ROWS = [
    listing(
        "codebuild",
        "ListProjects",
        "codebuild:project",
        lambda page: page["projects"],
        lambda item, account, region: f"arn:aws:codebuild:{region}:{account}:project/{item}",
    ),
    projects,
    refusal("codebuild", "ListProjects", {"nextToken": "guess"}, "InvalidInputException"),
    refusal("codebuild", "BatchGetProjects", {"names": [f"p{number}" for number in range(101)]}, "InvalidInputException"),
]
