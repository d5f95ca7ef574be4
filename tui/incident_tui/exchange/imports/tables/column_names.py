"""The names of columns in dispatch centers, open data of cities and on radio scanners: data alone.

A name is in small letters with `_` between the words, as of `column_words.plain_words`. Names are
compared without `_`: `en_route` and `enroute` are equal.
"""

from collections.abc import Mapping

from incident_tui.record.vocabulary import UnitStatus

STATUSES: dict[str, UnitStatus] = {
    "dispatched": "Dispatched",
    "acknowledged": "Acknowledged",
    "en_route": "EnRoute",
    "staging": "Staging",
    "on_scene": "OnScene",
    "at_patient": "AtPatient",
    "transporting": "Transporting",
    "hospital": "Hospital",
    "returning": "Returning",
    "cleared": "Cleared",
    "canceled": "Canceled",
    "available": "Available",
    "in_quarters": "Available",
    "out_of_service": "OutOfService",
}
"""Fields with the time of a unit's status, in the order of a run."""

EVENTS = {
    "received": "Call received",
    "answered": "Call answered",
    "entered": "Call entered",
    "controlled": "Under control",
    "closed": "Call closed",
}
"""Fields with the time of an event of a call as a whole, and words for the event."""

STEPS = {"left_scene": "left the scene", "handed_over": "patient handed over"}
"""Fields with the time of a step of a unit without a change of status, and words for the step."""

STATUS_WORDS = {"in_quarters": "in quarters"}
"""Words for fields with a status, if the words of the status say less."""

TIME_FIELDS = (
    *("received", "answered", "entered", "time"),
    *("dispatched", "acknowledged", "en_route", "staging", "on_scene", "at_patient", "controlled"),
    *("left_scene", "transporting", "hospital", "handed_over", "returning", "cleared", "canceled"),
    *("available", "in_quarters", "out_of_service", "closed", "status_time"),
)
"""The fields with a time, in the order of a run."""

