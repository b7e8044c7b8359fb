"""A real browser without any network. `REQUIRE_BROWSER=1` makes its absence a failure instead of a skip."""

import os
import shutil

import pytest

from tests.browser.exercise_pages import pages, student
from tests.reports.conftest import sampled, several, single

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
__all__ = ["pages", "sampled", "several", "single", "student"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def missing(what):
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"{what} is missing, and REQUIRE_BROWSER=1 asks for the browser tests")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def browser():
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        missing("a browser (Debian's package chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield opened
        opened.close()
