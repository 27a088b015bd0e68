"""What tests in the browser look for on every page."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PICTURES = Path(__file__).resolve().parents[2] / "var" / "screenshots"


def assert_accessible(page: Page) -> None:
    """axe finds no violation of WCAG 2.2 AA, nor of its best practice."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    # Handing over all that is right as well takes longer than finding what is wrong.
    found = page.evaluate(
        "options => axe.run(options).then(results => results.violations)",
        {"runOnly": RULES, "resultTypes": ["violations"], "preload": False},
    )
    said = [f"{each['id']}: {[node['html'][:160] for node in each['nodes']][:3]}" for each in found]
    assert said == [], said


def assert_no_sideways_scroll(page: Page) -> None:
    """The page is no wider than the window."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} is {wider} pixels too wide"


def assert_links_arrive(page: Page) -> None:
    """Every link within the page has something to arrive at; axe does not notice when it has not."""
    lost = page.evaluate(
        """() => [...document.querySelectorAll("a[href^='#']")].map(a => a.getAttribute("href").slice(1))
        .filter(id => id && !document.getElementById(id))"""
    )
    assert lost == [], f"nothing has the id {lost}"


def assert_good_page(page: Page) -> None:
    """All of the above, and a title of its own."""
    assert page.title().endswith(" – Trust Tracker"), page.title()
    assert_no_sideways_scroll(page)
    assert_links_arrive(page)
    assert_accessible(page)


def picture(page: Page, name: str) -> None:
    """Keep a picture under var/screenshots when SCREENSHOTS=1, for a person to look at."""
    if os.environ.get("SCREENSHOTS") == "1":
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
