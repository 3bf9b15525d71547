"""Answers to one question, laid side by side: how far they agree, and who is silent."""
