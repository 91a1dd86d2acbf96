"""Forms of plain values."""

import re
from functools import lru_cache

import regex

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
BASE64 = re.compile(r"[A-Za-z0-9+/_-]*={0,2}")
HTTP_DATE = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")
DURATION = re.compile(r"P(?=.)(\d+[YMW])*(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")


@lru_cache(maxsize=None)
def compiled(pattern: str) -> regex.Pattern[str] | None:
    """A pattern as AWS and Google write them, which Python's own `re` can't read; undefined where `regex` can't either."""
    try:
        return regex.compile(pattern)
    except regex.error:
        return None
