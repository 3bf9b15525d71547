"""HTTP → case → the same answers as JSON, and the built pages. Holds no knowledge: that lies in views/ and case.py."""
