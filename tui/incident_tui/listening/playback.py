"""The samples for a device, without a click, and the position heard now.

No thread and no device is needed: `fill` decodes a piece, and `pull` takes samples. A player calls
`fill` on a separate thread, and the device calls `pull` on another. The lock is held while values
change hands, never while a file is read.
"""

from threading import Lock
from typing import Literal, NamedTuple

from incident_tui.listening.faults import SoundError
from incident_tui.listening.feed import Feed, Run
from incident_tui.listening.filters import MAX_SPEED, MIN_SPEED, RATE_HZ, SAMPLE_BYTES
from incident_tui.listening.heard import Heard
from incident_tui.listening.ramps import RAMP_SAMPLES, ramped
from incident_tui.listening.sample_queue import Piece, SampleQueue
from incident_tui.listening.sounds import Fault, Place, Sound

BACK_ON_RESUME_S = 2.0
_AHEAD_SAMPLES = RATE_HZ // 2
"""Samples decoded ahead of the device: half a second."""
_READY_SAMPLES = RATE_HZ // 20
"""Samples ahead with which a sound begins, or goes on after the file was too slow."""
_KEPT_SAMPLES = RATE_HZ // 8
"""Samples still played at the speed before, while the new speed is prepared."""

State = Literal["idle", "playing", "paused", "ended", "faulted"]


class Snapshot(NamedTuple):
    """The sound and the position heard at a moment; positions and lengths are seconds."""

    state: State = "idle"
    """`ended`: played to the end; `faulted`: cannot be played, or not to the end."""
    position: float = 0.0
    """From the first sound played, margins included; of the sound itself, whatever the speed."""
    length: float | None = None
    """None while the length is unknown."""
    place: Place = Place(0, 0.0)
    """The slice heard, of several."""
    speed: float = 1.0
    is_levelled: bool = False
    is_waiting: bool = False
    """Whether a playing sound is silent, until the file is read."""
    fault: str = ""
    """Why the state is `faulted`; the words name the file."""
    sound: Sound | None = None
    """As given to `play`."""


