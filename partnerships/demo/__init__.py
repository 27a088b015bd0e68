"""Invented data for a first look: schools, trusts, people and two years of work, dated from today."""
