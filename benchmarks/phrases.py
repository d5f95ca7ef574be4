"""What is said on the air, made up from a grammar: of no real place, person or car."""

import re
from collections.abc import Sequence
from random import Random

COMMON = "copy"
"""A word that about one call in ten has, and only where `COMMON_SHARE` puts it."""
COMMON_SHARE = 0.1
OPENING_SHARE = 0.65
"""How many of the calls, beyond bare acknowledgements, begin with who is called."""
POOL = 4096
"""How many different addresses, plates and the like there are of each."""

ACKNOWLEDGEMENTS = """
10-4.|Received.|Clear.|Go ahead.|Stand by.|Affirmative.|Negative.|Thank you.|On the way.|Okay.
10-4, {hour}.|That's received, {hour}.|Go ahead with it.|Say again?|You're broken, say again.
Loud and clear.|No further.|That's correct.|All units received.|10-4, thank you.|{hour}.|En route.
"""
FROM_UNITS = """
Show me en route.
On scene.
Clear, back in service.
Out at {place}.
Returning to {place}.
Can you repeat the address?
Two minutes out.
Show me en route from {street}.
Show me on scene at {place}.
On scene, {count} vehicles blocking, nobody hurt. We'll need a tow.
I'll be out at {place} with a {car}, {mark}.
Traffic, {address}, {mark}, {car}.
Clear from {address}, report taken, back in service at {hour}.
Show us available on the radio, returning to quarters.
Arrived at {address}. Nothing showing, we'll be investigating.
Can you run {mark}, should come back to a {car}, occupied once?
Could you start a tow to {street} at {place} for a {car}, blocking the right lane?
I've made contact with the caller, first name {first}. It's {call}, everything is in order here.
We'll be transporting one to the hospital, non-emergency, {count} minutes out.
Patient is a {age}-year-old complaining of {complaint}, alert, breathing normally.
Out on foot at {street} and {street}, checking on {call}.
Negative contact at {address}, I'll leave a card and clear.
Is there a call-back number for {name} at {address}?
Give me the next number for {call}, {address}, time {hour}.
Are you able to raise the other unit? We're staged at {place}.
Water supply is established at {street}, tank is full, crew of {count} is ready.
The {car} was last seen northbound on {street}, passing {place}, nothing for about {count} minutes.
That's all in order here, {name} is on the way to pick up the keys. I'll clear, no report.
At the hospital, time {hour}, mileage {miles}.
Hospital, this is a report. {age}-year-old with {complaint} since {hour}, pulse {age}, oxygen
 ninety-{count} on room air, alert and talking to us. We have a line in and are on the monitor with
 nothing remarkable. Estimated time to your door is {count} minutes.
Command to all units, this is {call} at {address}. First crew take the front, second crew stage at
 {street}. Nobody is inside according to {name}. Utilities are on the way, about {count}0 minutes.
"""
FROM_DISPATCH = """
Status?
What's your location?
Showing you en route at {hour}.
On scene at {hour}.
Number is {case}.
Caller is {name}.
Respond to {address} for {call}. Caller is {name}. Time out {hour}.
Can you take {call} at {place}? Caller will be waiting in a {car}.
{call} at {address}, cross of {street}. Number {case}.
I show you on scene at {hour}.
I have you clear at {hour}, number {case}.
The plate {mark} comes back to a {car}, registered to {name}, valid through next March.
Nothing on file for {name}, date of birth on the screen. Valid license, no wants.
Your tow is about {count}0 minutes out, coming from {street}.
The caller at {address} is asking for an estimated time.
{age}-year-old with {complaint} at {address}. Door is unlocked, second floor.
Medical aid, {complaint}, {age}-year-old, {place}. Time out {hour}.
Be advised the road is closed on {street} between {street} and {place} until tomorrow.
What's your location? I still show you at {place}.
Status check, you've been out {count}0 minutes.
I'll advise them. They are at {street} and {street} now.
Is anybody closer to {place}? I'm holding {call} there since {hour}.
Attention all units, be on the lookout for a {colour} {car}, plate {mark}, last seen at {hour}
 leaving {place} toward {street}. The driver is {name}, who may need help finding the way home.
 If located, check the welfare and advise {place}, reference number {case}, nothing else
 is known at this time.
Radio check on this talkgroup at {hour}, the next one is at noon.
Additional on {call}: second caller {name} says it is closer to {street}, by the {colour} fence, and
 that a {car} is parked across the drive. No one is hurt as far as the caller can see.
"""

