"""Fuzzing: bytes that nobody meant, given to everything that reads bytes."""
