"""Whom accounts name in a role, and who asked for talks or denies a deed."""
