"""The database of rdio-scanner up to version 6: the table `rdioScannerCalls`, with recordings.

See `server/database.go` of rdio-scanner 6. Times are in UTC: text in SQLite, `datetime` in MySQL
and MariaDB. Turns, frequencies and patches are JSON in the row of a call. Names are in tables of
their own since version 6.1, and in JSON in the row of a system before.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from incident_tui.exchange.imports.foreign.json import JsonObject
from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.foreign.values import number_of, words_of
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.sql.archive import (
    BATCH_CALLS,
    CallArchive,
    recording_in,
    recording_of,
    table_in,
)
from incident_tui.exchange.imports.sql.calls import ArchivedCall
from incident_tui.exchange.imports.sql.database import Database
from incident_tui.exchange.imports.sql.instants import instant_of
from incident_tui.exchange.imports.sql.known_names import KnownNames, Talkgroup, wished
from incident_tui.exchange.imports.sql.parts import named_turns, parsed, with_frequencies
from incident_tui.exchange.imports.sql.window import Condition, one_of, parameter

_CALLS = (
    "id dateTime system talkgroup"
    "? audio audioName audioType frequencies frequency patches source sources"
)


def archive_in(database: Database) -> CallArchive | None:
    """Return the archive in a database; None if the database is of another program."""
    calls = table_in(database, "rdioScannerCalls", _CALLS)
    return None if calls is None else _RdioScannerArchive(database, calls, "dateTime")


class _RdioScannerArchive(CallArchive):
    """The calls, and the names of systems, talkgroups and units."""

    program = "rdio-scanner"

    def calls(self, wishes: Wishes) -> Iterator[ArchivedCall]:
        """Yield the calls in the window and of the talkgroups."""
        names, calls = self._names(), self._calls
        talkgroups = {(one.system, one.number): one for one in names.talkgroups}
        columns = [column for column in calls.c if column.name != "audio"]
        query = (
            sa.select(*columns, *recording_in(calls))
            .where(*self._in_window(wishes), *self._of_talkgroups(names, wishes))
            .order_by(calls.c.dateTime, calls.c.id)
        )
        for row in self._database.rows(query, BATCH_CALLS):
            yield self._call(dict(row._mapping), names, talkgroups)

    def _of_talkgroups(self, names: KnownNames, wishes: Wishes) -> Iterator[Condition]:
        """Yield the condition for calls of the wished talkgroups."""
        if not wishes.only_talkgroups:
            return
        calls, numbers = self._calls, list[int]()
        conditions = list[Condition]()
        for word, those in wished(names.talkgroups, wishes.only_talkgroups, True).items():
            if word.strip().isdecimal():
                numbers.append(int(word))
                continue
            conditions += (
                sa.and_(
                    calls.c.system == parameter(int(one.system)),
                    calls.c.talkgroup == parameter(int(one.number)),
                )
                for one in those
            )
        if numbers:
            conditions.append(one_of(calls.c.talkgroup, numbers))
        yield sa.or_(*conditions)

    def _call(
        self,
        row: Mapping[str, Any],
        names: KnownNames,
        talkgroups: Mapping[tuple[str, str], Talkgroup],
    ) -> ArchivedCall:
        """Return the call in a row."""
        key, system, number = (words_of(row[name]) for name in ("id", "system", "talkgroup"))
        place = f"{self._calls.name}.id={key}"
        fields = JsonObject({}, [], f"{self._database.address.text} {place}")
        began = None
        try:
            began = instant_of(row["dateTime"])
        except NoTimeError as error:
            fields.reject("dateTime", str(error), words_of(row["dateTime"]))
        source = number_of(row.get("source"))
        turns = parsed(row.get("sources"), "sources", fields)
        turns = turns or ([{"src": f"{source:.0f}", "pos": 0}] if source else [])
        turns, hertz, frequencies = with_frequencies(
            named_turns(turns, system, names),
            parsed(row.get("frequencies"), "frequencies", fields),
            number_of(row.get("frequency")),
        )
        patches = parsed(row.get("patches"), "patches", fields)
        recording, fault = recording_of(row)
        if fault:
            fields.reject("audio", fault, "")
        known = talkgroups.get((system, number), Talkgroup(system, number))
        file = words_of(row.get("audioName"))
        rest = {"turns": turns, "frequencies": frequencies, "audioName": file}
        return ArchivedCall(
            place=place,
            name=(system, number, str((began or 0) // 1000), key),
            began=began,
            system=system,
            system_name=names.systems.get(system, ""),
            talkgroup=number,
            tag=known.tag,
            description=known.description,
            fields=fields.holding(rest),
            hertz=hertz,
            groups=known.groups,
            patches=[words_of(one) for one in patches or () if words_of(one) != number],
            recording=recording,
            recording_type=words_of(row.get("audioType")) or file,
        )

    def _names(self) -> KnownNames:
        """Return the names of systems, talkgroups and units, in whichever tables they are."""
        tables = (
            ("rdioScannerSystems", "id label? talkgroups units"),
            ("rdioScannerTalkgroups", "id systemId label name groupId tagId"),
            ("rdioScannerUnits", "id systemId label"),
            ("rdioScannerGroups", "_id label"),
            ("rdioScannerTags", "_id label"),
        )
        systems, talkgroups, units, groups, tags = (
            self._rows_of_table(name, columns) for name, columns in tables
        )
        for system in systems:
            own = {"systemId": system["id"]}
            talkgroups += _in_system(system.get("talkgroups"), own)
            units += _in_system(system.get("units"), own)
        kinds = {
            key: {words_of(one["_id"]): words_of(one["label"]) for one in rows}
            for key, rows in (("tagId", tags), ("groupId", groups))
        }
        return KnownNames(
            {words_of(one["id"]): words_of(one["label"]) for one in systems},
            [_talkgroup_of(one, kinds) for one in talkgroups if _is_numbered(one)],
            {
                (words_of(one["systemId"]), words_of(one.get("id"))): words_of(one.get("label"))
                for one in units
            },
        )


def _in_system(text: object, own: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the objects in the JSON of a system; a text without JSON has no names."""
    value = parsed(text, "", JsonObject({}, [], ""))
    found = value if isinstance(value, list) else []
    return [{**one, **own} for one in found if isinstance(one, dict)]


def _is_numbered(talkgroup: Mapping[str, Any]) -> bool:
    return all(words_of(talkgroup.get(key)).isdecimal() for key in ("id", "systemId"))


def _talkgroup_of(row: Mapping[str, Any], kinds: Mapping[str, Mapping[str, str]]) -> Talkgroup:
    named = (names.get(words_of(row.get(key)), "") for key, names in kinds.items())
    return Talkgroup(
        words_of(row["systemId"]),
        words_of(row["id"]),
        words_of(row.get("label")),
        words_of(row.get("name")),
        tuple(filter(None, named)),
    )
