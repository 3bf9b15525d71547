"""Verbs that tell an act by who does it to what: `table` lists them and is where to add one."""
