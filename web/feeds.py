"""How is a search followed? As a feed of the releases that it finds, in Atom, RSS 2.0 or JSON Feed 1.1.

Those stand first that readers could see last; with `sort=changed` a release that changed comes up again, and its entry
says so. A release that was withdrawn is told of in Atom alone (RFC 6721): the other two have no word for it.

The formats are set by templates and not by a library: feedgen 1.0.0 knows no JSON Feed, cannot say which language a
title is in, and would take our own code for the withdrawn ones all the same. The tests read every format with
feedparser, as subscribers' programs do.
"""

from collections.abc import Callable
from dataclasses import replace
from email.utils import format_datetime

from flask import Blueprint, Response, json, make_response, render_template

from search.query import Query, Sort
from web import addresses, visit
from web.addresses import IN_LANGUAGE
from web.following.feed_entries import Entry, Feed, feed, written_moment
from web.following.wording import title

blueprint = Blueprint("feeds", __name__)

ENTRIES = 50  # in a feed


@blueprint.get("/search.atom")
@blueprint.get(f"{IN_LANGUAGE}/search.atom")
def atom(language: str = "") -> Response:
    """The feed in Atom (RFC 4287)."""
    followed = _followed(addresses.atom, language)
    return _answer(render_template("feed.atom.xml", feed=followed, moment=written_moment), "application/atom+xml")


@blueprint.get("/search.rss")
@blueprint.get(f"{IN_LANGUAGE}/search.rss")
def rss(language: str = "") -> Response:
    """The feed in RSS 2.0."""
    followed = _followed(addresses.rss, language)
    text = render_template("feed.rss.xml", feed=followed, moment=written_moment, mail_date=format_datetime)
    return _answer(text, "application/rss+xml")


@blueprint.get("/search.feed.json")
@blueprint.get(f"{IN_LANGUAGE}/search.feed.json")
def json_feed(language: str = "") -> Response:
    """The feed in JSON Feed 1.1."""
    followed = _followed(addresses.json_feed, language)
    return _answer(json.dumps(_as_json(followed)), "application/feed+json")


def _followed(address: Callable[[Query, str], str], language: str) -> Feed:
    """What the query finds, whatever page of whatever order it asks for."""
    asked = visit.query()
    order = Sort.CHANGED if asked.sort is Sort.CHANGED else Sort.SEEN
    query, reader, labels = replace(asked.from_start, sort=order, size=ENTRIES), visit.reader(), visit.labels()
    name = visit.site().name(labels.interface.code)
    return feed(
        visit.found(reader.search(query)),
        reader.tombstones()[:ENTRIES],
        title=title(query, labels, name),
        author=name,
        address=visit.absolute(address(query, language)),
        page=visit.absolute(addresses.results(labels.interface.code, addresses.kept(query))),
        absolute=visit.absolute,
        interface=labels.interface,
    )


def _as_json(feed: Feed) -> dict[str, object]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }


def _item(entry: Entry) -> dict[str, object]:
    fields = {
        "id": entry.address,
        "url": entry.address,
        "external_url": entry.original,
        "title": entry.title,
        "content_text": entry.summary,
        "date_published": written_moment(entry.published),
        "date_modified": written_moment(entry.updated),
        "tags": list(entry.categories.values()),
        "language": entry.release.language,
    }
    return {name: value for name, value in fields.items() if value or name == "content_text"}


def _answer(text: str, kind: str) -> Response:
    response = make_response(text)
    response.mimetype = kind
    return response
