"""The names of columns in German, French, Spanish, Italian, Dutch, Portuguese, Polish and Swedish.

As in `column_names`: in small letters, without accents, the likeliest first. German is also written
with `ae` for `ä`. Beside a word for a time, words without a meaning are left out: `de` in
`hora de llegada`.
"""

from collections.abc import Mapping

NAMES_ELSEWHERE: Mapping[str, str] = {
    "time": "zeitpunkt zeitstempel uhrzeit zeit datum_uhrzeit datum_zeit datum_und_uhrzeit "
    "alarmierungszeit einsatzbeginn beginn ereigniszeit horodatage date_heure date_et_heure heure "
    "heure_evenement debut fecha_hora fecha_y_hora hora inicio data_ora data_e_ora ora orario "
    "inizio tijdstip datum_tijd datum_en_tijd tijd starttijd data_hora data_e_hora horario "
    "data_i_godzina data_godzina godzina czas czas_zdarzenia tidpunkt datum_tid tid klockslag "
    "larmtid",
    "date": "datum alarmdatum einsatzdatum ereignisdatum date_intervention date_evenement jour "
    "fecha fecha_incidente data data_evento data_intervento giorno datum_melding data_ocorrencia "
    "data_da_ocorrencia dia data_zdarzenia dzien fecha_creacion data_zgloszenia",
    "text": "meldung meldetext inhalt ereignis bemerkung bemerkungen beschreibung notiz notizen "
    "vermerk lagemeldung sachverhalt massnahme eintrag text_der_meldung evenement commentaire "
    "commentaires observations observation remarques description_evenement main_courante contenu "
    "texte mensaje descripcion observaciones comentario comentarios evento novedad novedades "
    "detalle messaggio descrizione osservazioni nota_operativa annotazioni testo melding bericht "
    "omschrijving opmerking opmerkingen gebeurtenis inhoud mensagem descricao observacoes "
    "ocorrido relato wiadomosc opis uwagi tresc zdarzenie meddelande handelse beskrivning "
    "anteckning anteckningar kommentar",
    "type": "einsatzstichwort stichwort alarmstichwort schlagwort einsatzart einsatzanlass "
    "meldebild einsatztyp einsatzgrund alarmgrund diagnose nature_intervention "
    "nature_de_l_intervention type_intervention motif motif_alerte sinistre libelle_nature "
    "tipo_incidente tipo_de_incidente tipo_intervencion tipo_de_emergencia tipo_emergencia "
    "clasificacion motivo tipo tipo_intervento tipologia tipologia_intervento soort_melding "
    "soort_incident type_melding classificatie meldingsclassificatie tipo_ocorrencia "
    "tipo_de_ocorrencia natureza natureza_ocorrencia rodzaj_zdarzenia rodzaj typ_zdarzenia "
    "handelsetyp larmtyp incidente_c4",
    "incident": "einsatznummer einsatz_nr einsatznr haupteinsatznummer lfd_einsatznummer "
    "numero_intervention no_intervention n_intervention num_intervention numero_d_intervention "
    "numero_incidente numero_de_incidente n_incidente numero_parte n_parte n_o_parte "
    "n_o_incidente expediente numero_intervento n_intervento scheda incidentnummer meldingsnummer "
    "ritnummer numero_ocorrencia numero_da_ocorrencia n_ocorrencia numer_zdarzenia nr_zdarzenia "
    "arendenummer",
    "unit": "funkrufname rufname fahrzeug einsatzmittel einheit fahrzeugkennung kennung "
    "einsatzfahrzeug engin vehicule indicatif moyen code_engin unidad movil vehiculo recurso "
    "indicativo mezzo unita sigla_radio automezzo eenheid voertuig roepnummer roepnaam viatura "
    "unidade veiculo pojazd jednostka kryptonim enhet fordon dotacion zastep",
    "units": "einheiten fahrzeuge einsatzmittel_liste alarmierte_einheiten engins vehicules "
    "moyens unidades moviles vehiculos mezzi eenheden voertuigen viaturas pojazdy enheter",
    "unit_type": "fahrzeugtyp einsatzmitteltyp einsatzmittel_typ type_engin type_vehicule "
    "tipo_unidad tipo_vehiculo tipo_mezzo voertuigtype tipo_viatura",
    "status": "fms_status fms fahrzeugstatus zustand statut etat estado estado_unidad stato "
    "situacao stan",
    "status_time": "statuszeit heure_statut hora_estado ora_stato statustijd",
    "agency": "organisation_name feuerwehr wehr behorde behoerde dienststelle leitstelle service "
    "cis centre_de_secours organismo agencia entidad cuerpo parque ente comando organizzazione "
    "dienst discipline korps kazerne agencia_responsavel corporacao quartel sluzba "
    "jednostka_organizacyjna",
    "location": "einsatzort einsatzstelle einsatzadresse adresse ort anschrift einsatzstrasse "
    "lieu lieu_intervention adresse_intervention direccion lugar ubicacion indirizzo luogo "
    "localita via adres locatie plaats_incident endereco local morada miejsce miejsce_zdarzenia "
    "adres_zdarzenia lokalizacja adress_plats plats",
    "street": "strasse rue calle straat ulica",
    "street_number": "hausnummer numero_rue huisnummer altura",
    "city": "gemeinde stadt ortsteil commune ville nom_ville municipio ciudad localidad comune "
    "citta woonplaats plaats gemeente concelho cidade gmina miejscowosc miasto kommun",
    "latitude": "breitengrad breite geo_breite latitud latitudine breedtegraad szerokosc "
    "szerokosc_geograficzna",
    "longitude": "langengrad laengengrad geo_lange geo_laenge longitud longitudine lengtegraad "
    "dlugosc_geograficzna",
    "frequency": "kanal funkkanal funkgruppe canal canal_radio canale kanaal gespreksgroep",
    "talkgroup_tag": "rufgruppe talkgroep grupo_de_comunicacion",
    "speaker": "sprecher absender expediteur emetteur emisor mittente afzender nadawca avsandare",
    "addressed_to": "empfanger empfaenger destinataire destinatario ontvanger odbiorca mottagare",
    "priority": "prioritat prioritaet dringlichkeit priorite prioridad priorita prioriteit "
    "prioridade priorytet prioritet",
    "disposition": "einsatzergebnis ergebnis resultado esito afloop wynik",
    "received": "meldungseingang notrufeingang anrufzeit annahme annahmezeit eingang "
    "einsatzannahme heure_appel appel aviso llamada chiamata aanname melding_ontvangen chamada "
    "zgloszenie",
    "entered": "einsatzeroffnung einsatzeroeffnung",
    "dispatched": "alarmzeit alarmierung alarm_zeit alarmiert alerte heure_alerte despacho "
    "movilizacion allertamento attivazione alarmering alarmeringstijd uitgifte acionamento "
    "despacho_da_viatura alarmowanie zadysponowanie larmad",
    "acknowledged": "einsatz_ubernommen einsatz_uebernommen ubernommen kvittens",
    "en_route": "ausruckzeit ausrueckzeit ausrucken ausruecken ausgeruckt ausgerueckt ausfahrt "
    "ausfahrtzeit status_3 fms_3 s3 depart heure_depart salida hora_salida partenza uitgerukt "
    "uitruktijd uitruk saida wyjazd utryckning",
    "staging": "bereitstellung",
    "on_scene": "eintreffzeit eintreffen ankunft ankunftszeit eingetroffen am_einsatzort "
    "an_einsatzstelle status_4 fms_4 s4 sur_les_lieux arrivee arrivee_sur_les_lieux arrivee_sll "
    "sll presentation llegada hora_llegada en_el_lugar arrivo arrivo_sul_posto sul_posto "
    "ter_plaatse ttp aankomst aankomsttijd chegada chegada_ao_local no_local przyjazd przybycie "
    "na_miejscu framme aanwezig",
    "at_patient": "beim_patienten aupres_de_la_victime sul_paziente bij_patient",
    "controlled": "feuer_unter_kontrolle feuer_in_gewalt feu_maitrise feu_circonscrit "
    "incendio_controlado brand_meester dominado",
    "left_scene": "abfahrt_einsatzort depart_lieux depart_des_lieux vertrek_plaats_incident",
    "transporting": "patient_aufgenommen transportbeginn status_7 fms_7 s7 depart_hopital "
    "transport_hopital traslado inizio_trasporto vertrek_ziekenhuis transporte",
    "hospital": "am_transportziel ankunft_zielort ankunft_krankenhaus transportziel status_8 "
    "fms_8 s8 arrivee_hopital arrivee_ch llegada_hospital arrivo_ospedale in_ospedale "
    "aankomst_ziekenhuis chegada_hospital chegada_ao_hospital przyjazd_do_szpitala",
    "returning": "ingerukt",
    "available": "einsatzbereit frei_uber_funk frei_ueber_funk freimeldung frei status_1 fms_1 s1 "
    "disponible libre libero vrij disponivel beschikbaar",
    "in_quarters": "einsatzbereit_auf_wache auf_wache ruckkehr rueckkehr einruckzeit einrueckzeit "
    "eingeruckt eingerueckt status_2 fms_2 s2 retour retour_centre rentre regreso hora_regreso "
    "rientro rientro_in_sede retour_kazerne regresso retorno powrot",
    "cleared": "einsatzende einsatz_ende einsatzschluss ende fin_intervention fin hora_fin "
    "terminado fine_intervento eindtijd koniec klar",
    "closed": "cloture cierre chiusura afgesloten encerramento zakonczenie avslutad",
}
"""From a field to the names of columns; `status_3` is an en-route status of German radio."""

