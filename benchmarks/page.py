"""How fast the report's page opens in Chromium, and how large it is: `python benchmarks/page.py report/report.html`."""

import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_RUNS = 5


def main() -> None:
    path = Path(sys.argv[1]).resolve()
    taken = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for _ in range(_RUNS):
            page = browser.new_page()
            page.goto(path.as_uri())
            taken.append(page.evaluate("performance.getEntriesByType('navigation')[0].duration") / 1000)
            page.close()
        browser.close()
    print(f"{path.stat().st_size / 1e6:.1f} MB; opens in {statistics.median(taken):.2f} s (median of {_RUNS})")


if __name__ == "__main__":
    main()
