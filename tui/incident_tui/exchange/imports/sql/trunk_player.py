"""The database of trunk-player: the table `radio_transmission` of the Django application `radio`.

See `radio/models.py` of trunk-player. Times are in UTC. Recordings are files elsewhere: their path
stays in the text. The units of a call are in an order and have no position in the recording.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import sqlalchemy as sa

from incident_tui.exchange.imports.foreign.json import JsonObject
from incident_tui.exchange.imports.foreign.radio import MAX_CALL_S
from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.foreign.values import number_of, words_of
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.sql.archive import CallArchive, table_in
from incident_tui.exchange.imports.sql.calls import ArchivedCall
from incident_tui.exchange.imports.sql.database import Database
from incident_tui.exchange.imports.sql.instants import instant_of
from incident_tui.exchange.imports.sql.known_names import Talkgroup, wished
from incident_tui.exchange.imports.sql.window import Condition, one_of

_CALLS = (
    "id start_datetime talkgroup talkgroup_info_id freq system_id"
    "? end_datetime audio_file audio_file_type audio_file_url_path emergency play_length source_id"
)
_TALKGROUPS = "id dec_id alpha_tag? common_name description"


def archive_in(database: Database) -> CallArchive | None:
    """Return the archive in a database; None if the database is of another program."""
    calls = table_in(database, "radio_transmission", _CALLS)
    return None if calls is None else _TrunkPlayerArchive(database, calls, "start_datetime")


class _TrunkPlayerArchive(CallArchive):
    """The calls, the speaking units, and the names of systems and talkgroups."""

    program = "trunk-player"

    def calls(self, wishes: Wishes) -> Iterator[ArchivedCall]:
        """Yield the calls in the window and of the talkgroups."""
        calls = self._calls
        talkgroups = {one.key: one for one in self._talkgroups()}
        names = {
            kind: {
                one["id"]: words_of(one[name]) for one in self._rows_of_table(table, f"id {name}")
            }
            for kind, table, name in (
                ("system_id", "radio_system", "name"),
                ("source_id", "radio_source", "description"),
            )
        }
        conditions = [*self._in_window(wishes), *self._of_talkgroups(talkgroups, wishes)]
        order = calls.c.start_datetime, calls.c.id
        query = sa.select(*calls.c).where(*conditions).order_by(*order)
        query_beside = self._query_beside(conditions)
        rows = self._database.rows(query)
        first = next(rows, None)  # so that the units are not older than the calls
        if first is None:
            return
        units = self._rows_beside(query_beside)
        for row in chain((first,), rows):
            radios = units.of(row.start_datetime, row.id)
            yield self._call(dict(row._mapping), radios, names, talkgroups)

    def _of_talkgroups(
        self, talkgroups: Mapping[int, Talkgroup], wishes: Wishes
    ) -> Iterator[Condition]:
        """Yield the condition for calls of the wished talkgroups."""
        if wishes.only_talkgroups:
            found = wished(talkgroups.values(), wishes.only_talkgroups).values()
            keys = sorted({one.key for several in found for one in several})
            yield one_of(self._calls.c.talkgroup_info_id, keys)

    def _query_beside(self, conditions: Sequence[Condition]) -> sa.Select[Any] | None:
        """Return the query for the units of the calls, in the order in which they spoke."""
        calls = self._calls
        # The name of the class, `TranmissionUnit`, is misspelt in trunk-player.
        spoken = table_in(
            self._database, "radio_tranmissionunit", "id transmission_id unit_id order"
        )
        units = table_in(self._database, "radio_unit", "id dec_id description")
        if spoken is None or units is None:
            return None
        order = calls.c.start_datetime, calls.c.id
        joined = spoken.join(calls, spoken.c.transmission_id == calls.c.id).join(
            units, units.c.id == spoken.c.unit_id
        )
        return (
            sa.select(*order, units.c.dec_id, units.c.description)
            .select_from(joined)
            .where(*conditions)
            .order_by(*order, spoken.c.order, spoken.c.id)
        )

    def _call(
        self,
        row: Mapping[str, Any],
        radios: Sequence[Sequence[Any]],
        names: Mapping[str, Mapping[int, str]],
        talkgroups: Mapping[int, Talkgroup],
    ) -> ArchivedCall:
        """Return the call in a row."""
        key, system, number = (words_of(row[name]) for name in ("id", "system_id", "talkgroup"))
        place = f"{self._calls.name}.id={key}"
        fields = JsonObject({}, [], f"{self._database.address.text} {place}")
        instants: list[int | None] = []
        for name in ("start_datetime", "end_datetime"):
            try:
                value = row.get(name)
                instants.append(None if value is None else instant_of(value))
            except NoTimeError as error:
                instants.append(None)
                fields.reject(name, str(error), words_of(value))
        began, ended = instants
        if began is None or (ended is not None and ended < began):
            ended = None
        turns = [
            {"src": radio, "tag": name} | ({} if number else {"pos": 0})
            for number, (radio, name) in enumerate(radios)
        ]
        known = talkgroups.get(row["talkgroup_info_id"], Talkgroup(system, number))
        rest = {
            "turns": turns,
            "recording": _recording_of(row),
            "receiver": names["source_id"].get(row.get("source_id") or 0, ""),
        }
        length = number_of(row.get("play_length"))
        return ArchivedCall(
            place=place,
            name=(system, number, str((began or 0) // 1000), key),
            began=began,
            ended=ended,
            length_s=length if length and 0 < length <= MAX_CALL_S else None,
            system=system,
            system_name=names["system_id"].get(row["system_id"], ""),
            talkgroup=number,
            tag=known.tag,
            description=known.description,
            fields=fields.holding(rest),
            hertz=number_of(row["freq"]),
            is_emergency=bool(row.get("emergency")),
        )

    def _talkgroups(self) -> Iterator[Talkgroup]:
        """Yield the talkgroups."""
        for one in self._rows_of_table("radio_talkgroup", _TALKGROUPS):
            description = words_of(one.get("description")) or words_of(one.get("common_name"))
            tag, number = words_of(one["alpha_tag"]), words_of(one["dec_id"])
            yield Talkgroup("", number, tag, description, key=one["id"])


def _recording_of(row: Mapping[str, Any]) -> str:
    """Return the path of a recording below trunk-player's address for recordings."""
    file, kind = words_of(row.get("audio_file")), words_of(row.get("audio_file_type"))
    if not file:
        return ""
    folder = words_of(row.get("audio_file_url_path")).rstrip("/")
    return (
        f"{folder}/{file}" if not kind or file.endswith(f".{kind}") else f"{folder}/{file}.{kind}"
    )
