"""The words and codes of dispatch centers for the status of a unit, in several languages."""

import functools
import re
from typing import cast

from incident_tui.exchange.imports.foreign.values import without_accents
from incident_tui.record.vocabulary import UNIT_STATUSES, UnitStatus

_NO_LETTER = re.compile(r"[^a-z]+")
_FMS = re.compile(r"(?:fms|status|s)?\W*([1-8])", re.IGNORECASE)
"""A status of German radio (Funkmeldesystem) by the number."""
_MARKS_OF_FMS = ("fms", "rufname")
"""In the names of columns of a log of German radio."""
_STATUS_OF_FMS: dict[str, UnitStatus] = {
    "1": "Available",
    "2": "Available",
    "3": "EnRoute",
    "4": "OnScene",
    "6": "OutOfService",
    "7": "Transporting",
    "8": "Hospital",
}
"""From the number to the status; 5 is a wish to speak."""
_WORDS: dict[UnitStatus, str] = {
    # English; German; French; Spanish; Italian; Dutch; Portuguese; Polish; Swedish
    "Dispatched": "dispatch dsp disp dp d assigned alerted notified pagedout"
    " alarmiert alerte engage despachado asignado allertato inviato gealarmeerd acionado despachado"
    " zadysponowany larmad",
    "Acknowledged": "ack ak acknowledge einsatzubernommen einsatzuebernommen kvittens",
    "EnRoute": "enr enrt enroute er responding resp ontheway mobile"
    " ausgeruckt ausgerueckt unterwegs aufanfahrt anfahrt parti enroutesurleslieux encamino enruta"
    " partito inviaggio uitgerukt onderweg aanrijdend acaminho emdeslocacao wyjazd wdrodze pavag"
    " utryckning",
    "Staging": "stg sg staged bereitstellung",
    "OnScene": "ons os arrived arrv arr arrive arrivedonscene arrivedatscene atscene onsite"
    " ameinsatzort aneinsatzstelle vorort eingetroffen surleslieux arrivesurleslieux enellugar"
    " enlugar enescena sulposto terplaatse nolocal namiejscu framme",
    "AtPatient": "patientcontact ptcontact beimpatienten",
    "Transporting": "transport transp trans trn tr enroutehospital enroutetohospital"
    " transportingtohospital patientaufgenommen entransport trasladando entraslado intrasporto"
    " vervoer emtransporte",
    "Hospital": "athospital athosp arrivedhospital arrivedathospital atdestination"
    " amtransportziel amkrankenhaus alhopital arrivehopital enhospital inospedale inziekenhuis"
    " aankomstziekenhuis nohospital wszpitalu",
    "Returning": "rtq returningtoquarters returntoquarters",
    "Cleared": "clear clr cl clearedscene",
    "Canceled": "cancelled cancel canceledenroute cancelledenroute",
    "Available": "avail avl av aiq aq inquarters inqtrs inservice availableinquarters"
    " einsatzbereit frei einsatzbereituberfunk einsatzbereitueberfunk aufwache"
    " einsatzbereitaufwache"
    " disponible rentre libre libero disponibile rientrato vrij beschikbaar opkazerne disponivel"
    " livre wolny dostepny wbazie ledig",
    "OutOfService": "oos nichteinsatzbereit ausserdienst indisponible fueradeservicio"
    " fuoriservizio buitendienst foradeservico inoperacional",
}
"""From a status in a record to words in logs, in small letters alone, without accents."""
_CELLS_KEPT = 1_000
"""Cells whose status is kept: a log repeats few."""
_STATUS_WORDS: dict[str, UnitStatus] = {
    **{status.casefold(): cast(UnitStatus, status) for status in UNIT_STATUSES},
    **{word: status for status, words in _WORDS.items() for word in words.split()},
}


@functools.lru_cache(_CELLS_KEPT)
def status_of(text: str, column: str = "") -> UnitStatus | None:
    """Return the status for a text in a log, such as `ENRT`; None for an unknown word.

    Args:
        text: the cell.
        column: the name of the column, perhaps behind that of the column of the unit; in
            `FMS-Status`, or beside `Funkrufname`, a number is a status of German radio.
    """
    names = f"{column} {text}".casefold()
    if any(mark in names for mark in _MARKS_OF_FMS) and (match := _FMS.fullmatch(text.strip())):
        return _STATUS_OF_FMS.get(match[1])
    words = _NO_LETTER.sub("", without_accents(text.casefold()))
    return _STATUS_WORDS.get(words)