WITH_A_TIME_ELSEWHERE: Mapping[str, str] = {
    "received": "eingang anruf notruf meldung appel aviso llamada recepcion chiamata chamada "
    "melding zgloszenia creacion solicitud",
    "dispatched": "alarmierung alerte alerta despacho asignacion allarme allertamento alarmering "
    "uitgifte acionamento alarmowania zadysponowania dyspozycji",
    "en_route": "ausrucken ausruecken abfahrt depart salida partenza uitruk vertrek saida wyjazdu",
    "on_scene": "eintreffen ankunft arrivee arrivee_sur_les_lieux arrivee_lieux llegada "
    "llegada_lugar arrivo aankomst ter_plaatse chegada chegada_local przyjazdu przybycia dojazdu "
    "arribo",
    "transporting": "transport transportbeginn traslado trasporto",
    "hospital": "krankenhaus hopital arrivee_hopital hospital llegada_hospital ospedale "
    "arrivo_ospedale ziekenhuis aankomst_ziekenhuis chegada_hospital szpitala",
    "in_quarters": "ruckkehr rueckkehr einrucken einruecken retour regreso rientro terugkeer "
    "regresso retorno powrotu",
    "available": "frei freimeldung disponible libre",
    "closed": "cloture cierre chiusura encerramento zakonczenia finalizacion",
    "cleared": "ende fin fine einde fim",
}
"""From a field to the names of columns, without the words for a time."""

