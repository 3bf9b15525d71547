"""Rashomon: one cited record of who did and said what, according to whom."""

__version__ = "0.1.0"
