"""How well names of invented people are told apart across scripts, and how fast."""
