"""Responses that come in as a file or pasted: bytes → rows of text → understood → looked at → saved."""
