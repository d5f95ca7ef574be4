"""Watching the folder of a recorder: its calls come into the record behind the screen."""

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from incident_tui.record.text import visible

if TYPE_CHECKING:
    from textual.app import App

    from incident_tui.exchange.recorder.feed import News, RecorderFeed

LOOK_S = 1.0
"""Seconds between two looks into the folder."""
TURN_S = 0.001
"""Seconds after which a reading thread gives way to the screen."""


class Watching:
    """Looks into the folder in a thread, and says once what is wrong with the folder."""

    def __init__(self, app: "App[None]", feed: "RecorderFeed", say: Callable[[str], None]) -> None:
        """Take care of a folder.

        Args:
            say: shows a notice.
        """
        self._app = app
        self._feed = feed
        self._say = say
        self._is_looking = False
        self._fault = ""
        """The fault that was told last."""

    def begin(self) -> None:
        """Look into the folder from now on; say that the record is not saved."""
        sys.setswitchinterval(TURN_S)
        self._app.set_interval(LOOK_S, self.look)
        self.look()
        self._say(_saving_words(self._feed))

    def look(self) -> None:
        """Read what is new, unless a look is under way."""
        if self._is_looking:
            return
        self._is_looking = True
        self._app.run_worker(self._look, thread=True, group="recorder")

    def _look(self) -> None:
        """Read what is new in a thread, batch after batch."""
        worker = get_current_worker()
        is_over = False
        while not (is_over or worker.is_cancelled):
            news = self._feed.look(lambda: not worker.is_cancelled)
            is_over = not news.waiting or bool(news.fault)
            if not worker.is_cancelled:
                self._app.call_from_thread(partial(self._take, news, is_over))

    def _take(self, news: "News", is_over: bool) -> None:
        """Tell a fault that is new, and that a fault is over."""
        self._is_looking = not is_over
        if news.fault != self._fault:
            told = news.fault or f"{self._feed.recorded}: is back"
            self._fault = news.fault
            self._say(f"{visible(told)}{' · following goes on once it is back' * bool(news.fault)}")


def _saving_words(feed: "RecorderFeed") -> str:
    """That the record is gone in the end, and how to keep it."""
    keep = visible(f"incident-tui import --from trunk-recorder {feed.recorded} DIR")
    return f"This record is not saved; your notes are. To keep its calls: {keep}"
