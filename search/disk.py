"""When is what was written to a folder safe from a power cut?"""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """See the names in a folder safely on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
