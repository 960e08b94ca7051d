"""Names of people across scripts: reading, romanising, candidate keys, and scoring with reasons. Pure."""
