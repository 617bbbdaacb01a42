"""How does a command explain itself at a terminal? By examples, what its exit status means, and what else it reads."""

from collections.abc import Mapping, Sequence
from typing import Any

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")
PROGRAM = "newsroom"
COMPLETION = f"_{PROGRAM.upper()}_COMPLETE"  # what a shell sets to ask for completions
USUAL: Mapping[int, str] = {0: "done", 1: "failed; the message says why, and what to do", 2: "wrong usage"}
CONFIG = {"NEWSROOM_CONFIG": "The configuration; without it newsroom.toml in the working directory."}
_COLOUR = {"NO_COLOR": "Set to anything: no colour and no bold type."}
_MANUAL = "docs"  # where there is more

Example = tuple[str, str]
"""What to type behind the program's name, and what it does."""


class Command(click.Command):
    """A command whose help has examples, exit statuses and the environment.

    Args:
        examples: at least one.
        statuses: what each exit status means.
        environment: variables beside those of options: each with what it does.
        see: a file with more about it, "" for none.
    """

    def __init__(
        self,
        *args: Any,
        examples: Sequence[Example],
        statuses: Mapping[int, str] = USUAL,
        environment: Mapping[str, str] = CONFIG,
        see: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples
        self.statuses = statuses
        self.environment = environment
        self.see = see

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what stands behind the options."""
        with formatter.section("Examples"):
            for typed, about in self.examples:
                _write_example(formatter, typed, about)
        with formatter.section("Exit status"):
            formatter.write_dl([(str(status), meaning) for status, meaning in self.statuses.items()])
        with formatter.section("Environment"):
            formatter.write_dl(list(self._environment().items()))
        if self.see:
            with formatter.section("See also"):
                formatter.write_text(f"{_MANUAL}/{self.see}")

    def _environment(self) -> Mapping[str, str]:
        options = [each for each in self.params if isinstance(each, click.Option) and isinstance(each.envvar, str)]
        return {**{str(each.envvar): f"Stands for {each.opts[0]}." for each in options}, **self.environment, **_COLOUR}


def completion_option(command: click.Command) -> click.Command:
    """Let a group print what a shell needs to complete its commands."""

    def tell(ctx: click.Context, _option: click.Parameter, shell: str | None) -> None:
        if shell and not ctx.resilient_parsing:
            for complete in filter(None, [get_completion_class(shell)]):
                click.echo(complete(command, {}, PROGRAM, COMPLETION).source())
            ctx.exit()

    command.params.append(
        click.Option(
            ["--completion"],
            type=click.Choice(SHELLS),
            is_eager=True,
            expose_value=False,
            callback=tell,
            help='Print what completes commands and values in a shell: eval "$(newsroom --completion bash)".',
        )
    )
    return command


def _write_example(formatter: click.HelpFormatter, typed: str, about: str) -> None:
    """On a line of its own, whole however long it is, so that it can be copied."""
    formatter.write(f"{'':{formatter.current_indent}}{PROGRAM} {typed}\n")
    with formatter.indentation():
        formatter.write_text(about)
