"""`incident-tui completion`: scripts for shells to complete commands, options and names."""

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, get_completion_class

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


_FISH = """\
function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \
        COMP_CWORD=(commandline -t) %(prog_name)s)
    for completion in $response
        set -l parts (string split --max 1 , -- $completion)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                printf '%%s\\n' $parts[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""
"""As the script of click, but a word is not cut at a comma, and may begin with a hyphen."""


class _Bash(BashComplete):
    """Completion for bash."""

    source_template = _BASH


class _Fish(FishComplete):
    """Completion for fish."""

    source_template = _FISH


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
    own: dict[str, type[ShellComplete]] = {"bash": _Bash, "fish": _Fish}
    completion = own.get(shell) or get_completion_class(shell)
    assert completion
    click.echo(completion(main, {}, "incident-tui", "_INCIDENT_TUI_COMPLETE").source(), nl=False)
