"""Stores keep the record: one table a noun."""
