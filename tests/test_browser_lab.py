"""The notebooks in JupyterLab itself: run anew from top to bottom in a browser, figures there, a widget used."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browsing
import nbformat
import pandas as pd
import pytest

from analysis import frames

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))
TOKEN = "rasd-test"
# Every cell is in the page, seen or not, so that all of them can be looked at.
SETTINGS = {"notebook-extension/tracker": {"windowingMode": "none"}, "apputils-extension/notification": {
    "fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}}  # fmt: skip
pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start a server of JupyterLab over a copy of the notebooks and of a part of the sample; return its address."""
    browsing.need("chromium")
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    (folder / "corpus").mkdir()
    shutil.copy(ROOT / "corpus" / "metadata.csv", folder / "corpus")
    for path in sorted((ROOT / "corpus").rglob("*.txt"))[::3]:
        shutil.copy(path, folder / "corpus")
    for name, values in SETTINGS.items():
        path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
              "JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime"}  # fmt: skip
    environment = os.environ | {name: str(folder / place) for name, place in places.items()}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ServerApp.port_retries=0",
               f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}", "--allow-root"]  # fmt: skip
    with (folder / "log.txt").open("w") as log:
        server = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server, folder / "log.txt")
        yield address, folder
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:  # a kernel that is still starting holds it up
            server.kill()
            server.wait()


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=2):
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"JupyterLab did not start: {log.read_text()[-2000:]}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    browsing.need("chromium")
    with browsing.browser() as opened:
        yield opened


def run_all(chromium: Any, address: str, name: str) -> Any:
    """Open a notebook, choose «Restart Kernel and Run All Cells…», and wait until every cell has run."""
    from playwright.sync_api import TimeoutError as PlaywrightTimeout

    page = chromium.new_page(viewport={"width": 1300, "height": 1000})
    page.goto(f"{address}/lab/tree/notebooks/{name}.ipynb?token={TOKEN}&reset")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=90_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=90_000)
    confirm = page.get_by_role("button", name="Confirm Kernel Restart")
    prompts = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(p => p.textContent)"
    for attempt in (1, 2, 3):  # JupyterLab drops what is asked of a kernel that is still starting
        try:
            page.get_by_role("menuitem", name="Kernel", exact=True).click(timeout=5_000)
            page.get_by_role("menuitem", name="Restart Kernel and Run All Cells").click(timeout=5_000)
            confirm.click(timeout=15_000)
            # A saved output has its number too: first the star is seen, then no star is left.
            page.wait_for_function(f"{prompts}.some(text => text.includes('*'))", timeout=30_000)
            break
        except PlaywrightTimeout:
            browsing.keep(page, f"lab-{name}-attempt-{attempt}")
            page.keyboard.press("Escape")
    try:
        page.wait_for_function(f"{prompts}.every(text => /[0-9]/.test(text))", timeout=120_000)
    except PlaywrightTimeout:
        browsing.keep(page, f"lab-{name}-stuck")
        pytest.fail(f"{name} did not run through; its prompts: {page.evaluate(prompts)}")
    return page


def step_the_map(page: Any) -> None:
    """Go a step back on the map of notebook 04: the map and the code that draws it change."""
    from playwright.sync_api import expect

    widget = page.locator(".jp-OutputArea-output .widget-vbox").filter(has=page.locator("button .fa-step-backward"))
    code = widget.locator("code")
    before, picture = code.inner_text(), widget.locator("img").get_attribute("src")
    widget.locator("button").first.click()
    expect(code).not_to_have_text(before, timeout=30_000)
    assert widget.locator("img").get_attribute("src") != picture


def read_a_bar(page: Any) -> None:
    """Choose a bar in notebook 06, read its first row in its article, then choose an actor."""
    from playwright.sync_api import expect

    widget = page.locator(".jp-OutputArea-output .widget-vbox").filter(has=page.locator("select")).first
    bars, rows = (widget.locator("select:not([multiple])").nth(k) for k in (0, 1))
    before = rows.locator("option").count()
    bars.select_option(index=1)
    expect(rows.locator("option")).not_to_have_count(before, timeout=30_000)
    assert widget.locator("mark").first.inner_text()
    code = widget.locator("code")
    said = code.inner_text()
    widget.locator("select[multiple]").nth(1).select_option(index=0)
    expect(code).not_to_have_text(said, timeout=30_000)
    assert "actors=" in code.inner_text()
    widget.scroll_into_view_if_needed()


WIDGETS = {"04_territory": step_the_map, "06_review": read_a_bar}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_from_top_to_bottom_and_its_widget_answers(
    chromium: Any, lab: tuple[str, Path], name: str
) -> None:
    address, folder = lab
    page = run_all(chromium, address, name)
    try:
        errors = page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']")
        assert errors.all_inner_texts() == []
        drawn = page.locator(".jp-OutputArea-output img")
        assert drawn.count() >= 1
        assert drawn.evaluate_all("all => all.every(i => i.naturalWidth > 300)")
        arabic = page.locator(".jp-RenderedHTMLCommon td div[lang=ar]")
        if arabic.count():
            assert arabic.first.evaluate("cell => getComputedStyle(cell).direction") == "rtl"
        assert list((folder / "report").rglob("*-ar.svg")) or name == "06_review"
        if name in WIDGETS:
            WIDGETS[name](page)
        browsing.keep(page, f"lab-{name}")
    finally:
        page.close()


def test_arabic_in_a_table_runs_from_the_right_in_a_notebook_that_is_not_trusted(
    chromium: Any, lab: tuple[str, Path]
) -> None:
    address, folder = lab
    shown = frames.to_html(pd.DataFrame({"name": ["T4 مطار (2015)", "Aleppo"]}))
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(
        "table", execution_count=1,
        outputs=[nbformat.v4.new_output("execute_result", {"text/html": shown}, execution_count=1)],
    )])  # fmt: skip
    nbformat.write(made, folder / "notebooks" / "received.ipynb")
    page = chromium.new_page(viewport={"width": 1300, "height": 800})
    try:
        page.goto(f"{address}/lab/tree/notebooks/received.ipynb?token={TOKEN}&reset")
        cell = page.locator(".jp-RenderedHTMLCommon td div[lang=ar]")
        cell.wait_for(timeout=60_000)
        assert cell.evaluate("cell => getComputedStyle(cell).direction") == "rtl"
        assert page.locator(".jp-RenderedHTMLCommon td", has_text="Aleppo").locator("div").count() == 0
        browsing.keep(page, "lab-untrusted")
    finally:
        page.close()
        (folder / "notebooks" / "received.ipynb").unlink()
