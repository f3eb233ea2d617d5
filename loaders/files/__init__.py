"""Documents in: any supported file becomes a `Source`, whose text is what all offsets refer to."""

from .finding import find
from .formats import SUFFIXES
from .reading import read, read_bytes

__all__ = ["SUFFIXES", "find", "read", "read_bytes"]