class Playback:
    """A sound being played; every method returns at once, but for `fill`."""

    def __init__(self) -> None:
        """Begin with silence."""
        self._lock = Lock()
        self._snapshot = Snapshot()
        self._state: State = "idle"
        self._sound: Sound | None = None
        self._run = Run(0)
        self._feed = Feed(lambda: self._run.number)
        self._length: float | None = None
        self._queue = SampleQueue()
        self._is_over = False
        """Whether all samples of the run are in the queue, or taken."""
        self._is_starved = True
        """Whether too few samples wait, since the run began or the queue ran empty."""
        self._is_empty = True
        """Whether the run has given no sample yet."""
        self._is_join_due = False
        """Whether the first piece of the run takes the place of the last samples waiting."""
        self._fault = ""
        """Why the run is over before the end; "" for no fault."""
        self._faults: list[Fault] = []
        """The slices at fault, not told yet."""
        self._told = 0
        """The number of faults of the feed in `_faults`, or told."""
        self._heard = Heard()
        self._target = 0.0
        """The position of the last jump, until a later sample is given to the device."""
        self._place = Place(0, 0.0)
        self._back = BACK_ON_RESUME_S
        """Seconds for `resume` to go back."""
        self._level = 0
        """Of `ramped`: the loudness of the last sample given to the device."""

    @property
    def snapshot(self) -> Snapshot:
        """The sound and the position heard now; does not wait for a lock."""
        return self._snapshot

    @property
    def silent_s(self) -> float:
        """Seconds of silence given to the device since the last sound."""
        return self._heard.silence / RATE_HZ

    def play(
        self, sound: Sound, at: float = 0.0, speed: float = 1.0, is_levelled: bool = False
    ) -> None:
        """Play a sound in place of the sound before.

        Args:
            at: the position to start from, in seconds of the sound.
            speed: from `MIN_SPEED` to `MAX_SPEED`; the pitch stays.
            is_levelled: whether to raise quiet speech.
        """
        with self._lock:
            self._sound, self._length, self._faults = sound, None, []
            self._state, self._place = "playing", Place(0, 0.0)
            self._jump(max(at, 0.0), _bounded(speed), is_levelled)

    def pause(self) -> None:
        """Fall silent; `resume` goes on."""
        with self._lock:
            if self._state == "playing":
                self._state, self._back = "paused", BACK_ON_RESUME_S
                self._publish()

    def resume(self) -> None:
        """Go on from two seconds before the pause; after a seek, from where the seek led."""
        with self._lock:
            if self._state == "paused":
                self._state = "playing"
                self._jump(self._snapshot.position - self._back, *self._manner)

    def seek_by(self, seconds: float) -> None:
        """Go on later in the sound by so many seconds, or earlier below 0; a pause stays a pause.

        Behind the end the sound has ended; a seek back from the end plays again.
        """
        with self._lock:
            if self._sound is None:
                return
            if self._state != "paused":
                self._state = "playing"
            self._back = 0.0
            position = self._snapshot.position + seconds
            if self._length is not None:
                position = min(position, self._length)
            self._jump(position, *self._manner)

    def set_speed(self, speed: float) -> None:
        """Play at a speed from `MIN_SPEED` to `MAX_SPEED`, from an eighth of a second on."""
        with self._lock:
            self._reshape(_bounded(speed), self._run.is_levelled)

    def set_levelled(self, is_levelled: bool) -> None:
        """Raise quiet speech, or leave all speech unchanged, from an eighth of a second on."""
        with self._lock:
            self._reshape(self._run.speed, is_levelled)

    def stop(self) -> None:
        """Fall silent and forget the sound."""
        with self._lock:
            self._sound, self._length = None, None
            self._state, self._place = "idle", Place(0, 0.0)
            self._jump(0.0, *self._manner)

    def fail(self, words: str) -> None:
        """Fall silent because the device does not play; the position stays."""
        with self._lock:
            position, sound = self._snapshot.position, self._sound
            self._sound, self._state = None, "faulted"
            self._jump(position, *self._manner)
            self._sound, self._fault = sound, words
            self._publish()

    def take_faults(self) -> list[Fault]:
        """The slices at fault in a playlist or a mix; each is returned once."""
        with self._lock:
            found, self._faults = self._faults, []
            return found

    def set_latency(self, seconds: float) -> None:
        """Take note of the seconds from `pull` to the ear."""
        with self._lock:
            self._heard.latency = round(seconds * RATE_HZ)

    def fill(self) -> bool:
        """Decode the next piece; False if enough is decoded, or nothing plays.

        Files are opened and read, without the lock: for a separate thread.
        """
        with self._lock:
            run = self._run
            is_enough = self._is_over or self._queue.samples >= _AHEAD_SAMPLES
        if run.sound is None:
            self._feed.rest()
        if run.sound is None or is_enough:
            return False
        piece, words = None, ""
        try:
            piece = self._feed.next(run)
        except SoundError as error:
            words = str(error)
        with self._lock:
            if self._run.number == run.number:
                self._take(piece, words)
        return True

    def close(self) -> None:
        """Close the files; for the thread of `fill`."""
        self._feed.close()

    def pull(self, count: int) -> bytes:
        """The next samples for the device, as many as asked for; silence where nothing plays."""
        with self._lock:
            found = bytearray()
            left = count
            while left and (piece := self._next(left)):
                found += piece.samples
                left -= piece.size
            self._heard.silence += left
            self._publish()
        return bytes(found) + bytes(left * SAMPLE_BYTES)

    # The methods below are called with the lock held.

    @property
    def _manner(self) -> tuple[float, bool]:
        return self._run.speed, self._run.is_levelled

    def _jump(self, position: float, speed: float, is_levelled: bool) -> None:
        """Begin a new run; samples waiting are not heard, but for a few to fade out with."""
        self._target = max(position, 0.0)
        number = self._run.number + 1
        self._run = Run(number, self._sound, self._target, speed, is_levelled)
        self._queue.cut(RAMP_SAMPLES)
        self._heard.forget()
        self._fault, self._told = "", 0
        self._is_over, self._is_join_due = False, False
        self._is_starved, self._is_empty = True, True
        self._publish()

    def _reshape(self, speed: float, is_levelled: bool) -> None:
        """Go on in a different manner, without a gap."""
        if (speed, is_levelled) == self._manner:
            return
        if self._state != "playing":
            self._run = self._run._replace(speed=speed, is_levelled=is_levelled)
        elif self._queue.run != self._run.number:  # nothing of the run waits
            self._jump(self._snapshot.position, speed, is_levelled)
        else:
            self._queue.cut(_KEPT_SAMPLES + RAMP_SAMPLES)
            joint = self._queue.position_of(max(self._queue.samples - RAMP_SAMPLES, 0))
            number = self._run.number + 1
            self._queue.give_to(number)
            self._run = Run(number, self._sound, joint, speed, is_levelled)
            self._fault, self._told = "", 0
            self._is_over, self._is_join_due = False, True
        self._publish()

    def _take(self, piece: Piece | None, words: str) -> None:
        """Put a decoded piece into the queue; None for the end, with the words for a fault."""
        faults = self._feed.faults
        self._faults += faults[self._told :]
        self._told = len(faults)
        self._length = self._feed.length
        if piece is None:
            self._is_over = True
            self._fault = words or (faults[-1].words if faults and self._is_empty else "")
        elif self._is_join_due:
            self._queue.join(piece)
        else:
            self._queue.append(piece)
        if piece is not None:
            self._is_empty, self._is_join_due = False, False
        self._publish()

    def _next(self, most: int) -> Piece | None:
        """The next samples to be heard; None for silence."""
        queue, number = self._queue, self._run.number
        is_before = queue.run is not None and queue.run < number
        if is_before and not self._level:
            queue.drop_before(number)
            is_before = False
        is_fading = is_before or self._state != "playing" or not self._is_ready()
        room = self._level if is_fading else queue.samples - RAMP_SAMPLES
        if room <= 0 or not queue.samples:
            self._level = 0
            return None
        piece = queue.take(min(most, room))
        if is_fading or self._level < RAMP_SAMPLES:
            step = -1 if is_fading else 1
            piece = piece._replace(samples=ramped(piece.samples, self._level, step))
            self._level = min(max(self._level + step * piece.size, 0), RAMP_SAMPLES)
        if is_before:
            self._heard.silence = 0
        else:
            self._heard.give(piece)
        return piece

    def _is_ready(self) -> bool:
        """Whether enough samples wait to play on; the last samples are kept to fade out with."""
        samples = self._queue.samples
        if self._is_over:
            return samples > RAMP_SAMPLES
        self._is_starved = samples < (_READY_SAMPLES if self._is_starved else RAMP_SAMPLES + 1)
        return not self._is_starved

    def _publish(self) -> None:
        """Make a new snapshot."""
        is_given = self._is_over and self._queue.samples <= RAMP_SAMPLES and not self._level
        if self._state == "playing" and is_given and self._heard.silence >= self._heard.latency:
            self._state = "faulted" if self._fault else "ended"
        position, self._place = self._heard.at() or (self._target, self._place)
        self._snapshot = Snapshot(
            state=self._state,
            position=position,
            length=self._length,
            place=self._place,
            speed=self._run.speed,
            is_levelled=self._run.is_levelled,
            is_waiting=self._state == "playing" and self._is_starved and not self._is_over,
            fault=self._fault if self._state == "faulted" else "",
            sound=self._sound,
        )


def _bounded(speed: float) -> float:
    return min(max(speed, MIN_SPEED), MAX_SPEED)
