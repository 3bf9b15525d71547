"""What people say about the record: kept, exchanged with colleagues, and carried over where texts are read again."""
