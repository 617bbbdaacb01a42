"""How does a test type a command? `newsroom` with its arguments, in the process of the test."""

from click.testing import CliRunner, Result

from search.cli import main


def newsroom(*arguments: str) -> Result:
    """What the command said, and how it ended."""
    return CliRunner().invoke(main, arguments)
