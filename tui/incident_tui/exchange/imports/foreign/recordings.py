"""The source, the channel and the citation of what is in a recording."""

from incident_tui.exchange.imports.foreign.positions import position_text
from incident_tui.exchange.imports.foreign.radio import megahertz
from incident_tui.exchange.imports.foreign.recording_names import NamedRecording
from incident_tui.exchange.imports.foreign.values import identifier
from incident_tui.exchange.imports.landing.drafts import (
    ChannelDraft,
    CiteForm,
    SourceDraft,
    without_blanks,
)


def source_of(recording: NamedRecording, stem: str) -> SourceDraft:
    """Return the source: the recording, or the recorder of which the file is a call.

    Args:
        recording: what the name of the file says.
        stem: the name of the file without an ending.
    """
    if recording.is_call:
        system = recording.system
        return {
            "id": identifier(recording.recorder.lower(), system or "unnamed"),
            "kind": "radio_audio",
            "title": f"Calls of {system or 'a system without a name'}, by {recording.recorder}",
        }
    title = f"Recording {stem}"
    return {"id": identifier("recording", stem), "kind": "radio_audio", "title": title}


def channel_of(recording: NamedRecording) -> ChannelDraft:
    """Return the channel of a recording, as far as known."""
    return without_blanks(
        ChannelDraft(
            system=recording.system,
            site=recording.site,
            talkgroup=recording.talkgroup,
            talkgroup_tag=recording.talkgroup_tag,
            frequency=megahertz(recording.hertz),
        )
    )


def cite_of(recording: NamedRecording, stem: str, start_s: float | None) -> CiteForm:
    """Return the citation of a position in a recording.

    Args:
        recording: what the name of the file says.
        stem: the name of the file without an ending.
        start_s: the position in seconds; None if unknown.
    """
    place = "" if start_s is None else f"t={position_text(start_s)}"
    if recording.is_call:
        place = f"{stem} {place}" if start_s else stem
    return without_blanks(CiteForm(source=source_of(recording, stem)["id"], at=place))
