"""Invented news in any amount: stories over months, told by many outlets, with wire texts reprinted and edited.

    documents(10_000)        the articles as a list of `Piece`, the same ones every time
    articles(pieces)         the nouns, as the cleaner would give them

For measuring time and memory, not quality: a third of the words are drawn by chance and make poor English. The one
idea: what makes comparison dear is how often things recur, so names, words, topics, outlets and story sizes follow
Zipf's law, stories share words with others of their topic, and a third of all texts derive from another.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from rashomon.knowledge.tables import rows
from rashomon.record import Article, article_id, document_id

START = datetime(2025, 1, 6, tzinfo=UTC)
DAYS = 180


@dataclass(frozen=True, slots=True)
class Piece:
    """One text: the story it tells and the number of the piece it derives from, if any."""

    text: str
    title: str
    outlet: str
    published: str
    story: int
    of: int | None


#: Sentences by topic: {a}, {b} persons with office, {g} a body, {t} a town, {c} a country, {n}, {m} numbers, {w} a day,
#: {x}, {y} things of this story; "one/other" is a choice made anew in every telling.
_TOPICS = (
    """shells/rockets hit/struck {x} in {t} on {w}, killing {n} people and wounding/injuring {m}
    {a} blamed/accused {g} for the shelling/attack and promised/vowed an answer
    {g} denied/rejected the charge and said its fighters/men were nowhere near {t}
    doctors in {t} said they had treated {m} people, most/many of them from {x}
    witnesses saw/described smoke over {x} and {y} until evening
    {b} called on/urged both sides to halt/stop the fire before the talks in {c}""",
    """{a} and {b} spoke/talked by telephone on {w} about {x}
    they agreed/resolved to send {n} observers to {t} within {m} days
    {a} said {c} would not accept/tolerate any change at {y}
    {b} described/called the talks as useful/frank and invited {a} to {t}
    {g} asked/urged both governments to publish what was agreed/settled on {x}
    the two had last met/spoken {m} weeks ago in {c}""",
    """{n} workers/drivers walked_out/stopped_work at {x} in {t} on {w}
    the union led by {a} wants/demands {m} percent more pay and safer {y}
    {g} offered/proposed half of that and called the strike/stoppage unlawful
    {b} said/declared that the government of {c} would not step in/interfere
    shops/schools near {x} stayed closed/shut for the {m}th hour
    talks/negotiations between {a} and {g} are to go_on/resume on {w}""",
    """a court/tribunal in {t} sentenced/jailed {a} to {n} years over {x}
    prosecutors said/argued that {a} had taken/received {m} million through {g}
    {b} called/named the verdict a disgrace/warning and promised/announced an appeal
    police/guards kept {m} supporters away from {y} on {w}
    {g} said it had handed/given over all papers on {x}
    the case/trial began after an audit/report in {c} two years ago""",
    """{n} people died/drowned when {x} sank/capsized off {t} on {w}
    rescuers/divers pulled {m} survivors from the water near {y}
    {a} said the vessel/boat had carried/taken twice as many as allowed
    {g} sent/dispatched two ships and a helicopter from {c}
    {b} ordered/announced an inquiry into {x} and its owner
    relatives/families waited at {y} through the night for news""",
    """voters/citizens in {c} gave {a} {n} percent in the first round on {w}
    {b} came/finished second with {m} percent and spoke/complained of fraud at {x}
    {g} counted/checked the ballots of {t} a second time
    observers/monitors saw queues/crowds at {y} but no violence
    {a} promised/pledged to open {x} and to cut/lower taxes
    turnout/participation was {m} percent, the lowest/highest since the war""",
    """{g} will buy/take_over {x} of {t} for {n} million
    {a} , who leads/heads it, said on {w} that {m} jobs/posts would go/move to {c}
    shares/stocks of the company rose/fell by {m} percent
    {b} warned/feared that {y} would be sold/closed next
    the sale/deal needs/awaits the approval of regulators in {c}
    analysts/brokers had expected/foreseen a higher price for {x}""",
    """heavy rain/snow cut off {t} on {w} and flooded/buried {x}
    {n} families/households were moved/taken to schools and {y}
    {a} asked/begged {g} for boats, blankets and {m} tonnes of food
    {b} promised/announced help from {c} within {m} hours
    the water/river stood/rose {m} centimetres above the mark of 1997
    farmers/growers near {x} lost/counted thousands of animals""",
    """{g} detained/arrested {n} men/suspects in {t} on {w} over {x}
    {a} said they had planned/prepared an attack on {y}
    police/officers found/seized {m} kilos of explosives/powder and maps of {x}
    lawyers/relatives of the men called/termed the charges absurd/invented
    {b} thanked/praised services in {c} for a warning/hint
    the arrests/raids went_on/continued until the morning""",
    """scientists/researchers at {g} in {t} found/described {x} in samples from {y}
    {a} called/named the finding/result surprising and asked for {n} more tests
    {b} of {c} doubted/questioned the method and its {m} measurements
    the study/paper cost/took {m} million and four years
    it appeared/came out on {w} after a long/stormy review
    {g} wants/plans to open/publish all data on {x}""",
    """{n} soldiers/troops of {c} crossed/reached the line near {t} on {w}
    {a} said/insisted they were there for exercises/manoeuvres around {x}
    {g} protested/complained and closed/shut the crossing at {y}
    {b} moved/sent {m} vehicles and a battery/unit to the border
    villagers/farmers near {x} heard/reported shots at night
    {a} and {b} are to meet/talk in {m} days""",
    """{a} resigned/stepped_down on {w} over {x}
    {b} takes/fills the post until {g} names/elects a successor
    the opposition/parliament in {t} had collected/gathered {n} signatures
    {a} denied/rejected all blame and spoke of {m} good/hard years
    {c} thanked/praised {a} for the work on {y}
    {g} called/summoned a meeting about {x} for the weekend""",
)
_THINGS = (
    "the old bridge;the grain harbour;a power station;the northern railway;the salt mine;the market hall;a water tower;"
    "the copper works;the cotton mill;a hospital wing;the customs house;a fishing fleet;the opera house;a cement plant;"
    "the ferry line;the border bridge;a refugee camp;the city archive;the oil terminal;the tram depot;a bus convoy;"
    "the radio mast;the glass factory;a school roof;the fish market;the gas pipeline;a prison wing;the grain silo;"
    "the airport road;the river lock;a tannery;the main square;a football ground;the tea gardens;the coal pier;"
    "the cattle fair;a wedding hall;the stone quarry;the sugar refinery;the pilgrim road;the toll plaza;a lighthouse"
).split(";")
_FILLERS = (
    "{a} spoke/talked to reporters in {t} and left without taking questions",
    "similar/like cases were reported last year from {t}, where {g} had promised/announced to act",
    "people in {t} have waited/asked for an answer/explanation for months",
    "{c} has seen/known such disputes/quarrels before, and few/none ended well",
    "the price of bread/fuel has risen/doubled since spring, which makes matters worse/harder",
    "{b} did not answer/return calls on the weekend",
    "a spokesman/spokeswoman for {g} gave/offered no details",
    "“we have {n} reasons to worry and not one to hope,” said {a}",
    "“nobody asked/told us, and nobody will tell us the truth,” a resident of {t} said",
    "{a} said that {g} knew/heard of it in advance and kept silent/quiet",
)
_GIVEN = (
    "Ana Boris Carl Dina Emil Fatima Georg Hana Ivan Julia Karim Leila Mark Nadia Omar Petra Rana Samir Tara Viktor"
).split()
_OFFICES = "minister spokesman mayor general judge professor director ambassador governor commander".split()
_BODIES = "Front Council Union Agency Institute Party Company Committee Guard Bank".split()
_COUNTRIES = (
    "Russia China Iran Turkey Syria Iraq France Germany Ukraine Israel Egypt India Pakistan Japan Brazil Mexico Kenya "
    "Nigeria Poland Greece Serbia Georgia Armenia Jordan Lebanon Yemen Libya Sudan Ethiopia Somalia Chad Mali Chile "
    "Peru Bolivia Spain Italy Norway Finland Latvia"
).split()
_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SYLLABLES = "ba de ko ri san tol mer vi gar lun esh ada por nik ul zar hem ost fel dru qua mir jo bel wen".split()


def documents(count: int, seed: int = 1) -> list[Piece]:
    """That many texts; those of a smaller count are not a part of those of a larger."""
    chance = random.Random(seed)
    names = _Names(chance, count)
    pieces: list[Piece] = []
    story = 0
    while len(pieces) < count:
        pieces += _story(chance, names, story, min(_size(chance), count - len(pieces)), len(pieces))
        story += 1
    return pieces


def articles(pieces: Sequence[Piece]) -> list[Article]:
    """The pieces as articles of their own documents."""
    found = []
    for number, piece in enumerate(pieces):
        document = document_id(f"{number} {piece.outlet} {piece.text}".encode())
        found.append(
            Article(
                id=article_id(document),
                document=document,
                outlet=piece.outlet,
                url=None,
                title=piece.title,
                published=piece.published,
                published_latest=piece.published,
                published_from="metadata",
                language="en",
                agencies=(),
                authors=(),
                text=piece.text,
                blocks=(),
            )
        )
    return found


class _Names:
    """Persons, bodies, towns and outlets, each drawn by Zipf's law from as many as so many articles would name."""

    def __init__(self, chance: random.Random, count: int) -> None:
        many = max(60, int(18 * count**0.6))
        self.families = [_word(chance).title() for _ in range(many // 2)]
        persons = (f"{chance.choice(_GIVEN)} {chance.choice(self.families)}" for _ in range(many))
        self.persons = [(name, chance.choice(_OFFICES)) for name in persons]
        self.towns = [_word(chance).title() for _ in range(many // 3)]
        self.bodies = [f"{_word(chance).title()} {chance.choice(_BODIES)}" for _ in range(many // 3)]
        self.outlets = [f"{_word(chance)}-{chance.choice(('post', 'times', 'news'))}.example" for _ in range(300)]

    def draw(self, chance: random.Random, kind: str) -> str:
        listed: list[str] = getattr(self, kind)
        return listed[zipf(chance, len(listed))]

    def person(self, chance: random.Random) -> tuple[str, str]:
        return self.persons[zipf(chance, len(self.persons))]


def zipf(chance: random.Random, size: int) -> int:
    """A number below `size`, each about as likely as the inverse of its rank."""
    return min(size - 1, int(size ** chance.random()) - 1)


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3, 3, 4))))


def _size(chance: random.Random) -> int:
    """Articles of a story: half have one to three, few have hundreds."""
    return min(300, int(chance.paretovariate(0.9)))


def _story(chance: random.Random, names: _Names, story: int, size: int, first: int) -> list[Piece]:
    slots = _slots(chance, names)
    topic = zipf(chance, len(_TOPICS))
    facts = _TOPICS[topic].split("\n")
    pool = _pool(chance, topic)
    begin = START + timedelta(days=chance.random() * DAYS)
    pieces: list[Piece] = []
    for _ in range(size):
        at = begin + timedelta(days=min(40.0, chance.expovariate(0.5)))
        outlet = names.draw(chance, "outlets")
        of = chance.randrange(len(pieces)) if pieces and chance.random() < 0.35 else None
        body = _edited(chance, pieces[of]) if of is not None else _told(chance, names, slots, facts, pool)
        text = f"{body}\n{_furniture(outlet)}" if hash_of(outlet) % 3 == 0 else body
        title = " ".join(_sentence(chance, facts[0], slots, pool).split()[:9])
        pieces.append(
            Piece(text, title, outlet, at.strftime("%Y-%m-%dT%H:%M:%SZ"), story, None if of is None else first + of)
        )
    return pieces


def _slots(chance: random.Random, names: _Names) -> dict[str, str]:
    (a, office), (b, other) = names.person(chance), names.person(chance)
    things = chance.sample(_THINGS, 2)
    return {
        "a": f"{office.title()} {a}", "b": f"{other} {b}", "g": f"the {names.draw(chance, 'bodies')}",
        "t": names.draw(chance, "towns"), "c": _COUNTRIES[zipf(chance, len(_COUNTRIES))],
        "n": str(chance.randrange(2, 99)), "m": str(chance.randrange(2, 60)), "w": chance.choice(_WEEK),
        "x": f"{things[0]} of {_word(chance).title()}", "y": things[1],
    }  # fmt: skip


def _told(
    chance: random.Random, names: _Names, slots: dict[str, str], facts: Sequence[str], pool: Sequence[str]
) -> str:
    """One outlet's own telling: some of the facts in its words, and what it adds of its own."""
    own = _slots(chance, names)
    chosen = [facts[0], *chance.sample(facts[1:], chance.randrange(2, len(facts)))]
    told = {**slots, "m": str(int(slots["m"]) + chance.randrange(3))}
    lines = [_sentence(chance, line, told, pool) for line in chosen]
    lines += [_sentence(chance, line, own, pool) for line in chance.sample(_FILLERS, chance.randrange(2, 6))]
    return "\n".join(" ".join(lines[at : at + 2]) for at in range(0, len(lines), 2))


def _edited(chance: random.Random, piece: Piece) -> str:
    """A reprint without the other outlet's furniture: now and then a line dropped, added or reworded."""
    text = piece.text.removesuffix(f"\n{_furniture(piece.outlet)}")
    lines = [line for line in text.split("\n") if chance.random() > 0.1] or [text]
    if chance.random() < 0.3:
        lines.insert(chance.randrange(len(lines) + 1), f"Our desk in {_word(chance).title()} contributed to this text.")
    if chance.random() < 0.3:
        lines = [line.replace(" said ", " told reporters ") for line in lines]
    return "\n".join(lines)


def _sentence(chance: random.Random, template: str, slots: dict[str, str], pool: Sequence[str]) -> str:
    words: list[str] = []
    for word in template.split():
        if words and chance.random() < 0.35:
            words.append(chance.choice(pool))
        words.append(chance.choice(word.split("/")) if "{" not in word else word)
    line = " ".join(words).replace("_", " ").format(**slots)
    return line[0].upper() + line[1:] + "."


def _pool(chance: random.Random, topic: int) -> list[str]:
    """Words to strew in: those of the story, twice those of its topic, and as many of any text."""
    every = _vocabulary()
    of_topic = random.Random(topic).sample(every, 400)
    story = chance.sample(every, 25)
    shared = [of_topic[zipf(chance, 400)] for _ in range(50)]
    return [*story, *shared, *(every[zipf(chance, len(every))] for _ in range(75))]


@cache
def _vocabulary() -> list[str]:
    """Words of a general table, the commonest first, without the few hundred that every text has."""
    listed = sorted(((int(row["texts"]), row["word"]) for row in rows("word_frequencies")), reverse=True)
    return [word for _, word in listed if word.isascii() and word.isalpha() and len(word) > 3][600:]


@cache
def _furniture(outlet: str) -> str:
    chance = random.Random(outlet)
    place = _word(chance).title()
    return (
        f"Sign up for the morning letter of {place} Street and never miss what happens along the {place} coast. "
        f"Readers of {outlet} can change their choices at any time on the page of their account."
    )


def hash_of(text: str) -> int:
    """A number that a text always has."""
    return int(document_id(text.encode())[:8], 16)
