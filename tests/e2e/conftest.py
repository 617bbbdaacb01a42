"""What does a reader have? A served newsroom and a browser, both real."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

SAMPLE = Path(__file__).parents[2] / "index" / "sample" / "releases.jsonl"
NEWSROOM = [sys.executable, "-c", "from search.cli import main; main()"]
PATIENCE = 60  # seconds; generous, since machines can be slow


CHANGING = {"id": "e2e-changing", "title": "A meeting about meetings", "body": "It takes place on Monday."}
WITHDRAWN = {"id": "e2e-withdrawn", "title": "What should not have been sent", "body": "It was sent too early."}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample corpus, with one release that changed and one that was withdrawn, as it is served."""
    folder = tmp_path_factory.mktemp("e2e")
    store = f"whoosh:{folder / 'store'}"
    for releases in ([CHANGING, WITHDRAWN], [CHANGING | {"body": "It takes place on Tuesday."}]):
        more = folder / "more.jsonl"
        more.write_text("".join(json.dumps({**each, "published": "2012-03-01"}) + "\n" for each in releases))
        command = [*NEWSROOM, "index", str(SAMPLE), str(more), "--store", store, "--quiet", "--prune", "--force"]
        subprocess.run(command, check=True, timeout=PATIENCE)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [*NEWSROOM, "serve", "--store", store, "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium from the system; without it the test skips, except in CI, where it must be there."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        missing = "no Chromium on this machine (Debian: apt install chromium)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        )
        yield browser
        browser.close()


@contextmanager
def a_page(browser: Browser, site: str, **options: Any) -> Iterator[Page]:
    """A page on a German phone that knows the site's address, and fails on any request elsewhere and any fault told."""
    phone = {"viewport": {"width": 390, "height": 844}, "locale": "de-DE"}
    context = browser.new_context(base_url=site, **{**phone, **options})
    elsewhere: list[str] = []
    faults: list[str] = []
    context.on("request", lambda request: elsewhere.append(request.url) if not _is_here(request.url, site) else None)
    context.on("weberror", lambda fault: faults.append(str(fault.error)))
    yield context.new_page()
    context.close()
    assert (elsewhere, faults) == ([], [])


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page with scripts off."""
    with a_page(browser, site, java_script_enabled=False) as opened:
        yield opened


@pytest.fixture
def scripted(browser: Browser, site: str) -> Iterator[Page]:
    """A page with scripts on."""
    with a_page(browser, site) as opened:
        yield opened


@pytest.fixture(params=[True, False], ids=["scripts on", "scripts off"])
def either(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with scripts on, and one with scripts off."""
    with a_page(browser, site, java_script_enabled=request.param) as opened:
        yield opened


def _is_here(address: str, site: str) -> bool:
    return address.startswith((f"{site}/", "blob:", "data:"))


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the server ended with status {server.returncode}")
        try:
            with urlopen(f"{address}/health", timeout=5):
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail(f"no answer from {address} within {PATIENCE} seconds")
