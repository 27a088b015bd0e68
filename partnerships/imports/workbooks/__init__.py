"""A team's own spreadsheet: opened, understood, and what it would do worked out."""
