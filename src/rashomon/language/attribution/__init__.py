"""Who is quoted: cues, candidates, spans and speakers of attributions, and the model that chooses."""
