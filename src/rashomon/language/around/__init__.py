"""What stands around an act that a text tells: who, whom, how many, when, where, and whose word it rests on."""