_SLOTS = {
    "street": """
Alderwick Street|Bramblecote Avenue|Candlemere Road|Dunfallow Lane|Eastmarl Road|Fernhallow Drive
Gorsemill Road|Hazelbarrow Court|Ivorgate Street|Junipercross Way|Kestrelmoor Road|Larchbottom Lane
Mossfennel Avenue|Nettlebridge Road|Otterhollow Drive|Pebblewick Street|Quarrelmere Way|Rushen Road
Saltergate Street|Thistlemarsh Road|Underfell Lane|Vetchworth Drive|Willowscar Road|Yarrow Street
North County Road 12|South County Road 31|Highway 7|Old Ferry Pike|Cañada Drive|Peñasco Road""",
    "place": """
Quillby Grain Elevator|Marlstone College|Fennhollow Plaza|the Ostermarsh boat ramp|the county garage
Brindlewick Middle School|Tallowmere Fairgrounds|Heronwing Airfield|the Candlemere overpass
Larchbottom Mobile Park|Saltergate Library|the Quarrelmere truck stop|Willowscar Apartments""",
    "first": """
José|Ana|Marlon|Ingrid|Søren|Renée|Dolores|Walter|Priya|Zoë|Hubert|Lucía|Emmett|Björn|Clara|Otis|Thuy
Naomi|Felix|Gwen|Ruth|Darnell|Mei|Howard|Edith|Tomás|Opal|Leon|Sadie|Victor""",
    "last": """
Muñoz|Oakenfold|Peñaloza|Varnholt|Tidewell|Brandywick|Åkermark|Castellane|Dunmarrow|Núñez|Ellerquist
Fairbourne|Gröning|Halvergate|Ibarrola|Quint|Sotherby|Umberlane|Wrenfield|Yellowlees|Mabry|Tran""",
    "colour": "white|black|silver|gray|blue|red|green|tan|maroon|two-tone",
    "body": """
four-door sedan|pickup|pickup with a ladder rack|minivan|box truck|hatchback|SUV with a roof rack
flatbed with a trailer|motorcycle|station wagon|cargo van""",
    "complaint": """
chest pain|shortness of breath|a fall from standing|abdominal pain|a dizzy spell|a sore knee
a possible stroke|a nosebleed|back pain|low blood sugar|a sprained ankle|weakness|a headache""",
    "call": """
an alarm|a parking complaint|a two-car accident without injuries|a welfare check|a noise complaint
a loose dog|smoke in the area|an open door|a stalled vehicle|a lift assist|a lost wallet|a gas odor
a wire down|a water leak|a brush fire about ten by ten|a carbon monoxide alarm|cattle in the road
a civil standby|debris in the roadway|a follow-up|a traffic hazard""",
    "letter": "Adam|Boy|Charles|David|Edward|Frank|George|Ida|John|King|Mary|Nora|Paul|Sam|Tom",
}
"""What a slot such as `{street}` may hold."""

_COMPOUND = {
    "name": "{first} {last}",
    "car": "{colour} {body}",
    "address": "{house} {street}",
    "mark": "{letter} {letter} {letter} {two} {two}",
    "hour": "{h}{m} hours",
    "case": "{two}-{house}",
    "age": "{decade}{digit}",
    "miles": "{two}.{digit}",
    "count": "{digit}",
}
"""Slots made of others."""

_NUMBERS = {
    "house": [str(number) for number in range(100, 9900, 7)],
    "two": [f"{number:02}" for number in range(100)],
    "h": [f"{number:02}" for number in range(24)],
    "m": [f"{number:02}" for number in range(60)],
    "digit": [str(number) for number in range(2, 9)],
    "decade": [str(number) for number in range(2, 10)],
}

Pattern = tuple[str | Sequence[str], ...]
"""Literal text, and pools that a text is taken from."""


class Phrases:
    """Says things, each time another, as the random numbers come."""

    def __init__(self, random: Random) -> None:
        self._random = random.random
        simple = {name: _alternatives(text) for name, text in _SLOTS.items()} | _NUMBERS
        self._pools = simple | {
            name: [self._made(_pattern(text, simple)) for _ in range(POOL)]
            for name, text in _COMPOUND.items()
        }
        self._acknowledgements = self._patterns(_alternatives(ACKNOWLEDGEMENTS))
        self._from_units = self._patterns(_sentences(FROM_UNITS))
        self._from_dispatch = self._patterns(_sentences(FROM_DISPATCH))

    def said(self, opening: str, by_dispatch: bool) -> str:
        """One call of a unit or a dispatcher, which may open with who is called."""
        chance = self._random
        if chance() < 0.22:
            text = self._made(self._one_of(self._acknowledgements))
        else:
            kind = self._from_dispatch if by_dispatch else self._from_units
            text = self._made(self._one_of(kind))
            text = text[0].upper() + text[1:]
            if chance() < 0.2:
                text += " " + self._made(self._one_of(self._acknowledgements))
            if chance() < OPENING_SHARE:
                text = f"{opening}. {text}"
        return f"Copy. {text}" if chance() < COMMON_SHARE else text

    def _patterns(self, texts: Sequence[str]) -> list[Pattern]:
        return [_pattern(text, self._pools) for text in texts]

    def _one_of(self, patterns: Sequence[Pattern]) -> Pattern:
        return patterns[int(self._random() * len(patterns))]

    def _made(self, pattern: Pattern) -> str:
        chance = self._random
        return "".join(
            [part if type(part) is str else part[int(chance() * len(part))] for part in pattern]
        )


def _pattern(text: str, pools: dict[str, list[str]]) -> Pattern:
    """A text with the pools of its slots."""
    parts = re.split(r"\{(\w+)\}", text)
    return tuple(pools[part] if at % 2 else part for at, part in enumerate(parts))


def _alternatives(text: str) -> list[str]:
    """What stands between bars and line ends."""
    return re.split(r"[|\n]", text.strip())


def _sentences(text: str) -> list[str]:
    """What begins at the margin, with the indented lines that continue it."""
    return re.split(r"\n(?! )", text.strip().replace("\n ", " "))
