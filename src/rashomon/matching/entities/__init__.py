"""Who is the same across articles: persons, bodies and places by their names, roles and stories."""
