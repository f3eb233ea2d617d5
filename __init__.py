"""zeren (责任): who owns what, read out of Chinese government plans."""
