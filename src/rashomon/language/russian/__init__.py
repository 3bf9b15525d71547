"""Russian, read without the English grammar: forms, names, times, speech and acts; `parse` is where to begin."""
