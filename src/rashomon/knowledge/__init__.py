"""What a reader of world news knows: tables of facts, each a file a person can read and extend.

Tables lie in `knowledge/tables/` as CSV or TOML; `tables.py` loads them once.
"""
