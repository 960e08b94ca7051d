"""Two records of one person: a machine suspects with reasons, a person decides, nothing is lost, all is undone."""
