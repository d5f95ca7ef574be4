"""A scroll bar rendered directly: one cell a row.

Textual's scroll bar goes through a Rich console and the rendering of borders. In a pane whose
length changes at each step, such a bar costs more than the pane.
"""

from textual.color import Color
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class SlimScrollBar(ScrollBar):
    """Looks and works as a vertical scroll bar of Textual's."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The cells of the bar."""
        bar = self.render()
        if not isinstance(bar, ScrollBarRender) or crop.width != bar.thickness:
            return super().render_lines(crop)
        style = self.app.console.get_style(bar.style)
        assert style.color is not None
        assert style.bgcolor is not None
        cells = bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=bar.thickness,
            vertical=bar.vertical,
            back_color=style.bgcolor,
            bar_color=style.color,
        ).segments
        seen = [*cells][crop.y : crop.bottom]
        for line_filter in self.get_line_filters():
            seen = line_filter.apply(seen, Color.from_rich_color(style.bgcolor))
        return [Strip([cell], crop.width) for cell in seen]