TIME_WORDS_ELSEWHERE = (
    "zeit uhrzeit heure heures hora horas ora orario tijd tijdstip horario godzina czas tid"
)

DATES_BESIDE_TIMES: Mapping[str, tuple[str, ...]] = {
    "time": ("date",),
    "zeit": ("datum",),
    "uhrzeit": ("datum",),
    "heure": ("date", "jour"),
    "hora": ("fecha", "data"),
    "ora": ("data",),
    "tijd": ("datum",),
    "tijdstip": ("datum",),
    "godzina": ("data",),
    "tid": ("datum",),
}
"""From a word for a time in the name of a column to the words for the date beside the time."""

DATE_WORDS = "date datum fecha data jour"
"""Words for a date in the name of a column, in each language."""

NOISE_WORDS_ELSEWHERE = (
    "der die das des de del du d da do dos l la le los les al au y e i o a et und och"
)

LAYOUTS_ELSEWHERE: tuple[tuple[set[str], dict[str, str]], ...] = (
    ({"von", "an", "inhalt"}, {"speaker": "von", "addressed_to": "an", "text": "inhalt"}),
    ({"von", "an", "meldung"}, {"speaker": "von", "addressed_to": "an", "text": "meldung"}),
)
"""As `column_names.LAYOUTS`: the diary of an incident staff (Einsatztagebuch)."""
