"""`schema`: what is printed is the schema and nothing else."""

import json

import pytest

from incident_tui.exchange.schema import Schema, schema_of_call, schema_of_record
from tests.cli.running import run


@pytest.mark.parametrize(
    ("arguments", "schema"), [([], schema_of_record()), (["--calls"], schema_of_call())]
)
def test_the_schema_is_printed(arguments: list[str], schema: Schema) -> None:
    """Standard output is a JSON Schema, to be saved as it is."""
    result = run("schema", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == schema
    assert result.stdout.isascii()
