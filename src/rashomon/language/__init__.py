"""Reading text, with no news in it: parses, phrases, normalisation, language id, embeddings."""
