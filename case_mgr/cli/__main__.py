"""python -m case_mgr.cli: the same commands, for a process that we start ourselves."""

from case_mgr.cli import main

main()
