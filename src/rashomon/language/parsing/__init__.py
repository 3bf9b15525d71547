"""Lines → their English parses, the way spaCy's pipeline gives them, at less than half of what it costs.

Each file does one component's work another way and gives what the component gives, to the bit: what depends on a word
alone is kept by word (vectors, forms), and the names of all lines are decided at once (names). A component that is
not of the known make is left to do its work itself. Only what is multiplied (products) has other last bits where
another library does it, as it has from processor to processor.
"""
