"""Recognition as a political prisoner: requested by one, decided by another, counted on any day."""