NAMES: Mapping[str, str] = {
    "time": "datetime date_time dttm time timestamp time_stamp event_time event_datetime "
    "incident_time incident_datetime incident_date_time call_time call_datetime call_date_time "
    "call_date_and_time call_timestamp log_time logged created created_at occurred occurred_at "
    "when start_time starttime start message_time time_of_call date_time_of_call alarm_time "
    "alarm_dttm alm_time tfs_alarm_time inc_time original_time_queued time_queued "
    "time_of_incident response_date response_datetime response_date_time date_response "
    "actdatetime act_datetime act_time time_24hr date_time_occurred epoch epoch_time unix_time "
    "unixtime dtg alarm ts epoch_ms timestamp_ms time_ms unix_ms",
    "date": "date day call_date incident_date event_date log_date inc_date alarm_date alm_date "
    "start_date date_of_call date_of_incident call_received_date received_date reported_date "
    "dispatch_date date_of_service",
    "month": "month",
    "year": "year",
    "day": "day_of_month",
    "zone": "timezone time_zone tz tzname timezone_name utc_offset gmt_offset tz_offset "
    "timezone_offset",
    "text": "text message narrative narration notes note remarks remark comments comment "
    "description details log_entry transcript transcription content body activity "
    "notable_activities major_events stop_code_description what e_narrative_01 desc event",
    "type": "final_call_type call_type_final_desc final_problem_description final_problem_type "
    "final_incident_type final_call_type_description ending_call_type_description "
    "incident_type_desc inc_type_desc incident_type_description call_type_desc "
    "call_type_description call_type_text type_text typ_desc type_desc nature_desc "
    "nature_description nature_text nature_code_desc ext_nature_display_name problem_description "
    "event_type_description problem_nature cfs_english call_type_english call_type incident_type "
    "event_type nature call_nature nature_of_call type_of_incident incident_classification "
    "primary_situation type problem event_description call_description incident_description "
    "chief_complaint call_closed_as closed_as call_reported_as reported_as incident_category "
    "category incident_group emergency_dispatch_code initial_call_type call_type_original_desc "
    "initial_problem_description initial_problem_type initial_type_description initial_type "
    "starting_call_type_description text_general_code problem_type dispatch_reason "
    "complaint_reported_by_dispatch e_dispatch_01 nature_code call_type_code final_radio_code "
    "radio_code incident_type_code incident_type_cd description_1 descript inci_type "
    "tencode_description",
    "kind": "kind",
    "incident": "call_number call_no call_num call_id cad_number cad_call_number cad_call_id "
    "incident_number incident_no incident_num incident_id inc_no inc_num inc inci_no in_num "
    "master_incident_number cad_incident_number cad_incident_id cad_incident cad_event_number "
    "cad_evnt_id event_number event_no event_num event_id case_number case_no run_number run_no "
    "nopd_item starfire_incident_id im_incident_key incident_key randomized_incident_number "
    "response_number ems_response_number dispatch_number pcr_number apno cfs_number "
    "incident_neris_id dispatch_incident_number record_id e_response_03 e_response_04",
    "unit": "unit unit_id unit_name unit_number ems_unit_number unit_no unit_code unit_call_sign "
    "assigned_unit unit_assigned call_sign callsign ems_unit_call_sign responding_unit "
    "reported_unit_id primary_unit apparatus apparatus_id apparatus_name vehicle vehicle_id "
    "vehicle_number resource resource_id resource_code resource_name e_response_14 e_response_13 "
    "unit_neris_id agency_unit_id primary_unit_call_sign call_sign_id spd_call_sign_id radio_name",
    "units": "units units_assigned unit_list units_sent units_dispatched all_units "
    "units_responding responding_units assigned_units equipment_assigned",
    "unit_type": "unit_type apparatus_type vehicle_type resource_type",
    "status": "unit_status unit_status_cd unit_status_code unit_status_desc status_code status_cd "
    "status_desc status_description new_status status action",
    "status_time": "status_time unit_status_time status_change_time status_changed_time",
    "agency": "agency_name agency agency_id agency_type responding_agency ems_agency_name "
    "department department_name dept fire_department organization organisation jurisdiction "
    "e_response_02 e_response_01",
    "location": "address street_address incident_address block_address full_address "
    "composite_address location_block full_display_address location_address address_public "
    "incident_location event_address call_address hundred_block_location hundred_block_address "
    "hundredblockaddr scene_incident_street_address e_scene_15 location location_addr addr_str "
    "location_text address_x addr place intersection intersection_name alarm_box_location block "
    "location_name common_name common_place_name common_place event_street dispatch_address "
    "approximate_location",
    "street_number": "street_number address_number address_number_primary house_number number "
    "st_number",
    "street_prefix": "street_direction street_prefix address_dir_primary st_prefix "
    "street_directional_prefix",
    "street": "street_name street address_road_primary street_highway st_name",
    "street_type": "street_type address_sfx_primary st_type",
    "street_suffix": "street_suffix st_suffix",
    "city": "city addr_city location_city incident_city incident_city_name event_city "
    "address_city call_city municipality town township twp community borough incident_borough "
    "boro_nm inc_geo_borough_name e_scene_17",
    "latitude": "latitude lat incident_latitude call_latitude gps_latitude geo_y geoy "
    "event_y_coordinate y_coordinate y",
    "longitude": "longitude lon lng long incident_longitude call_longitude gps_longitude geo_x "
    "geox event_x_coordinate x_coordinate x",
    "coordinates": "coordinates coords gps gps_coords gps_coordinates geo_coordinates "
    "geo_location lat_lon lat_long lat_lng latlon latitude_longitude intersection_point "
    "case_location location_point e_scene_11",
    "talkgroup": "talkgroup talkgroup_id tgid tg",
    "talkgroup_tag": "talkgroup_tag talkgroup_name alpha_tag tg_alias tgid_alias tg_label tg_name "
    "talkgroup_alias talkgroup_label",
    "frequency": "frequency freq channel radio_channel tactical_channel",
    "system": "system system_name system_label",
    "speaker": "speaker spoken_by from_call_sign from_station station_from",
    "verbatim": "verbatim",
    "addressed_to": "addressed_to to_call_sign to_station station_to",
    "priority": "final_priority priority_final priority priority_code priority_cd priority_nbr "
    "priority_number priority_level priority_description call_priority event_priority "
    "incident_priority call_severity final_severity_level_code capriority dispatch_priority "
    "priority_original original_priority e_dispatch_05",
    "disposition": "call_final_disposition final_disposition disposition disposition_text "
    "disposition_description disposition_desc disposition_code_desc call_disposition "
    "call_disposition_description incident_disposition incident_patient_disposition "
    "event_clearance_description final_dispo disp_desc outcome incident_outcome case_disposition "
    "incident_disposition_code disposition_code disp_code unit_disposition e_disposition_12",
    "received": "received call_received psap_call call_arrival time_received reported "
    "create_time_incident event_open_time event_opened e_times_01 e05_02 "
    "rcvd recvd recd call_rcvd call_recvd call_recd",
    "answered": "answered call_answered phone_pick_up e_times_17",
    "entered": "entered call_entered time_entered call_create e_times_02 e05_03",
    "dispatched": "dispatched unit_dispatched time_dispatched assigned unit_notified mobilised "
    "mobilized paged toned_out dispatch_time_primary_unit disp e_times_03 e05_04",
    "acknowledged": "acknowledged unit_acknowledged e_times_04",
    "en_route": "enroute en_route unit_enroute unit_en_route time_enroute enroute_on responding "
    "e_times_05 e05_05",
    "staging": "staged staging",
    "on_scene": "on_scene onscene at_scene on_site arrived arrived_on_scene arrived_at_scene "
    "unit_arrived time_arrived arrival_time_primary_unit tfs_arrival_time arrival e_times_06 "
    "e05_06 on_location",
    "at_patient": "at_patient patient_contact pt_contact arrived_at_patient with_patient "
    "at_patient_side_on e_times_07 e05_07",
    "controlled": "under_control fire_under_control fire_control controlled",
    "left_scene": "left_scene departed_scene e_times_09 e05_09",
    "transporting": "transporting unit_transporting enroute_facility_on",
    "hospital": "at_hospital arrived_hospital arrived_at_hospital at_destination "
    "arrived_at_destination arrived_facility_on e_times_11 e05_10 at_facility",
    "handed_over": "transfer_of_care patient_handover e_times_12",
    "returning": "returning",
    "cleared": "cleared clear unit_cleared unit_clear time_cleared last_tfs_unit_clear_time "
    "lu_clear last_unit_cleared latest_unit_cleared",
    "closed": "closed call_closed closed_time_incident incident_clear completed",
    "canceled": "canceled cancelled canceled_enroute e_times_14 e05_12",
    "available": "in_service unit_available back_in_service e_times_13 e05_11 available",
    "in_quarters": "in_quarters back_in_quarters in_station back_at_station e_times_15 e05_13",
    "out_of_service": "out_of_service",
}
"""From a field to the names of columns, the likeliest first.

`e_times_03` is an element of NEMSIS 3 (National EMS Information System), `e05_04` of NEMSIS 2.
"""

