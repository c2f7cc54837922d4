"""The editor in a real Chromium: saves, the next segment, typing through, opening; beside bare pages."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from app.workbench.project import open_project
from benchmarks.bare import empty_streamlit, form_page
from benchmarks.measure import figure, many, project, quantile, verdict
from tests.ui.browsing import chromium, workbench

_SAVES = 60
_THROUGH = 50
_OPENINGS = 7
_SEEN = 12
_SIZES = (600, 20_000)
_SLOW = {"latency": 300, "downloadThroughput": 125_000, "uploadThroughput": 125_000}
"""A bad line: milliseconds until an answer begins, bytes in a second."""

# Times are taken in the page, from the key on, so that what drives the browser does not count.
_WATCH = """
() => {
  const host = [...document.querySelectorAll("*")].find((one) => one.shadowRoot?.querySelector(".editor"));
  const sign = host.shadowRoot.querySelector(".sign");
  const bench = (window.bench = { acknowledged: [], focused: [], begun: 0 });
  let key = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") key = performance.now();
  }, true);
  host.shadowRoot.addEventListener("focusin", (event) => {
    if (key && event.target.matches("textarea.area")) bench.focused.push(performance.now() - key);
  });
  new MutationObserver(() => {
    if (sign.dataset.waiting !== "0") bench.begun = key;
    else if (bench.begun) {
      bench.acknowledged.push(performance.now() - bench.begun);
      bench.begun = 0;
    }
  }).observe(sign, { attributes: true, attributeFilter: ["data-waiting"] });
}
"""
_POST = """
() => {
  sessionStorage.begun = performance.timeOrigin + performance.now();
  document.forms[0].submit();
}
"""
_FETCH = """
async () => {
  const begun = performance.now();
  await fetch("/", { method: "POST", body: "text=1", redirect: "manual" });
  return performance.now() - begun;
}
"""
"""The least that a page waits for: one row, durable, from a page that does nothing else."""
_POSTED = "() => performance.timeOrigin + performance.now() - Number(sessionStorage.begun)"


def main() -> None:
    """Measure all of it."""
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        focused: dict[int, float] = {}
        saved: dict[int, float] = {}
        for units in _SIZES:
            place = Path(folder) / str(units)
            place.mkdir()
            saved[units], focused[units] = _saving(browser, place, units)
        small, large = _SIZES
        _at_most(f"p50 of a save at {large} beside {small}", saved[large] / saved[small], most=1.5, unit="×")
        _at_most(
            f"next segment at {large} beside {small}", focused[large] / focused[small], most=1.5, unit="×"
        )
        _opening(browser, Path(folder))
        _seeing(browser, Path(folder))


def _saving(browser: Browser, folder: Path, units: int) -> tuple[float, float]:
    """Save one by one beside posts of a form, then straight through; return the medians."""
    opened = project(folder / "p", many(units))
    opened.store.close()
    with workbench(folder / "p") as address, form_page(folder) as form:
        context = _visitor(browser, address)
        page = context.new_page()
        _open(page, address)
        _placed(page)
        page.evaluate(_WATCH)
        bare = context.new_page()
        bare.goto(form)
        posts: list[float] = []
        fetches: list[float] = []
        for number in range(_SAVES):
            page.bring_to_front()
            page.keyboard.type(f"Текст {number}.")
            page.keyboard.press("Control+Enter")
            page.wait_for_function(f"window.bench.acknowledged.length > {number}")
            if number % 3 == 0:
                posts.append(_post(bare, form))
                fetches.append(float(bare.evaluate(_FETCH)))
        times = page.evaluate("window.bench")
        page.bring_to_front()
        for number in range(_THROUGH):
            page.keyboard.type(f"Наскрізь {number}.")
            page.keyboard.press("Control+Enter")
        page.locator(".editor .sign[data-waiting='0']").wait_for()
        lost = _lost(folder / "p")
        context.close()
    acknowledged, focused = times["acknowledged"], times["focused"]
    beside = f"a form's post {quantile(posts, 0.5):.0f} / {quantile(posts, 0.95):.0f} ms"
    _at_most(f"save acknowledged at {units}, p50", quantile(acknowledged, 0.5), most=25, beside=beside)
    _at_most(f"save acknowledged at {units}, p95", quantile(acknowledged, 0.95), most=60)
    least = f"{quantile(fetches, 0.5):.1f} / {quantile(fetches, 0.95):.1f} ms"
    figure(f"a bare fetch of one durable row at {units}, p50 / p95", least)
    _at_most(f"next segment focused at {units}, p50", quantile(focused, 0.5), most=16)
    figure(f"next segment focused at {units}, p95", f"{quantile(focused, 0.95):.1f} ms")
    _at_most(f"texts lost of {_THROUGH} typed straight through, {units}", lost, most=0, unit="")
    return quantile(acknowledged, 0.5), quantile(focused, 0.5)


def _lost(folder: Path) -> int:
    with open_project(folder) as opened:
        kept = [one.unit.target.text for one in opened.store.units("bench", "uk")]
    wanted = [f"Текст {n}." for n in range(_SAVES)] + [f"Наскрізь {n}." for n in range(_THROUGH)]
    return sum(kept.count(text) != 1 for text in wanted)


def _post(page: Page, form: str) -> float:
    """Return how long a form's post takes until its page is there again, in milliseconds."""
    page.bring_to_front()
    page.locator("textarea").fill("Текст")
    with page.expect_navigation(url=form, wait_until="domcontentloaded"):
        page.evaluate(_POST)
    return float(page.evaluate(_POSTED))


