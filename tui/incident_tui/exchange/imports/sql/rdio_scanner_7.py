"""The database of rdio-scanner 7: the table `calls`, with recordings, and tables beside.

See `server/sqlite.go`, `postgresql.go` and `mysql.go` of rdio-scanner 7. Times are milliseconds
since 1970. Turns, frequencies and patches have tables of their own, without an index by call: each
is read once, beside the calls and in their order.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
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
from incident_tui.exchange.imports.sql.parts import named_turns, with_frequencies
from incident_tui.exchange.imports.sql.window import Condition, one_of

_CALLS = "callId systemId talkgroupId timestamp? audio audioFilename audioMime siteRef"
_BESIDE = {
    "callUnits": "callId callUnitId offset unitRef",
    "callFrequencies": "callId callFrequencyId offset frequency dbm errors spikes",
    "callPatches": "callId callPatchId talkgroupId",
}
"""The tables beside the calls: the key of the call, the own key, and the columns to read."""


def archive_in(database: Database) -> CallArchive | None:
    """Return the archive in a database; None if the database is of another program."""
    calls = table_in(database, "calls", _CALLS)
    return None if calls is None else _RdioScanner7Archive(database, calls, "timestamp")


class _RdioScanner7Archive(CallArchive):
    """The calls, the tables beside them, and the names of systems, talkgroups and units."""

    program = "rdio-scanner"

    def calls(self, wishes: Wishes) -> Iterator[ArchivedCall]:
        """Yield the calls in the window and of the talkgroups."""
        names, calls = self._names(), self._calls
        talkgroups = {one.key: one for one in names.talkgroups}
        conditions = [*self._in_window(wishes), *self._of_talkgroups(names, wishes)]
        queries = {name: self._query_beside(name, conditions) for name in _BESIDE}
        columns = [column for column in calls.c if column.name != "audio"]
        order = calls.c.timestamp, calls.c.callId
        query = sa.select(*columns, *recording_in(calls)).where(*conditions).order_by(*order)
        rows = self._database.rows(query, BATCH_CALLS)
        first = next(rows, None)  # so that what is beside the calls is not older than the calls
        if first is None:
            return
        beside = {name: self._rows_beside(query) for name, query in queries.items()}
        for row in chain((first,), rows):
            key = row.timestamp, row.callId
            parts = {name: rows.of(*key) for name, rows in beside.items()}
            yield self._call(dict(row._mapping), parts, names, talkgroups)

    def _query_beside(self, name: str, conditions: Sequence[Condition]) -> sa.Select[Any] | None:
        """Return the query for a table beside the calls; None without the table."""
        table, calls = table_in(self._database, name, _BESIDE[name]), self._calls
        if table is None:
            return None
        own, key, *columns = table.c
        order = calls.c.timestamp, calls.c.callId
        query = sa.select(*order, *columns).select_from(table.join(calls, own == calls.c.callId))
        return query.where(*conditions).order_by(*order, key)

    def _of_talkgroups(self, names: KnownNames, wishes: Wishes) -> Iterator[Condition]:
        """Yield the conditions for calls of the wished talkgroups."""
        if wishes.only_talkgroups:
            found = wished(names.talkgroups, wishes.only_talkgroups).values()
            those = [one for several in found for one in several]
            # The index of the calls begins with the system.
            yield one_of(self._calls.c.systemId, sorted({one.system_key for one in those}))
            yield one_of(self._calls.c.talkgroupId, sorted({one.key for one in those}))

    def _call(
        self,
        row: Mapping[str, Any],
        parts: Mapping[str, Sequence[Sequence[Any]]],
        names: KnownNames,
        talkgroups: Mapping[int, Talkgroup],
    ) -> ArchivedCall:
        """Return the call in a row, with the rows beside."""
        key = words_of(row["callId"])
        place = f"{self._calls.name}.callId={key}"
        fields = JsonObject({}, [], f"{self._database.address.text} {place}")
        began = None
        try:
            began = instant_of(row["timestamp"])
        except NoTimeError as error:
            fields.reject("timestamp", str(error), words_of(row["timestamp"]))
        unknown = Talkgroup(f"key-{row['systemId']}", f"key-{row['talkgroupId']}")
        known = talkgroups.get(row["talkgroupId"], unknown)
        turns = [{"pos": offset, "src": radio} for offset, radio in parts["callUnits"]]
        keys = ("pos", "freq", "dbm", "errors", "spikes")
        frequencies = [dict(zip(keys, part, strict=True)) for part in parts["callFrequencies"]]
        turns, hertz, left = with_frequencies(
            named_turns(turns, known.system, names), frequencies, None
        )
        recording, fault = recording_of(row)
        if fault:
            fields.reject("audio", fault, "")
        file = words_of(row.get("audioFilename"))
        rest = {"turns": turns, "frequencies": left, "audioFilename": file}
        patches = [talkgroups[other] for (other,) in parts["callPatches"] if other in talkgroups]
        return ArchivedCall(
            place=place,
            name=(known.system, known.number, str((began or 0) // 1000), key),
            began=began,
            system=known.system,
            system_name=names.systems.get(known.system, ""),
            talkgroup=known.number,
            tag=known.tag,
            description=known.description,
            fields=fields.holding(rest),
            hertz=hertz,
            site=words_of(row.get("siteRef") or ""),
            groups=known.groups,
            patches=[other.number for other in patches if other.key != known.key],
            recording=recording,
            recording_type=words_of(row.get("audioMime")) or file,
        )

    def _names(self) -> KnownNames:
        """Return the names of systems, talkgroups and units."""
        systems = {
            one["systemId"]: (words_of(one["systemRef"]), words_of(one["label"]))
            for one in self._rows_of_table("systems", "systemId systemRef label")
        }
        kinds = {
            one["tagId"]: words_of(one["label"])
            for one in self._rows_of_table("tags", "tagId label")
        }
        groups = {
            one["groupId"]: words_of(one["label"])
            for one in self._rows_of_table("groups", "groupId label")
        }
        in_groups: dict[int, list[str]] = {}
        for one in self._rows_of_table("talkgroupGroups", "talkgroupId groupId"):
            in_groups.setdefault(one["talkgroupId"], []).append(groups.get(one["groupId"], ""))
        talkgroups = [
            Talkgroup(
                systems[one["systemId"]][0],
                words_of(one["talkgroupRef"]),
                words_of(one["label"]),
                words_of(one["name"]),
                (kinds.get(one["tagId"], ""), *in_groups.get(one["talkgroupId"], ())),
                one["talkgroupId"],
                one["systemId"],
            )
            for one in self._rows_of_table(
                "talkgroups", "talkgroupId talkgroupRef systemId label name tagId"
            )
            if one["systemId"] in systems
        ]
        units = [
            (systems[one["systemId"]][0], one)
            for one in self._rows_of_table("units", "systemId unitRef label unitFrom unitTo")
            if one["systemId"] in systems
        ]
        return KnownNames(
            dict(systems.values()),
            talkgroups,
            {(own, words_of(one["unitRef"])): words_of(one["label"]) for own, one in units},
            [
                (own, _numbers(one["unitFrom"], one["unitTo"]), words_of(one["label"]))
                for own, one in units
                if _numbers(one["unitFrom"], one["unitTo"])
            ],
        )


def _numbers(first: object, last: object) -> range:
    """Return the numbers of radios from the first to the last, which PostgreSQL has as texts."""
    numbers = number_of(first), number_of(last)
    return range(int(numbers[0] or 0), int(numbers[1] or -1) + 1) if numbers[0] else range(0)
