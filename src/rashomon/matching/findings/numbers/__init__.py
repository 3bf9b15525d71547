"""Numbers that accounts give: what each counts, who gives it, and which are of one thing."""
