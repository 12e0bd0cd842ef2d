"""The day that a web page gives as its own: never one that only stands in its words."""

import re
from html.parser import HTMLParser

PAGE, ADDRESS = "web page", "web address"

# What publishers call the day of publication in the head of a page; days of change are another thing.
_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "date.issued",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dc.date.created",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "date",
)
_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")


def published(html: str, *, url: str = "") -> tuple[str, str]:
    """Return the day of publication as the page writes it, and what it rests on; both empty without one.

    Taken are, in this order, fields of the head, linked data, an element `time` that is marked as the
    publication or stands first in the article, and a whole day in the address.

    Examples
    --------
    >>> published('<meta property="article:published_time" content="2015-07-01T10:00:00+03:00">')
    ('2015-07-01T10:00:00+03:00', 'web page')
    >>> published("<p>2015-07-01</p>", url="https://example.org/2015/07/02/story")
    ('2015-07-02', 'web address')
    """
    page = _Page()
    page.feed(html)
    page.close()
    linked = _LINKED_DATA.search(html)
    given = [page.named[name] for name in _NAMES if name in page.named]
    given += [linked[1]] if linked else []
    given += page.marked + page.first
    if given:
        return given[0], PAGE
    in_address = _ADDRESS.search(url)
    return (f"{in_address[1]}-{in_address[2]}-{in_address[3]}", ADDRESS) if in_address else ("", "")


class _Page(HTMLParser):
    """Gathers what may be a date of publication."""

    def __init__(self) -> None:
        super().__init__()
        self.named: dict[str, str] = {}
        self.marked: list[str] = []
        self.first: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").strip() for name, value in attrs}
        if tag == "article":
            self._depth += 1
        if tag == "meta" and given.get("content"):
            name = given.get("property") or given.get("name") or given.get("itemprop", "")
            self.named.setdefault(name.lower(), given["content"])
        if tag == "time" and given.get("datetime"):
            if "pubdate" in given or given.get("itemprop", "").lower() == "datepublished":
                self.marked.append(given["datetime"])
            elif self._depth:
                self.first.append(given["datetime"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._depth = max(0, self._depth - 1)
