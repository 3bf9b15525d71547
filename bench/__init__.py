"""Measures the product as it stands on public gold data, beside what a user would pick instead."""
