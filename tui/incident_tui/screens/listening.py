"""Hearing radio calls: a call alone, or a replay in which the cursor follows the clock."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.timer import Timer

from incident_tui.listening.clock import LONGEST_GAP_S, Joining
from incident_tui.panes.sound_line import SoundLine
from incident_tui.record.model import Audio
from incident_tui.review import commands, intents
from incident_tui.words.sounds import (
    ENDED,
    LEVELLED,
    MIXED,
    PAUSED,
    PLAYING,
    ROUGH,
    SILENT,
    length_words,
    replay_words,
    speed_words,
    voice_words,
)
from incident_tui.words.times import instant_words

if TYPE_CHECKING:
    from incident_tui.listening.playback import State
    from incident_tui.listening.player import Player
    from incident_tui.screens.replaying import Replay
    from incident_tui.screens.review import ReviewScreen

SOUND_KEYS: Mapping[str, commands.Listen] = {
    "comma": commands.Skip(-5),
    "full_stop": commands.Skip(5),
    "less_than_sign": commands.ChangeSpeed(-1),
    "greater_than_sign": commands.ChangeSpeed(1),
    "A": commands.LevelSpeech(),
    "M": commands.MixCalls(),
}
"""Keys while there is a sound, and what they stand for; Esc ends the sound."""
SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
_LOOK_S = 0.1
"""Seconds between two looks at the player."""
_LATE_S = 2.5 * _LOOK_S
"""Seconds after which a sound that is due was not missed by a look, but skipped into."""
_SECOND_MS = 1000


class Listening:
    """Carries out the commands for sound; the player is made for the first sound."""

    def __init__(
        self,
        screen: "ReviewScreen",
        player: "Player | None" = None,
        longest_gap_s: float = LONGEST_GAP_S,
    ) -> None:
        """Begin in silence.

        Args:
            player: plays; None for a player of the machine's device, made when it is needed.
            longest_gap_s: seconds of waiting beyond which a replay skips a gap.
        """
        self._screen = screen
        self._player = player
        self.joining = Joining(longest_gap_s)
        """How the sounds of a replay follow each other."""
        self._line = SoundLine()
        """Mounted for the first sound, and not displayed in silence."""
        self._timer: Timer | None = None
        self._entry = ""
        """The id of the entry that is heard; "" in silence."""
        self._is_rough = False
        self._speed = SPEEDS.index(1.0)
        self._rate = 0
        self._is_levelled = False
        self._replay: Replay | None = None
        self._second = 0.0
        """The second of the replay."""
        self._sounding: int | None = None
        """The number of the sound of the replay that was begun last; None for none."""
        self._looked = 0.0
        """When the player was looked at last, by the clock of the system."""
        self._is_paused = False
        """Whether a replay stands still."""
        self._held: str | None = None
        """The id of the entry whose sound a waiting replay goes on with, "" for none; or None."""
        self._fault = ""
        """The fault that was told last."""

    @property
    def is_on(self) -> bool:
        """Whether there is a sound or a replay, so that the keys of the line are live."""
        return self._timer is not None

    @property
    def heard(self) -> str:
        """The id of the entry whose sound plays now; "" in silence, and in a pause."""
        return self._entry if self.is_on and self._state == "playing" else ""

    @property
    def words(self) -> str:
        """The words of the line of the sound; "" in silence."""
        if not self.is_on:
            return ""
        if self._replay and (self._going or self._state == "idle"):
            return self._replay_words(self._replay)
        return self._sound_words()

    @property
    def _state(self) -> "State":
        """The state of the player; `idle` before the first sound."""
        return self._player.snapshot.state if self._player else "idle"

    @property
    def _going(self) -> "Replay | None":
        """The replay that has the keys and the line; None while it waits, too."""
        return self._replay if self._held is None else None

    def carry_out(self, command: commands.Listen) -> None:
        """Carry out a command."""
        match command:
            case commands.Play(entry):
                self._play_or_pause(entry or self._screen.review.entry_id)
            case commands.Replay():
                self._end() if self._replay else self._begin_replay()
            case commands.EndSound():
                self._end()
            case _ if self.is_on:
                self._change(command)
        if self.is_on:
            self._show()
            dialogs = self._screen.dialogs
            if dialogs and not dialogs[-1].SHOWS_SOUND:  # over the line of the sound
                self._screen.say(self.words)

    def _change(self, command: commands.Listen) -> None:
        """Carry out a command about the sound, or the replay, that is on."""
        match command:
            case commands.PauseSound():
                self._play_or_pause(self._entry)
            case commands.Skip(by_s):
                self._go_by(by_s)
            case commands.ChangeSpeed(by):
                self._change_speed(by)
            case commands.LevelSpeech():
                self._is_levelled = not self._is_levelled
                if self._player:
                    self._player.set_levelled(self._is_levelled)
                self._screen.say(f"quiet speech is {'raised' if self._is_levelled else 'as it is'}")
            case commands.MixCalls():
                self._mix_or_not()

    def hold(self, entry: str) -> None:
        """Let a replay wait while the words of an entry are written.

        The call that is heard goes on to its end, and has the keys of the sound; of calls that are
        heard at the same time, that of the entry alone.
        """
        replay = self._going
        if replay is None:
            return
        if not self._is_paused:
            self._second = self._second_now(replay, time.monotonic() - self._looked)
        self._held = ""
        due = replay.due_at(self._second)
        is_mix = due is not None and len(due.parts) > 1
        own = replay.part_of(entry if is_mix else self._entry, self._second)
        if due is None or due.number != self._sounding or own is None:
            self._go_to(self._second)
        elif not is_mix:
            self._held = self._entry
        elif self._sound(((0.0, own[0]),), own[1]):
            self._held = self._entry = entry
            if self._is_paused and self._player:
                self._player.pause()

    def let_go(self) -> None:
        """Let a waiting replay go on behind what is heard of its call, or stay paused as before."""
        held, self._held = self._held, None
        replay = self._replay
        if replay is None or held is None:
            return
        heard = self._player.snapshot if self._player else None
        if heard and held and held == self._entry and heard.state != "faulted":
            if heard.length is not None and self._sounding is not None:
                replay.learn(self._sounding, heard.length)
            self._second = replay.second_in(held, heard.position)
        self._looked = time.monotonic()
        self._go_to(self._second)
        if replay.speed != SPEEDS[self._speed]:
            self._renewed(replay, SPEEDS[self._speed])

    def close(self) -> None:
        """Fall silent, and give the device back."""
        self._end()
        if self._player:
            self._player.close()

    # A call alone.

    def _play_or_pause(self, entry: str) -> None:
        if self._going:
            self._pause_replay()
            return
        review = self._screen.review
        position = review.chronology.positions.get(entry)
        if entry == self._entry and self._pause_sound():
            return
        told = None if position is None else review.lens.entry(position)
        if position is not None and told is None:
            self._screen.say("no sound: this entry is not known yet as of this moment")
        elif told is None or told.audio is None:
            self._screen.say("no sound: this entry names no recording")
        elif self._sound(((0.0, told.audio),), 0.0):
            self._entry = entry
            self._look_from_now_on()

    def _pause_sound(self) -> bool:
        """Pause the sound of a call, or go on; returns whether there is a sound."""
        state = self._state
        if self._player is None or state not in ("playing", "paused"):
            return False
        self._player.pause() if state == "playing" else self._player.resume()
        return True

    def _sound(self, parts: Sequence[tuple[float, Audio]], at_s: float) -> bool:
        """Play the sounds of entries, each from a second of the whole on.

        Args:
            at_s: the position to start from.

        Returns:
            Whether there is a file.
        """
        from incident_tui.listening.faults import SoundError
        from incident_tui.listening.player import Player
        from incident_tui.listening.sound_files import Slice, SoundFiles, margin_of
        from incident_tui.listening.sounds import Mix

        files = SoundFiles(Path(self._screen.review.chronology.path).parent)
        found, faults = list[tuple[float, Slice]](), list[str]()
        for offset_s, audio in parts:
            try:
                found.append((offset_s, files.slice_of(audio, margin_of(audio))))
            except SoundError as error:
                faults.append(str(error))
        self._tell(faults)
        self._is_rough = any(part.margin > 0 for _, part in found)
        if not found:
            return False
        self._player = self._player or Player()
        # A part of a mix that cannot be heard leaves the others at their seconds.
        sound = found[0][1] if len(parts) == 1 else Mix(tuple(found))
        self._player.play(sound, at_s, SPEEDS[self._speed], self._is_levelled)
        return True

    def _go_by(self, by_s: int) -> None:
        if replay := self._going:
            self._go_to(min(max(self._second + by_s, 0.0), replay.duration_s))
        elif self._player:
            self._player.seek_by(by_s)

    def _change_speed(self, by: int) -> None:
        if replay := self._going:
            from incident_tui.screens.replaying import RATES

            self._rate = min(max(self._rate + by, 0), len(RATES) - 1)
            self._second = replay.at_rate(RATES[self._rate], self._second)
            return
        self._speed = min(max(self._speed + by, 0), len(SPEEDS) - 1)
        if self._player:
            self._player.set_speed(SPEEDS[self._speed])

    # A replay.

    def _begin_replay(self) -> None:
        from incident_tui.screens.replaying import RATES, Replay

        replay = Replay(self._screen.review, self.joining, RATES[self._rate], SPEEDS[self._speed])
        if not replay.parts:
            self._screen.say("nothing to play: no entry with a time from here on")
            return
        self._end()
        self._replay, self._second, self._is_paused = replay, 0.0, False
        self._look_from_now_on()

    def _pause_replay(self) -> None:
        self._is_paused = not self._is_paused
        self._looked = time.monotonic()
        if self._player and self._sounding is not None:
            self._player.pause() if self._is_paused else self._player.resume()

    def _mix_or_not(self) -> None:
        is_mixed = not self.joining.is_mixed
        self.joining = self.joining._replace(is_mixed=is_mixed)
        if self._replay:
            self._go_to(self._replay.mixed(is_mixed, self._second))
        heard = "at the same time" if is_mixed else "one after another"
        self._screen.say(f"calls of a replay that overlap are heard {heard}")

    def _go_to(self, second: float) -> None:
        """Go on at a second of the replay; a sound is begun there, or when a pause ends."""
        self._second, self._sounding = second, None
        if self._player:
            self._player.stop()

    def _go_on(self, replay: "Replay") -> None:
        """Move the replay on by the time since the last look, and start what is due."""
        now = time.monotonic()
        if not self._is_paused:
            self._second = self._second_now(replay, now - self._looked)
        self._looked = now
        if not replay.is_of(self._screen.review):
            renewed = self._renewed(replay, replay.speed)
            if renewed is None:
                self._end()
                self._screen.say("the replay is over: nothing is shown after this")
                return
            replay = renewed
        if not self._is_paused:
            self._begin_due(replay)
        part = replay.part_at(self._second)
        if part and part.entry != self._entry:
            self._screen.act(intents.GoTo(part.entry))
        self._entry = part.entry if part else ""
        if self._second >= replay.duration_s:
            self._end()
            self._screen.say("the replay is over")

    def _renewed(self, replay: "Replay", speed: float) -> "Replay | None":
        """Go on with the entries that are shown now; None if nothing is shown after now.

        Args:
            speed: of the sounds.
        """
        before = replay.due_at(self._second)
        found = replay.renewed(self._screen.review, self._second, speed)
        if found is None:
            return None
        replay, second = found
        self._replay, self._second = found
        due = replay.due_at(second)
        if before and due and before.parts == due.parts and before.number == self._sounding:
            self._sounding = due.number  # it is heard already
        else:
            self._go_to(second)
        return replay

    def _second_now(self, replay: "Replay", passed_s: float) -> float:
        """The second of the replay: as far as the sound is heard, or else by the time passed."""
        heard = self._player.snapshot if self._player else None
        if heard is None or self._sounding is None or heard.state != "playing":
            return self._second + passed_s
        if heard.length is not None:
            replay.learn(self._sounding, heard.length)
        return replay.second_of(self._sounding, heard.position)

    def _begin_due(self, replay: "Replay") -> None:
        """Begin the sound that is due, from its start unless the replay was led into it."""
        due = replay.due_at(self._second)
        if due is None or due.number == self._sounding:
            return
        is_from_start = due.at_s < _LATE_S * replay.speed
        self._sounding = due.number
        if is_from_start:
            self._second = replay.second_of(due.number, 0.0)
        if not self._sound(due.parts, 0.0 if is_from_start else due.at_s) and self._player:
            self._player.stop()

    # What is shown.

    def _look_from_now_on(self) -> None:
        self._looked = time.monotonic()
        if self._timer is None:
            self._timer = self._screen.set_interval(_LOOK_S, self._look)
        self._show_line(True)
        if not self._line.is_attached:
            self._screen.mount(self._line, before=self._screen.keys)

    def _show_line(self, is_shown: bool) -> None:
        self._screen.set_class(is_shown, "-sound")
        self._line.display = is_shown

    def _look(self) -> None:
        if replay := self._going:
            self._go_on(replay)
        snapshot = self._player.snapshot if self._player else None
        fault = snapshot.fault if snapshot and snapshot.state == "faulted" else ""
        told = [one.words for one in self._player.take_faults()] if self._player else []
        self._tell([*told, *([fault] if fault and fault != self._fault else [])])
        self._fault = fault or self._fault  # no device: told once in a replay
        if fault and not self._replay:
            self._end()
        if self.is_on:
            self._show()

    def _tell(self, faults: Sequence[str]) -> None:
        """Say what is wrong with sounds, each once."""
        if faults:
            self._screen.say(" · ".join(dict.fromkeys(faults)))

    def _show(self) -> None:
        self._line.show(self.words, self._going is not None, self._space_words())

    def _space_words(self) -> str:
        """What Space does with the sound; "" where it does something else."""
        match self._screen.toggle_wish:
            case commands.Play(entry):
                return self.play_words(entry or self._screen.review.entry_id)
            case commands.PauseSound():
                return self.play_words(self._entry)
        return ""

    def play_words(self, entry: str) -> str:
        """What `Play` of an entry does now: `pause`, `go on`, `play again` or `play`."""
        if self._going:
            return "go on" if self._is_paused else "pause"
        if not self.is_on or entry != self._entry:
            return "play"
        return {"playing": "pause", "paused": "go on"}.get(self._state, "play again")

    def _sound_words(self) -> str:
        """The sound that plays: `▶ 0:04/0:12 · Engine 1 · QB FIRE 1 · 1.5×`."""
        assert self._player is not None  # made for the sound
        heard = self._player.snapshot
        mark = {"playing": PLAYING, "paused": PAUSED}.get(heard.state, ENDED)
        length = "" if heard.length is None else f"/{length_words(heard.length)}"
        rough = ROUGH if self._is_rough else ""
        voice = self._voice()
        speed = speed_words(heard.speed)
        place = f"{mark} {length_words(heard.position)}{length}{rough}"
        levelled = LEVELLED if self._is_levelled else ""
        silent = SILENT if self._player.is_silent else ""
        return " · ".join(filter(None, (place, voice, speed, levelled, silent)))

    def _replay_words(self, replay: "Replay") -> str:
        """The clock of the replay: `▶ 20:43:22 · replay 10× · mixed · Unit 21`."""
        passage = replay.passage_at(self._second)
        zone = self._screen.review.chronology.zone
        clock = instant_words(passage.clock_at(self._second), zone, _SECOND_MS)
        mark = PAUSED if self._is_paused or self._held is not None else PLAYING
        going = self._voice()
        if passage.going == "skipped":
            gap_s = (passage.end_ms - passage.begin_ms) // _SECOND_MS
            going = f"{length_words(gap_s)} without an entry are skipped"
        is_silent = self._player is not None and self._player.is_silent
        how = replay_words(
            replay.rate,
            replay.speed,
            MIXED if self.joining.is_mixed else "",
            LEVELLED if self._is_levelled else "",
            SILENT if is_silent else "",
        )
        return " · ".join(filter(None, (f"{mark} {clock}", how, going)))

    def _voice(self) -> str:
        """Who speaks in the entry that is heard, also in a record that was read again meanwhile."""
        lens = self._screen.review.lens
        position = lens.position(self._entry)
        return "" if position is None else voice_words(lens, position)

    def _end(self) -> None:
        if self._player:
            self._player.stop()
        self._replay, self._entry, self._sounding, self._fault = None, "", None, ""
        self._held = None
        if self._timer:
            self._timer.stop()
            self._timer = None
        self._show_line(False)
