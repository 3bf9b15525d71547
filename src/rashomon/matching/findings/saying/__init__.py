"""What one voice is reported to have said, in whose words."""
