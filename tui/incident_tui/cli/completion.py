"""`incident-tui completion`: scripts for shells to complete commands, options and names."""

import click
from click.shell_completion import BashComplete, get_completion_class

from incident_tui.cli.group import main

SHELLS = ("bash", "zsh", "fish")

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' response type value paths= begun= current=${COMP_WORDS[COMP_CWORD]}
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \\
        %(complete_var)s=bash_complete "$1")
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) paths=-d begun=$value ;;
            file) paths=-f begun=$value ;;
            plain)
                if [[ $current != [\\"\\']* ]]; then
                    printf -v value %%q "$value"
                elif [[ $value == *[^[:alnum:]\\ ._-]* ]]; then
                    continue
                fi
                COMPREPLY+=("$value") ;;
        esac
    done <<< "$response"
    if [[ $paths && ${#COMPREPLY[@]} -gt 0 ]]; then
        compopt -o filenames
        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen $paths -- "$begun")
    elif [[ $paths == -d ]]; then
        compopt -o dirnames
    elif [[ $paths == -f ]]; then
        compopt -o default
    fi
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""
"""As the script of click, but for two things. Files are suggested beside words. A word is quoted,
for bash inserts the word into the command line as it is, where `$(…)` in a name would run."""


class _Bash(BashComplete):
    """Completion for bash."""

    source_template = _BASH


@click.command(
    "completion",
    short_help="Print completion for a shell.",
    epilog="Example: incident-tui completion bash",
)
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the script that makes a shell complete this program's command line.

    The script completes commands, options and their values: paths, bundled records, kinds,
    formats, and the agencies, units and sources of the record earlier on the line.

    \b
    bash  eval "$(incident-tui completion bash)"  in ~/.bashrc
    zsh   eval "$(incident-tui completion zsh)"   in ~/.zshrc
    fish  incident-tui completion fish > ~/.config/fish/completions/incident-tui.fish
    """
    completion = _Bash if shell == "bash" else get_completion_class(shell)
    assert completion
    click.echo(completion(main, {}, "incident-tui", "_INCIDENT_TUI_COMPLETE").source(), nl=False)
