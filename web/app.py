"""What is served? One Flask application, put together from its parts."""

import logging
import tempfile
from pathlib import Path

from flask import Flask

from search.ministers import Registry
from search.settings import DEFAULT_SETTINGS, Server, Settings
from web import api, exports, faults, feeds, health, manual, pages, robots, saved
from web.locale import load_interfaces
from web.serving import admission, headers, metrics, standing
from web.serving.answered import Observer, observe
from web.serving.compression import compress
from web.serving.edition import edition
from web.serving.freshness import revalidate
from web.serving.incoming import Incoming
from web.serving.journal import Write, journal
from web.serving.metrics import Metrics
from web.serving.rates import Allowance, limit
from web.serving.static_files import keep_static_files
from web.site import Following, Site
from web.statistics.counting import count_searches
from web.statistics.ledger import Ledger
from web.visit import chrome, say, say_plural

NO_MINISTERS = Registry(())


def create_app(
    reader: Following,
    settings: Settings = DEFAULT_SETTINGS,
    registry: Registry = NO_MINISTERS,
    allowance: Allowance | None = None,
    write: Write | None = None,
    ledger: Ledger | None = None,
) -> Flask:
    """The site over a reader; each request sees the index as it was last committed.

    Reads the catalogues of messages and itself, and nothing else; sockets, stores and settings are the caller's.

    Args:
        reader: the index, or what leads to it.
        settings: the newsroom's configuration.
        registry: its ministers.
        allowance: what each client may ask for, where several workers share it.
        write: takes the lines of the journal; None for no journal.
        ledger: where searches are counted, None for nowhere.
    """
    # Nothing is ever written there; named so that Flask does not look for a place inside the checkout.
    app = Flask(__name__, instance_path=str(Path(tempfile.gettempdir()) / "newsroom-search"))
    app.request_class = Incoming
    app.logger = logging.getLogger("newsroom.web")
    app.extensions["newsroom"] = Site(reader, settings, registry, load_interfaces())
    app.url_map.merge_slashes = False  # an identifier may hold two slashes in a row, as addresses do
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.converters["identifier"] = pages.IdentifierConverter
    for part in (pages, saved, api, feeds, exports, health, manual, robots):
        app.register_blueprint(part.blueprint)
    _set_up_templates(app)
    limit(app, allowance or Allowance(settings.server.rate))
    admission.guard(app)
    compress(app)
    keep_static_files(app)
    revalidate(app, edition(settings, registry))
    if ledger:
        count_searches(app, ledger)
    standing.place(app, settings)
    headers.protect(app, settings.server.hsts)
    faults.handle(app)
    _watch(app, settings.server, write)
    return app


def _watch(app: Flask, settings: Server, write: Write | None) -> None:
    observers: list[Observer] = []
    if settings.metrics:
        counted = app.extensions["newsroom-metrics"] = Metrics()
        app.register_blueprint(metrics.blueprint)
        observers.append(counted.observe)
    if write and settings.log_requests:
        observers.append(journal(write, settings))
    observe(app, observers)


def _set_up_templates(app: Flask) -> None:
    environment = app.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(say, say_plural, newstyle=True)  # type: ignore[attr-defined]
    app.context_processor(chrome)
