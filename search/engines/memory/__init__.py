"""The reference engine: everything in plain Python objects, scanned from end to end, so that it is obviously right."""

from search.engines.memory.engine import MemoryEngine

__all__ = ["MemoryEngine"]
