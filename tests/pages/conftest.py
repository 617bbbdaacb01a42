"""What do the tests of pages share? A browser at a site with a few releases."""

import pytest
from pages.browsing import RELEASES, Shown, a_browser


@pytest.fixture
def browser():
    return a_browser(*RELEASES)


@pytest.fixture
def page(browser):
    """The page at an address, as shown."""

    def shown(address, status=200):
        response = browser.get(address)
        assert response.status_code == status, (address, response.status)
        return Shown(response.text)

    return shown
