"""Documents of a case: taken in by their content, kept encrypted, handed out as files and never run."""
