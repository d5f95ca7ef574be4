"""Who speaks in a typed line: units and roles, and nobody where a label is of a thing."""

import pytest

from incident_tui.exchange.imports.tables.line_voices import Spoken, has_label, spoken_in


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Engine 1: fire", Spoken("fire", "Engine 1", unit="Engine 1")),
        ("1-Adam-12: code 4", Spoken("code 4", "1-Adam-12", unit="1-Adam-12")),
        ("HLF 20/1: vor Ort", Spoken("vor Ort", "HLF 20/1", unit="HLF 20/1")),
        ("Command: hold", Spoken("hold", "Command")),
        ("Officer Smith: shots fired", Spoken("shots fired", "Officer Smith")),
        ("Division A: holding", Spoken("holding", "Division A")),
        ("Caller 2: help", Spoken("help", "Caller 2")),
        (
            "Unidentified male voice: two officers down",
            Spoken("two officers down", "Unidentified male voice"),
        ),
        ("<@jane> hi", Spoken("hi", "jane")),
        # Who is addressed.
        (
            "Dispatch to Engine 1: respond",
            Spoken("respond", "Dispatch", "Engine 1", further_units=("Engine 1",)),
        ),
        ("E1 > Command: fire", Spoken("fire", "E1", "Command", unit="E1")),
        ("E1>Disp on scene now", Spoken("on scene now", "E1", "Disp", unit="E1")),
        ("Temp>100 F in there", Spoken("Temp>100 F in there")),
        ("E1>100 Elm", Spoken("E1>100 Elm")),
        ("E1 → Command: fire", Spoken("fire", "E1", "Command", unit="E1")),
        (
            "Battalion 1 to all units: out",
            Spoken("out", "Battalion 1", "all units", unit="Battalion 1"),
        ),
        (
            "Leitstelle an Florian Weir 1/44-1: ja",
            Spoken(
                "ja", "Leitstelle", "Florian Weir 1/44-1", further_units=("Florian Weir 1/44-1",)
            ),
        ),
        # A channel in brackets.
        ("[TAC 2] fire", Spoken("fire", channel="TAC 2")),
        ("[FD Disp] Command: hold", Spoken("hold", "Command", channel="FD Disp")),
        ("[Fire Ops 2] fire", Spoken("fire", channel="Fire Ops 2")),
        ("[Dispatch] fire", Spoken("[Dispatch] fire")),
        ("[not clear] fire", Spoken("[not clear] fire")),
        # A comma says nobody is addressed: who is named first differs between services.
        (
            "Dispatch, Engine 1: fire",
            Spoken("fire", "Dispatch, Engine 1", further_units=("Engine 1",)),
        ),
        (
            "Engine 1 and Engine 2: on scene",
            Spoken("on scene", "Engine 1 and Engine 2", further_units=("Engine 1", "Engine 2")),
        ),
        # A status, if the line says nothing else.
        (
            "Engine 1: on scene.",
            Spoken("on scene.", "Engine 1", unit="Engine 1", status="on scene"),
        ),
        ("E1 on scene", Spoken("E1 on scene", unit="E1", status="on scene")),
        ("Engine 1: on scene, fire", Spoken("on scene, fire", "Engine 1", unit="Engine 1")),
        ("Engine 1: clear", Spoken("clear", "Engine 1", unit="Engine 1")),
        ("Smith on scene", Spoken("Smith on scene")),
        # A channel, and words in quotation marks.
        ("[TAC 2] E1: copy", Spoken("copy", "E1", channel="TAC 2", unit="E1")),
        ("[unknown] E1: copy", Spoken("[unknown] E1: copy")),
        ('Command: "All out"', Spoken("All out", "Command", is_verbatim=True)),
        ("„Alle raus“", Spoken("Alle raus", is_verbatim=True)),
        ('Command: "All out" twice', Spoken('"All out" twice', "Command")),
        # Things, sentences and names that may be of anything.
        *(
            (text, Spoken(text))
            for text in (
                *("Weather: rain", "Patient to Hospital: left", "Request to Dispatch: send help"),
                *("Fire Alarm: sounding", "the chief said: no", "John Smith: hello", "Note: x"),
                *("Engine 1 responding to Dispatch: x", "http://a.example", "13:12: x", "2140: x"),
                *("Smith to Jones: hi", "Floor 3: clear", "Highway 40: closed", ""),
            )
        ),
    ],
)
def test_who_speaks(text: str, spoken: Spoken) -> None:
    """Words before a colon are a speaker by their form; else they stay in the text."""
    assert spoken_in(text, is_voiced=False) == spoken


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        *(("John Smith: hello", "John Smith"), ("jane: hi", "jane"), ("2140: x", "2140")),
        *(("+49 170 1234567: hi", "+49 170 1234567"), ("Smith to Jones: hi", "Smith")),
        *(("Weather: rain", ""), ("the chief said: no", ""), ("host cad[12]: x", "")),
        ("We have a fire here and we need: more", ""),
    ],
)
def test_in_a_transcript_each_short_label_is_a_speaker(text: str, speaker: str) -> None:
    """But for labels of things and beginnings of sentences."""
    assert spoken_in(text, is_voiced=True).speaker == speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("Jane Roe: hi", True), ("<joe> hi", True), ("[TAC 2] E1: hi", True)),
        *(("Weather: rain", False), ("no label", False), ("at 13:12 x", False), ("", False)),
    ],
)
def test_a_label_at_the_beginning(text: str, expected: bool) -> None:
    """The share of the lines with a label says that a log is a transcript."""
    assert has_label(text) is expected
