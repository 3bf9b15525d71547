"""What sentences and words of accounts say, before any answer is drawn from them: no record is read here."""
