"""One way to say "these are the same": candidates, scores with reasons, judgements, clusters."""
