"""A team's own spreadsheet: what its sheets, headings and cells mean, and what it would change. Pure."""
