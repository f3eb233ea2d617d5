"""Terms, IRIs, and the authority of government units."""

from __future__ import annotations

from .authority import Authority, Entry, authority
from .changes import ChangeEvent
from .jurisdiction import jurisdiction_of
from .places import Jurisdiction, places
from .resolution import Resolution

__all__ = ["Authority", "ChangeEvent", "Entry", "Jurisdiction", "Resolution", "authority", "jurisdiction_of", "places"]