WITH_A_TIME: Mapping[str, str] = {
    "time": "occurred occurrence occurence alarm creation event_open log reported_on queued "
    "original_queued",
    "received": "received receive reported report created create creation open opened add added "
    "911 psap psap_call alarm seizure trunk_seizure rcvd recvd recd rcv recv rec recieved",
    "answered": "answered answer phone_pickup phone_pick_up pick_up",
    "entered": "entered entry entered_queue in_queue queue dispatch_notified",
    "dispatched": "dispatched dispatch disp notified notify notified_by_dispatch assigned "
    "assignment mobilised mobilized paged alerted primary_dispatch",
    "acknowledged": "acknowledged acknowledge ack dispatch_acknowledged dispatch_acknowledge",
    "en_route": "en_route enrt responded response respond turnout activation mobile rolling "
    "en_route_to_scene",
    "staging": "staged staging stage",
    "on_scene": "on_scene at_scene arrived arrive arrival arrv arvd arrivd scene arrived_scene "
    "arrived_on_scene arrived_at_scene arrival_on_scene arrive_on_scene primary_arrival "
    "on_location",
    "at_patient": "at_patient patient_contact pt_contact arrived_patient arrived_at_patient",
    "controlled": "control controlled under_control fire_control fire_under_control",
    "left_scene": "left_scene depart_scene departed_scene departed_from_scene",
    "transporting": "transporting transport transported to_hosp to_hospital en_route_to_hospital "
    "en_route_hospital begin_transport transport_begin",
    "hospital": "hospital at_hospital arrived_hospital arrived_at_hospital arrive_hospital "
    "arrive_at_hospital hosp_arrival hospital_arrival at_destination arrived_destination "
    "arrived_at_destination patient_arrived_at_destination arrived_to_next_destination "
    "transport_arrival arrive_destination at_facility",
    "handed_over": "transfer_of_care patient_transfer_of_care "
    "destination_patient_transfer_of_care transfer_of_ems_patient_care handover",
    "returning": "returning",
    "cleared": "cleared clear left last_cleared latest_cleared last_clear",
    "closed": "closed close closng close_out clearance completed complete incident_end",
    "canceled": "canceled cancelled cancel",
    "available": "available in_service back_in_service",
    "in_quarters": "in_quarters quarters return returned in_station back_at_home_location "
    "returned_to_base return_to_base back_in_quarters",
    "out_of_service": "out_of_service",
}
"""From a field to the names of columns, without the words for a time and the unit.

`First Unit Arrived DtTm` and `time_arrived` are both `arrived`.
"""

