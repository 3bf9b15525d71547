"""Which articles were taken from others, and who speaks with a voice of their own."""
