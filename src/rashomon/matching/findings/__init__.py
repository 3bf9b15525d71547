"""Accounts side by side: where they agree, differ, contradict each other or are silent."""
