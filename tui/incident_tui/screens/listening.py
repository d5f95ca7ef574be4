"""Hearing radio calls: a call alone, or a replay in which the cursor follows the clock."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from textual.timer import Timer

from incident_tui.panes.sound_line import SoundLine
from incident_tui.record.model import Audio
from incident_tui.review import commands, intents
from incident_tui.words.sounds import (
    ENDED,
    PAUSED,
    PLAYING,
    ROUGH,
    length_words,
    speed_words,
    voice_words,
)
from incident_tui.words.times import instant_words

if TYPE_CHECKING:
    from incident_tui.listening.player import Player
    from incident_tui.screens.replaying import Replay
    from incident_tui.screens.review import ReviewScreen

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
_LOOK_S = 0.1
"""Seconds between two looks at the player."""
_SECOND_MS = 1000


class Listening:
    """Carries out the commands for sound; the player is made for the first sound."""

    def __init__(self, screen: "ReviewScreen", player: "Player | None" = None) -> None:
        """Begin in silence.

        Args:
            player: plays; None for a player of the machine's device, made when it is needed.
        """
        self._screen = screen
        self._player = player
        self._line = SoundLine()
        self._timer: Timer | None = None
        self._position = 0
        """Of the entry that is heard."""
        self._entry = ""
        """The id of the entry that is heard; "" in silence."""
        self._is_rough = False
        self._speed = SPEEDS.index(1.0)
        self._rate = 0
        self._is_levelled = False
        self._replay: Replay | None = None
        self._second = 0.0
        """The second of the replay."""
        self._looked = 0.0
        """When the player was looked at last, by the clock of the system."""
        self._is_paused = False
        """Whether a replay stands still."""
        self._fault = ""
        """The fault that was told last."""

    @property
    def is_on(self) -> bool:
        """Whether there is a sound or a replay, so that the keys of the line are live."""
        return self._timer is not None

    @property
    def heard(self) -> str:
        """The id of the entry whose sound plays now; "" in silence, and in a pause."""
        is_heard = self._player is not None and self._player.snapshot.state == "playing"
        return self._entry if self.is_on and is_heard else ""

    @property
    def words(self) -> str:
        """The words of the line of the sound; "" in silence."""
        if not self.is_on:
            return ""
        return self._replay_words(self._replay) if self._replay else self._sound_words()

    def carry_out(self, command: commands.Listen) -> None:
        """Carry out a command."""
        match command:
            case commands.Play(entry):
                self._play_or_pause(entry or self._screen.review.entry_id)
            case commands.Replay():
                self._end() if self._replay else self._begin_replay()
            case commands.Skip(by_s):
                self._go_by(by_s)
            case commands.ChangeSpeed(by):
                self._change_speed(by)
            case commands.LevelSpeech():
                self._is_levelled = not self._is_levelled
                if self._player:
                    self._player.set_levelled(self._is_levelled)
                self._screen.say(f"quiet speech is {'raised' if self._is_levelled else 'as it is'}")
            case commands.EndSound():
                self._end()
        if self.is_on:
            self._show()

    def close(self) -> None:
        """Fall silent, and give the device back."""
        self._end()
        if self._player:
            self._player.close()

    # A call alone.

    def _play_or_pause(self, entry: str) -> None:
        if self._replay:
            self._pause_replay()
            return
        review = self._screen.review
        position = review.chronology.positions.get(entry)
        player = self._player
        state = player.snapshot.state if player else "idle"
        if player and entry == self._entry and state in ("playing", "paused"):
            player.pause() if state == "playing" else player.resume()
            return
        told = None if position is None else review.lens.entry(position)
        if position is None or told is None or told.audio is None:
            self._screen.say("no sound: this entry names no recording")
        elif self._sound(told.audio, entry, position):
            self._look_from_now_on()

    def _sound(self, audio: Audio, entry: str, position: int) -> bool:
        """Play the sound of an entry; returns whether there is a file."""
        from incident_tui.listening.faults import SoundError
        from incident_tui.listening.player import Player
        from incident_tui.listening.sound_files import ROUGH_MARGIN_S, SoundFiles

        # A piece of a longer recording is cut by a program, in the middle of a word or not.
        self._is_rough = audio.start > 0
        files = SoundFiles(Path(self._screen.review.chronology.path).parent)
        try:
            slice_ = files.slice_of(audio, ROUGH_MARGIN_S if self._is_rough else 0.0)
        except SoundError as error:
            self._screen.say(str(error))
            return False
        self._player = self._player or Player()
        self._player.play(slice_, 0.0, SPEEDS[self._speed], self._is_levelled)
        self._entry, self._position = entry, position
        return True

    def _go_by(self, by_s: int) -> None:
        if self._replay:
            self._second = min(max(self._second + by_s, 0.0), self._replay.duration_s)
            self._entry = ""
        elif self._player:
            self._player.seek_by(by_s)

    def _change_speed(self, by: int) -> None:
        if self._replay:
            from incident_tui.screens.replaying import RATES

            self._rate = min(max(self._rate + by, 0), len(RATES) - 1)
            self._second = self._replay.at_rate(RATES[self._rate], self._second)
            return
        self._speed = min(max(self._speed + by, 0), len(SPEEDS) - 1)
        if self._player:
            self._player.set_speed(SPEEDS[self._speed])

    # A replay.

    def _begin_replay(self) -> None:
        from incident_tui.screens.replaying import RATES, Replay

        replay = Replay(self._screen.review, RATES[self._rate])
        if not replay.parts:
            self._screen.say("nothing to play: no entry with a time from here on")
            return
        self._end()
        self._replay, self._second, self._is_paused = replay, 0.0, False
        self._look_from_now_on()

    def _pause_replay(self) -> None:
        self._is_paused = not self._is_paused
        if self._player and self._entry:
            self._player.pause() if self._is_paused else self._player.resume()

    def _go_on(self, replay: "Replay") -> None:
        """Move the replay on by the time since the last look, and start what is due."""
        now = time.monotonic()
        if not self._is_paused:
            self._second += now - self._looked
        self._looked = now
        part = replay.part_at(self._second)
        if part and part.entry != self._entry:
            self._entry, self._position = part.entry, part.position
            self._screen.act(intents.GoTo(part.entry))
            if part.audio:
                self._sound(part.audio, part.entry, part.position)
        if self._second >= replay.duration_s:
            self._end()
            self._screen.say("the replay is over")

    # What is shown.

    def _look_from_now_on(self) -> None:
        self._looked = time.monotonic()
        if self._timer is None:
            self._timer = self._screen.set_interval(_LOOK_S, self._look)
        if not self._line.is_attached:
            self._screen.set_class(True, "-sound")
            self._screen.mount(self._line, before=self._screen.keys)

    def _look(self) -> None:
        if self._replay:
            self._go_on(self._replay)
        snapshot = self._player.snapshot if self._player else None
        fault = snapshot.fault if snapshot and snapshot.state == "faulted" else ""
        if fault and fault != self._fault:
            self._screen.say(fault)
        self._fault = fault
        if fault and not self._replay:
            self._end()
        if self.is_on:
            self._show()

    def _show(self) -> None:
        self._line.show(self.words)

    def _sound_words(self) -> str:
        """The sound that plays: `▶ 0:04/0:12 · Engine 1 · QB FIRE 1 · 1.5×`."""
        assert self._player is not None  # made for the sound
        heard = self._player.snapshot
        mark = {"playing": PLAYING, "paused": PAUSED}.get(heard.state, ENDED)
        length = "" if heard.length is None else f"/{length_words(heard.length)}"
        rough = ROUGH if self._is_rough else ""
        voice = voice_words(self._screen.review.lens, self._position)
        speed = speed_words(heard.speed)
        place = f"{mark} {length_words(heard.position)}{length}{rough}"
        return " · ".join(filter(None, (place, voice, speed)))

    def _replay_words(self, replay: "Replay") -> str:
        """The clock of the replay: `▶ 20:43:22 · replay 10× · Unit 21`."""
        passage = replay.passage_at(self._second)
        zone = self._screen.review.chronology.zone
        clock = instant_words(passage.clock_at(self._second), zone, _SECOND_MS)
        mark = PAUSED if self._is_paused else PLAYING
        going = voice_words(self._screen.review.lens, self._position)
        if passage.going == "skipped":
            gap_s = (passage.end_ms - passage.begin_ms) // _SECOND_MS
            going = f"{length_words(gap_s)} without an entry are skipped"
        return " · ".join(filter(None, (f"{mark} {clock}", f"replay {replay.rate:g}×", going)))

    def _end(self) -> None:
        if self._player:
            self._player.stop()
        self._replay, self._entry = None, ""
        if self._timer:
            self._timer.stop()
            self._timer = None
        if self._line.is_attached:
            self._screen.set_class(False, "-sound")
            self._line.remove()
            self._line = SoundLine()
