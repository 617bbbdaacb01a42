"""What does a reader have? A served newsroom and a browser, both real."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

SAMPLE = Path(__file__).parents[2] / "index" / "sample" / "releases.jsonl"
NEWSROOM = [sys.executable, "-c", "from search.cli import main; main()"]
PATIENCE = 60  # seconds; generous, since machines can be slow


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample corpus, indexed and served by the command."""
    store = f"whoosh:{tmp_path_factory.mktemp('e2e') / 'store'}"
    subprocess.run([*NEWSROOM, "index", str(SAMPLE), "--store", store, "--quiet"], check=True, timeout=PATIENCE)
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


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page with scripts off, on a phone, that knows the site's address and fails on any request elsewhere."""
    context = browser.new_context(
        base_url=site, java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="de-DE"
    )
    elsewhere: list[str] = []
    context.on("request", lambda request: elsewhere.append(request.url) if not request.url.startswith(site) else None)
    yield context.new_page()
    context.close()
    assert elsewhere == []


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
