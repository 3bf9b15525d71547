"""Answers about a case as dataclasses, made from the record alone; the CLI and the web render them."""
