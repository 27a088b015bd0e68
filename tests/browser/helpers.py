"""What tests in the browser look for on every page."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PICTURES = Path(__file__).resolve().parents[2] / "var" / "screenshots"


# How every text that is seen is drawn: its colour, whether it is large, and what lies behind it.
# Texts of whose contrast axe is not sure are left out.
LOOKS = """unsure => {
  const doubted = new Set(unsure.flatMap(selector => [...document.querySelectorAll(selector)]))
  const behind = element => {
    const layers = []
    let hidden = false
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each)
      const [colour, image] = [style.backgroundColor, style.backgroundImage]
      if (!hidden && `${colour} ${image}` !== "rgba(0, 0, 0, 0) none") layers.push(colour, image)
      const through = `${style.opacity} ${style.filter} ${style.mixBlendMode}`
      if (through !== "1 none normal") layers.push(through)
      hidden ||= colour.startsWith("rgb(") && image === "none"
    }
    return layers
  }
  const seen = element => {
    const box = element.getBoundingClientRect()
    return box.width > 1 && box.height > 1 && element.checkVisibility({visibilityProperty: true})
  }
  const says = element => element.matches("input, select, textarea")
    || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
  const looks = [...document.body.querySelectorAll("*")].filter(each => says(each) && seen(each))
    .filter(each => !doubted.has(each)).map(each => {
      const style = getComputedStyle(each)
      const off = each.closest(":disabled, [aria-disabled=true]") !== null
      const [size, weight] = [parseFloat(style.fontSize), Number(style.fontWeight)]
      const large = size >= 24 || (size >= 18.66 && weight >= 700)
      return [style.color, large, style.textShadow, off, ...behind(each)].join(" ")
    })
  return [...new Set(looks)]
}"""
# Looks whose contrast axe has found good in this process, on whatever page and at whatever width.
CONTRAST_IS_GOOD: set[str] = set()


def assert_accessible(page: Page) -> None:
    """axe finds no violation of WCAG 2.2 AA, nor of its best practice.

    Contrast takes most of its time, and texts are drawn in a hundred ways on all pages together: it is measured where a
    page has a text drawn in a way not measured before.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    measure = not CONTRAST_IS_GOOD.issuperset(page.evaluate(LOOKS, []))
    # Handing over all that is right as well takes longer than finding what is wrong.
    found = page.evaluate(
        "options => axe.run(options).then(({violations, incomplete}) => ({violations, incomplete}))",
        {
            "runOnly": RULES,
            "rules": {"color-contrast": {"enabled": measure}},
            "resultTypes": ["violations", "incomplete"],
            "preload": False,
        },
    )
    said = [
        f"{each['id']}: {[node['html'][:160] for node in each['nodes']][:3]}" for each in found["violations"]
    ]
    assert said == [], said
    if measure:
        unsure = [
            node["target"][-1]
            for each in found["incomplete"]
            if each["id"] == "color-contrast"
            for node in each["nodes"]
        ]
        CONTRAST_IS_GOOD.update(page.evaluate(LOOKS, unsure))


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
