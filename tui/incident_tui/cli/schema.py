"""`incident-tui schema`: the JSON Schema of a record, for completion in editors."""

import click


@click.command(
    "schema",
    short_help="Print the JSON Schema of a record.",
    epilog="Example: incident-tui schema --calls",
)
@click.option("--calls", is_flag=True, help="The schema of one line of calls.jsonl instead.")
def command(calls: bool) -> None:
    """Print the JSON Schema of a record, for editors.

    With the schema an editor completes, explains and checks a record as you type. Save the schema:

    \b
        incident-tui schema > incident-record.schema.json

    and let the record begin with the line

    \b
        # yaml-language-server: $schema=incident-record.schema.json
    """
    import json

    from incident_tui.exchange.schema import schema_of_call, schema_of_record

    click.echo(json.dumps(schema_of_call() if calls else schema_of_record(), indent=2))
