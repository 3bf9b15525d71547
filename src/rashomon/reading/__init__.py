"""Sources → documents → readings: what a run takes in, what it still has to read, and how it reads it."""
