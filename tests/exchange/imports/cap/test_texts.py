"""The words of an alert: languages, further facts, and how much of them an entry holds."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.cap import texts
from tests.exchange.imports.cap.reading import found_of, reasons, statement_of
from tests.exchange.imports.cap.samples import alert, area, info, pair
from tests.exchange.imports.imported import assert_sound, section

FRENCH = {
    "language": "fr-CA",
    "headline": "Crue au barrage",
    "description": "La rivière monte.",
    "senderName": "Centre d'alerte",
}


def test_english_stands_first_and_every_language_is_kept(tmp_path: Path) -> None:
    """Whatever their order in the file; another language begins with its headline."""
    found = found_of(tmp_path, alert(info(**FRENCH), info()))
    [entry], [agency] = section(found, "timeline"), section(found, "agencies")
    assert entry["title"] == "Flood at the weir"
    lines = entry["text"].splitlines()
    assert lines[0] == "The river rises."
    assert lines[lines.index("[fr-CA] Crue au barrage") + 1] == "La rivière monte."
    assert agency["name"] == "Weir Falls Warning Center"
    assert agency["aliases"] == ["Centre d'alerte", "warn@weirfalls.example"]


@pytest.mark.parametrize("language", ["", "en", "EN-au"])
def test_a_part_without_a_language_is_english(tmp_path: Path, language: str) -> None:
    """CAP has en-US then."""
    entry = statement_of(tmp_path, alert(info(**FRENCH), info(language=language)))
    assert entry["title"] == "Flood at the weir"


def test_the_order_of_the_file_holds_among_other_languages(tmp_path: Path) -> None:
    """And a part without a headline is named by its event."""
    parts = info(**FRENCH), info(language="de", headline="", event="Hochwasser")
    entry = statement_of(tmp_path, alert(*parts))
    assert entry["title"] == "Crue au barrage"
    assert "[de] Hochwasser" in entry["text"].splitlines()


def test_an_area_in_another_language_is_not_written_out_again(tmp_path: Path) -> None:
    """By its shapes and codes it is the area before, and the same location."""
    shape = "<polygon>1,1 1,2 2,2 1,1</polygon>", pair("geocode", "CLC", "7")
    parts = (
        info(area("Lower Weir", *shape), area("Upper Weir")),
        info(area("Bas barrage", *shape), area("Upper Weir"), **FRENCH),
    )
    found = found_of(tmp_path, alert(*parts))
    [entry] = section(found, "timeline")
    assert entry["text"].splitlines()[-6:] == [
        "area: Lower Weir",
        "polygon: 1,1 1,2 2,2 1,1",
        "geocode CLC: 7",
        "area: Upper Weir",
        "area: Bas barrage, as above: Lower Weir",
        "area: Upper Weir",
    ]
    assert [one["text"] for one in section(found, "locations")] == ["Lower Weir", "Upper Weir"]


def test_what_no_version_knows_stays(tmp_path: Path) -> None:
    """Elements of other names and namespaces are lines too; a signature is only noted."""
    more = '<note>Drill 4</note><x:a xmlns:x="urn:x"><x:b>c</x:b></x:a>'
    signature = (
        '<s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"><s:V>zz</s:V></s:Signature>'
    )
    found = found_of(tmp_path, alert(info(), more, signature))
    [entry], [source] = section(found, "timeline"), section(found, "sources")
    assert {"note: Drill 4", "a.b: c"} <= {*entry["text"].splitlines()}
    assert "zz" not in entry["text"]
    assert source["note"].endswith("It has a signature, which was not verified.")


def test_a_resource_is_told_without_its_content(tmp_path: Path) -> None:
    """What stands in the alert in base 64 is counted."""
    resource = "<resource><resourceDesc>map</resourceDesc><derefUri>QUJD</derefUri></resource>"
    lines = statement_of(tmp_path, alert(info(resource)))["text"].splitlines()
    assert "resource.resourceDesc: map" in lines
    assert "resource.derefUri: a file of 4 characters, in the imported file alone" in lines


def test_blank_elements_say_nothing(tmp_path: Path) -> None:
    """Programs write them for what they leave open."""
    entry = statement_of(tmp_path, alert(info("<web/>", pair("parameter", "VTEC", "")), "<note/>"))
    assert not {"web", "note", "VTEC"} & {line[:4] for line in entry["text"].splitlines()}
    assert "VTEC" not in entry["text"]


def test_more_text_than_an_entry_holds_is_set_aside(tmp_path: Path) -> None:
    """The beginning and the facts about the alert are kept, and an entry that a record takes."""
    lines = "".join(pair("parameter", "p", '"' * 1_000) for _ in range(400))
    found = found_of(tmp_path, alert(info(lines)))
    [entry] = section(found, "timeline")
    assert entry["text"].startswith("The river rises.")
    assert len(entry["text"].encode()) <= texts.MAX_TEXT_BYTES + 10
    assert [reason[:40] for reason in reasons(found)] == [
        "the alert has more than 256 kB of text; "
    ]
    assert_sound(found)
