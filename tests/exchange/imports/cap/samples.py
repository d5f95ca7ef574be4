"""Alerts of made-up senders about a made-up river, with the structure of CAP 1.2, 1.1 and 1.0."""

from xml.sax.saxutils import escape

CAP_12 = "urn:oasis:names:tc:emergency:cap:1.2"
CAP_11 = "urn:oasis:names:tc:emergency:cap:1.1"
CAP_10 = "http://www.incident.com/cap/1.0"

HEAD = {
    "identifier": "weir-7",
    "sender": "warn@weirfalls.example",
    "sent": "2024-05-04T21:04:00-05:00",
    "status": "Actual",
    "msgType": "Alert",
    "scope": "Public",
}
INFO = {
    "language": "en-US",
    "category": "Met",
    "event": "Flood",
    "urgency": "Expected",
    "severity": "Severe",
    "certainty": "Likely",
    "senderName": "Weir Falls Warning Center",
    "headline": "Flood at the weir",
    "description": "The river rises.",
    "instruction": "Leave the bank.",
}


def tags(values: dict[str, str]) -> str:
    """Elements with these names and texts, a line each; without a text, none."""
    return "\n".join(
        f"<{name}>{escape(text)}</{name}>" for name, text in values.items() if text is not None
    )


def pair(name: str, key: str, value: str) -> str:
    """An element with a name and a value inside, as CAP 1.1 and 1.2 have them."""
    return f"<{name}><valueName>{key}</valueName><value>{value}</value></{name}>"


def area(description: str, *inside: str) -> str:
    """An area with these elements behind its description."""
    return f"<area><areaDesc>{escape(description)}</areaDesc>{''.join(inside)}</area>"


def info(*inside: str, **fields: str) -> str:
    """A part of an alert; fields take the place of those here, "" leaves one out."""
    values = {name: text for name, text in (INFO | fields).items() if text}
    return f"<info>\n{tags(values)}\n{''.join(inside)}</info>"


def alert(*inside: str, xmlns: str = CAP_12, **fields: str) -> str:
    """An alert with these parts; fields take the place of those here, "" leaves one out."""
    values = {name: text for name, text in (HEAD | fields).items() if text}
    return f'<alert xmlns="{xmlns}">\n{tags(values)}\n{"".join(inside)}\n</alert>\n'


def feed(*alerts: str) -> str:
    """An Atom feed with an entry around each alert."""
    entries = "".join(
        f'<entry><title>t</title><content type="text/xml">{one}</content></entry>' for one in alerts
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Alerts</title>{entries}</feed>'


def envelope(*alerts: str) -> str:
    """An EDXL-DE 1.0 envelope around alerts."""
    objects = "".join(
        "<d:contentObject><d:xmlContent><d:embeddedXMLContent>"
        f"{one}</d:embeddedXMLContent></d:xmlContent></d:contentObject>"
        for one in alerts
    )
    return (
        '<d:EDXLDistribution xmlns:d="urn:oasis:names:tc:emergency:EDXL:DE:1.0">'
        f"<d:distributionID>1</d:distributionID>{objects}</d:EDXLDistribution>"
    )


SAMPLE = alert(
    info(
        pair("eventCode", "SAME", "FLW"),
        pair("parameter", "gauge", "3.2 m"),
        area("Lower Weir", "<circle>39.1,-94.4 5</circle>", pair("geocode", "SAME", "029999")),
    )
)
"""An alert that leaves nothing open."""
