"""A real browser for tests: Debian's Chromium driven by Playwright, with what both need checked first."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"
ARTIFACTS = Path(__file__).parents[1] / "artifacts"
# Nothing but the page asked for: no look-ups of the browser's own.
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def need(*programs: str, axe: bool = False) -> None:
    """Skip a test whose programs are missing; where ``RASD_BROWSER=required`` is set, fail it."""
    missing = [name for name in programs if shutil.which(name) is None]
    missing += [] if importlib.util.find_spec("playwright") else ["the package playwright"]
    missing += [] if not axe or AXE.is_file() else ["axe-core (`npm ci --prefix tests/browser`)"]
    if missing:
        said = f"needs {', '.join(missing)}"
        if os.environ.get("RASD_BROWSER") == "required":
            pytest.fail(said)
        pytest.skip(said)


@contextmanager
def browser() -> Iterator[Any]:
    """Open Chromium without a window; close it with all its pages."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=shutil.which("chromium"), args=_ARGUMENTS)
        try:
            yield opened
        finally:
            opened.close()


def keep(page: Any, name: str) -> None:
    """Keep a screenshot among the artifacts."""
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"{name}.png")
