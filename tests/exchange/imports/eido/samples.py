"""EIDOs of a made-up incident in a made-up town, with the structure of NENA-STA-021.1b."""

import json
from typing import Any

PLACE = """<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"
  xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr" xmlns:gml="http://www.opengis.net/gml"
  entity="pres:hall@weirfalls.example">
 <tuple id="t"><status><gp:geopriv><gp:location-info>
  <ca:civicAddress><ca:country>US</ca:country><ca:A1>MO</ca:A1><ca:A2>Tamarack</ca:A2>
   <ca:A3>Weir Falls</ca:A3><ca:RD>Weir</ca:RD><ca:STS>Lane</ca:STS><ca:HNO>410</ca:HNO>
   <ca:FLR>2</ca:FLR></ca:civicAddress>
  <gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>39.1 -94.4</gml:pos></gml:Point>
 </gp:location-info><gp:usage-rules/><gp:method>Manual</gp:method></gp:geopriv></status></tuple>
</presence>"""

INCIDENT_ID = "urn:emergency:uid:incidentid:17:psap.weirfalls.example"


def ref(name: str) -> dict[str, str]:
    """A reference to a component."""
    return {"$ref": name}


def component(name: str, clock: str, **fields: Any) -> dict[str, Any]:
    """A component with its prologue, updated at this clock time."""
    return {
        "$id": name,
        "lastUpdateTimeStamp": f"2024-05-04T{clock}-05:00",
        "updatedByAgencyReference": ref("psap.weirfalls.example"),
        **fields,
    }


def jcard(name: str, *properties: list[Any]) -> str:
    """A contact card, as it stands in a text."""
    return json.dumps(
        ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", name], *properties]]
    )


def eido(**fields: Any) -> dict[str, Any]:
    """An EIDO of the incident; fields take the place of those here."""
    usual = component(
        INCIDENT_ID,
        "21:09:00",
        eidoVersion="1.0",
        issuingElementIdentification="cad.psap.weirfalls.example",
        incidentComponent=component(
            "incident",
            "21:06:00",
            incidentTypeCommonRegistryText="STRUCTURE_FIRE",
            incidentTypeInternalText="Structure fire",
            incidentStatusCommonRegistryText=["Active"],
            incidentCommonPriorityNumber=9,
            locationReference=[ref("hall")],
        ),
        agencyComponent=[
            component(
                "psap.weirfalls.example",
                "21:04:00",
                agencyJcard=jcard(
                    "Weir Falls Communications", ["tel", {}, "uri", "tel:+1-555-0100"]
                ),
                agencyRoleDescriptionRegistryText=["CallReceiving", "Dispatching"],
                agencyType=["psap"],
            ),
            component(
                "fire.weirfalls.example",
                "21:04:00",
                agencyJcard=jcard("Weir Falls Fire"),
                agencyRoleDescriptionRegistryText=["Dispatched", "Hosting"],
                agencyType=["fire.forest"],
                incidentOwningAgencyIndicator=True,
            ),
        ],
        agentComponent=[
            component(
                "taker",
                "21:04:00",
                agentJcard=jcard("R. Tansley"),
                agentRoleRegistryText=["Call Taking"],
                agencyReference=ref("psap.weirfalls.example"),
            ),
            component(
                "crew",
                "21:04:00",
                agentRoleRegistryText=["Responding"],
                agencyReference=ref("fire.weirfalls.example"),
            ),
        ],
        callComponent=[
            component(
                "call-1",
                "21:05:00",
                callStartTimestamp="2024-05-04T21:04:11.5-05:00",
                answerDate="2024-05-04T21:04:15-05:00",
                direction="incoming",
                standardPrimaryCallType="emergency",
                callStateRegistryText="callAnswered",
                agentReference=[ref("taker")],
                locationReference=[ref("hall")],
                verstat="TN-Validation-Passed",
            )
        ],
        personComponent=[
            component(
                "caller",
                "21:05:00",
                personIncidentRoleRegistryText=["Caller", "PatientRelative"],
                callIdentifier=["call-1"],
                ncPersonComponent={
                    "name": [
                        {
                            "personGivenName": [{"value": "Mara"}],
                            "personSurName": [{"value": "Osier"}],
                        }
                    ],
                    "ageMeasure": [{"value": 41, "timeUnitCode": "ANN"}],
                    "hairColor": [{"value": "grey"}],
                },
            ),
            component("someone", "21:05:00", personIncidentRoleRegistryText=["Witness"]),
        ],
        locationComponent=[
            component(
                "hall",
                "21:05:00",
                locationTypeDescriptionRegistryText="CurrentIncident",
                locationDescriptionText="Swimming hall",
                locationByValue=PLACE,
            )
        ],
        dispatchComponent=[
            component(
                "dispatch-1",
                "21:06:00",
                agencyReference=ref("fire.weirfalls.example"),
                agentReference=ref("taker"),
                emergencyResourceReference=[ref("engine")],
            )
        ],
        emergencyResourceComponent=[
            component(
                "engine",
                "21:07:30",
                emergencyResourceName="Engine 1",
                emergencyResourceTypeCommonRegistryText="Engine",
                resourceAttributeRegistryText=["ALS"],
                primaryUnitStatusRegistryText="NotAvailable",
                secondaryUnitStatusRegistryText=["EnRoute"],
                agentReference=[ref("crew")],
            )
        ],
        notesComponent=[
            component(
                "note-1",
                "21:05:20",
                notesActionComments="<p>Smoke from the <b>plant room</b> &amp; an odor</p>",
                agentReference=ref("taker"),
            )
        ],
        linkComponent=[
            component(
                "link-1",
                "21:08:00",
                incidentTrackingIdentifier="urn:emergency:uid:incidentid:16:psap.weirfalls.example",
                linkDirectionCode="PARENT",
                transactionReasonText="the same storm",
                involvedAgencyReference=ref("fire.weirfalls.example"),
            )
        ],
        vehicleComponent=[
            component(
                "van",
                "21:08:00",
                vehicleRelationshipType=["InvolvedVehicle"],
                ncVehicleComponent={"colorPrimary": [{"value": "white"}]},
            )
        ],
    )
    return usual | fields
