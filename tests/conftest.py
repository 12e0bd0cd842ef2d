"""What several test modules need."""

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def SHARED() -> Path:
    """Return the folder of reference material beside the project; skip where it is absent."""
    if not _SHARED.is_dir():
        pytest.skip("needs the reference material ../shared beside the project")
    return _SHARED
