"""Heavy drills against faults that no single test provokes: `./dev drill`."""
