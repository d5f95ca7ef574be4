"""`incident-tui completion`: scripts for shells to complete commands, options and names."""

import click
from click.shell_completion import get_completion_class

from incident_tui.cli.group import main

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", epilog="Example: incident-tui completion bash")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the script that makes a shell complete this program's command line.

    The script completes commands, options and their values: paths, kinds, formats, and the
    agencies, units and sources of the record earlier on the line.

    \b
    bash  eval "$(incident-tui completion bash)"  in ~/.bashrc
    zsh   eval "$(incident-tui completion zsh)"   in ~/.zshrc
    fish  incident-tui completion fish > ~/.config/fish/completions/incident-tui.fish
    """
    completion = get_completion_class(shell)
    assert completion
    click.echo(completion(main, {}, "incident-tui", "_INCIDENT_TUI_COMPLETE").source(), nl=False)
