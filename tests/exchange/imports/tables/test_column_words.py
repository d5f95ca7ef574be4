"""The meanings of a name: of a column of times, of another column, in each language."""

import pytest

from incident_tui.exchange.imports.tables.column_words import (
    is_name_elsewhere,
    meanings_of,
    misspelt_meanings_of,
    plain_words,
)


def likeliest(name: str, is_dated: bool = False) -> str:
    """The likeliest field of a name, or ""."""
    meanings = meanings_of(name, is_dated)
    return min(meanings, key=lambda field: meanings[field], default="")


@pytest.mark.parametrize(
    ("name", "field"),
    [
        # Beside a word for a time, words for the unit and the call say nothing.
        ("First Unit Arrived DtTm", "on_scene"),
        ("Time_First_Unit_Enroute", "en_route"),
        ("Time Vehicle is en Route to Scene", "en_route"),
        ("DateAndTimeMobilised", "dispatched"),
        ("call_on_scene_date_time", "on_scene"),
        ("FIRST_TO_HOSP_DATETIME", "transporting"),
        ("INCIDENT_CLOSE_DATETIME", "closed"),
        ("CLOSNG_TS", "closed"),
        ("Time_PhonePickUp", "answered"),
        ("dispatchtime", "dispatched"),
        ("Incident Unit Arrived On Scene Date Time (eTimes.06)", "on_scene"),
        ("eTimes.03", "dispatched"),
        ("E05_05", "en_route"),
        ("Time Arrived to Next Destination (i.e., Hospital)", "hospital"),
        # Names of calls, units and places.
        ("TypeText", "type"),
        ("INCIDENT_TYPE_DESC", "type"),
        ("Cad Number", "incident"),
        ("Responding Unit", "unit"),
        ("Call Disposition Description", "disposition"),
        ("Priority_Description", "priority"),
        # Other languages, with and without accents.
        ("Ausrückzeit", "en_route"),
        ("AUSRUECKZEIT", "en_route"),
        ("Funkrufname", "unit"),
        ("Status 4", "on_scene"),
        ("Heure d'appel", "received"),
        ("Arrivée sur les lieux", "on_scene"),
        ("Hora de llegada", "on_scene"),
        ("Móvil", "unit"),
        ("Ora arrivo", "on_scene"),
        ("Tijd ter plaatse", "on_scene"),
        ("Hora da chamada", "received"),
        ("Godzina wyjazdu", "en_route"),
        ("Tidpunkt", "time"),
        # Lengths, numbers and words that mean no time.
        ("Total Response Time", ""),
        ("Time (min)", ""),
        ("DISPATCH_RESPONSE_SECONDS_QY", ""),
        ("Units_Arrived_At_Scene", ""),
        ("dispatch", ""),
        ("hospital", ""),
        ("x" * 100, ""),
    ],
)
def test_the_likeliest_field_of_a_name(name: str, field: str) -> None:
    """What remains of a name without the words for a time says what happened then."""
    assert likeliest(name) == field


@pytest.mark.parametrize(
    ("name", "as_date", "as_time"),
    [
        ("Arrival Date", "", "on_scene"),
        ("Response_Date", "", "time"),
        ("Received_Date", "date", "received"),
        ("Date_Call_Received", "", "received"),
        ("Alarmdatum", "date", "date"),
    ],
)
def test_a_name_of_a_date(name: str, as_date: str, as_time: str) -> None:
    """It is a time only where the cells have one."""
    assert (likeliest(name), likeliest(name, is_dated=True)) == (as_date, as_time)


def test_a_misspelt_name_is_an_english_one() -> None:
    """A column of times must end in `time`."""
    assert [*misspelt_meanings_of("recieved_dttm")] == ["received"]
    assert [*misspelt_meanings_of("adress")] == ["location"]
    assert misspelt_meanings_of("recieved") == {}
    assert misspelt_meanings_of("foo") == {}
    assert misspelt_meanings_of("source_id") == {}
    assert misspelt_meanings_of("response_date") == {}


@pytest.mark.parametrize(
    ("name", "is_elsewhere"),
    [
        ("Uhrzeit", True),
        ("Hora de llegada", True),
        ("Date", False),
        ("data", False),
        ("Unit", False),
    ],
)
def test_a_name_shows_its_language(name: str, is_elsewhere: bool) -> None:
    """Words that English has, too, show none."""
    assert is_name_elsewhere(name) is is_elsewhere


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Received DtTm", "received_dt_tm"),
        ("UnitIDNumber", "unit_id_number"),
        ("Date de l'Appel", "date_de_l_appel"),
        ("Miejscowość", "miejscowosc"),
        ("Straße", "strasse"),
        ("日時", "日時"),
    ],
)
def test_the_words_of_a_name(name: str, words: str) -> None:
    """In small letters, without accents, with a mark between them."""
    assert plain_words(name) == words
