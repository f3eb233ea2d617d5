"""zeren (责任): who owns what, read out of Chinese government plans."""

__version__ = "0.1.0"