TIME_WORDS = "time times datetime dttm dt tm ts timestamp stamp clock"
"""Words for a time in the name of a column."""

NOISE_WORDS = (
    "unit units first incident call event fixed and the at of is was were vehicle apparatus ems"
    " fire actual official local cad sign spd"
)
"""Words beside a time without a meaning for the field."""

LAYOUTS: tuple[tuple[set[str], dict[str, str]], ...] = (
    ({"macb", "sourcetype", "short", "desc"}, {"type": "short", "text": "desc"}),  # Plaso, l2tcsv
    (
        {"protocol", "event", "timeslot", "details"},
        {"type": "event", "text": "details"},
    ),  # SDRTrunk
    ({"from", "to", "message"}, {"speaker": "from", "addressed_to": "to"}),  # ICS-309
    ({"tg", "rid_alias"}, {"speaker": "rid_alias"}),  # logs of scanners: a radio by its name
    ({"tg", "rid"}, {"speaker": "rid"}),  # and else by its number
    ({"tgid", "uid_tag"}, {"speaker": "uid_tag", "talkgroup_tag": "channel"}),
    ({"tgid", "uid"}, {"speaker": "uid", "talkgroup_tag": "channel"}),
    (
        {"target_id", "source_label"},
        {"speaker": "source_label", "talkgroup": "target_id", "talkgroup_tag": "target_label"},
    ),
    ({"target_id", "source_id"}, {"speaker": "source_id", "talkgroup": "target_id"}),
    ({"talkgroup", "src"}, {"speaker": "src", "talkgroup_tag": "tag"}),
    (
        {"toc", "ord", "mob", "ia"},
        {
            "received": "toc",
            "dispatched": "ord",
            "en_route": "mob",
            "on_scene": "ia",
            "left_scene": "ls",
            "hospital": "ah",
            "available": "mav",
            "in_quarters": "cd",
        },
    ),  # Dublin, fire brigade and ambulances
    ({"from", "to", "subject"}, {"speaker": "from", "addressed_to": "to", "type": "subject"}),
    ({"desc", "title", "twp", "addr"}, {"type": "title", "text": "desc"}),  # Montgomery County, 911
    (
        {"dispatch", "enroute_to_scene", "on_scene", "unit_clear"},
        {
            "dispatched": "dispatch",
            "en_route": "enroute_to_scene",
            "transporting": "enroute_to_hospital",
            "hospital": "arrive_hospital",
            "handed_over": "transferred",
        },
    ),  # NERIS
    (
        {"start_time", "end_time", "initial_type", "close_type"},
        {"closed": "end_time"},
    ),  # Montgomery County, police
    ({"headline", "display_date", "media"}, {"type": "headline"}),  # the sheet of TimelineJS
)
"""Names in the headers of a program, and the columns of some fields there."""

COMPUTER_NAMES = {"computer", "computer_name", "hostname", "provider", "provider_name"}
"""Columns of an event log of computers, whose channel is no radio channel."""
