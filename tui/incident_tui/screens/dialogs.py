"""The dialog of a command, over the review.

Modules of dialogs are imported at first use: the first screen does not wait for them.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from incident_tui.review import commands
from incident_tui.review.library import folder_of
from incident_tui.review.review import Review

if TYPE_CHECKING:
    from incident_tui.screens.board_view import Places
    from incident_tui.screens.dialog import Dialog


def dialog_of(command: commands.ShowOver, review: Review, places: "Places") -> "Dialog":
    """The dialog of a command, as of a review.

    Args:
        places: where boards of the record were left; a board that is closed notes its place there.
    """
    match command:
        case commands.ShowBoard(board, subject):
            from incident_tui.screens.board import BoardDialog
            from incident_tui.screens.board_view import BoardView

            return BoardDialog(review, BoardView(board, subject), places=places)
        case commands.Follow(link):
            from incident_tui.screens.board import BoardDialog

            return BoardDialog.at(review, link, places)
        case commands.ShowLanes():
            from incident_tui.screens.lanes import LanesDialog

            return LanesDialog(review)
        case commands.PickAgencies():
            from incident_tui.screens.picker import AgencyPicker

            return AgencyPicker(review)
        case commands.ShowLibrary(folder):
            from incident_tui.screens.library import Library

            here = review.chronology.path
            return Library(Path(folder) if folder else folder_of(here), here)
        case commands.ShowSavedFilters():
            from incident_tui.screens.saved_filters import SavedFilters

            return SavedFilters(review)
        case commands.ShowExports():
            from incident_tui.screens.exports import Exports

            return Exports(review)
        case commands.ShowProblems():
            from incident_tui.screens.problems import ProblemList

            return ProblemList(review)
        case commands.ShowHelp(board):
            from incident_tui.screens.help import Help

            return Help(board)
    raise NotImplementedError(command)
