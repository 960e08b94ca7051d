"""The console script."""


def main() -> None:
    """Run a command; its modules are imported only now, so that migrations may import this package cheaply."""
    from case_mgr.cli.main import main as run

    run()