def _visitor(browser: Browser, address: str, *, person: str = "Olena") -> BrowserContext:
    """Return a browser without a cache that knows its person's name."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.add_cookies([{"name": "workbench_person", "value": person, "url": address}])
    return context


def _open(page: Page, address: str) -> float:
    """Open the translate page; return the seconds until one can write."""
    start = time.perf_counter()
    page.goto(f"{address}/translate", wait_until="commit")
    page.locator(".editor.loaded textarea.area:focus").wait_for()
    return time.perf_counter() - start


def _placed(page: Page) -> None:
    """Wait until Streamlit's page is there too, and the editor in it."""
    page.locator(".st-key-editor .editor.loaded").wait_for()


def _open_empty(page: Page, address: str) -> float:
    """Open an empty Streamlit page; return the seconds until its one word is there."""
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.get_by_text("empty", exact=True).wait_for()
    return time.perf_counter() - start


def _opening(browser: Browser, folder: Path) -> None:
    """Open the page with an empty cache beside an empty Streamlit page, and one document after the other."""
    opened = project(folder / "o", many(600))
    source = folder / "o" / "source"
    (source / "second.md").write_text((source / "bench.md").read_text("utf-8"), "utf-8")
    opened.store.close()
    cold: list[float] = []
    placed: list[float] = []
    empty: list[float] = []
    inside: list[float] = []
    with workbench(folder / "o") as address, empty_streamlit(folder) as bare:
        for _ in range(_OPENINGS):
            context = _visitor(browser, address)
            page = context.new_page()
            start = time.perf_counter()
            cold.append(_open(page, address))
            _placed(page)
            placed.append(time.perf_counter() - start)
            inside += [_choose(page, name) for name in ("second", "bench", "second")]
            context.close()
            context = browser.new_context()
            empty.append(_open_empty(context.new_page(), bare))
            context.close()
        slow = _open(_on_a_slow_line(_visitor(browser, address)), address)
        slow_empty = _open_empty(_on_a_slow_line(browser.new_context()), bare)
    beside = f"an empty Streamlit page {_median(empty) * 1000:.0f} ms"
    _at_most("page open, empty cache, p50", _median(cold) * 1000, most=1500, beside=beside)
    _at_most("page open beside an empty Streamlit page", _median(cold) / _median(empty), most=1.1, unit="×")
    figure("Streamlit's page around it, p50", f"{_median(placed) * 1000:.0f} ms")
    line = f"{slow:.1f} s; an empty Streamlit page {slow_empty:.1f} s"
    figure(f"page open, empty cache, {_SLOW['latency']} ms away at 1 Mbit/s", line)
    _at_most("a document opened in the app, p50", _median(inside) * 1000, most=350)


def _on_a_slow_line(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(180_000)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {"offline": False, **_SLOW})
    return page


def _seeing(browser: Browser, folder: Path) -> None:
    """Save in one browser, and look when another person's, who sits at a segment further down, shows it."""
    project(folder / "s", many(600)).store.close()
    with workbench(folder / "s") as address:
        own, other = _visitor(browser, address), _visitor(browser, address, person="Borys")
        writing, reading = own.new_page(), other.new_page()
        for page in (writing, reading):
            _open(page, address)
        for _ in range(_SEEN + 2):
            reading.keyboard.press("Alt+ArrowDown")
        times: list[float] = []
        for number in range(_SEEN):
            text = f"Побачено {number}."
            writing.keyboard.type(text)
            writing.keyboard.press("Control+Enter")
            start = time.perf_counter()
            reading.get_by_text(text, exact=True).first.wait_for()
            times.append(time.perf_counter() - start)
        own.close()
        other.close()
    _at_most("another's save is seen after, the longest", max(times) * 1000, most=3000)


def _choose(page: Page, document: str) -> float:
    """Return the seconds from choosing another document until one can write in it."""
    start = time.perf_counter()
    page.get_by_label("Document", exact=True).select_option(document)
    page.locator(f'.editor.loaded[data-document="{document}"] textarea.area:focus').wait_for()
    return time.perf_counter() - start


def _median(times: Sequence[float]) -> float:
    return quantile(times, 0.5)


def _at_most(what: str, value: float, *, most: float, unit: str = "ms", beside: str = "") -> None:
    asked = f"at most {most:g} {unit}".rstrip()
    verdict(
        what,
        f"{value:.{2 if unit == '×' else 1}f} {unit}" if unit else f"{value:.0f}",
        asked=f"{asked}; {beside}" if beside else asked,
        met=value <= most,
    )
