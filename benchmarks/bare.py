"""The smallest Textual app to compare with: one word, and a number that j and k change."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """Shows one word and a count of steps."""

    BINDINGS = [("j", "step(1)", "Up"), ("k", "step(-1)", "Down")]

    steps = 0

    def compose(self) -> ComposeResult:
        """The word, and nothing else until a key is pressed."""
        yield Static("word")

    def action_step(self, by: int) -> None:
        """Repaint the one line with the new count."""
        self.steps += by
        self.query_one(Static).update(f"word {self.steps}")


if __name__ == "__main__":
    Bare().run()
