"""Who denies, refutes or calls untrue, and what."""
