"""`schema`: what is printed is the schema and nothing else."""

import json

import pytest
from click.testing import CliRunner

from incident_tui.cli import main
from incident_tui.exchange.schema import Schema, schema_of_call, schema_of_record


@pytest.mark.parametrize(
    ("arguments", "schema"), [([], schema_of_record()), (["--calls"], schema_of_call())]
)
def test_the_schema_is_printed(arguments: list[str], schema: Schema) -> None:
    """Standard output is a JSON Schema, to be saved as it is."""
    result = CliRunner().invoke(main, ["schema", *arguments])
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == schema
    assert result.stdout.isascii()
