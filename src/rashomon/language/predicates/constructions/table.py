"""The constructions, in the order in which they are asked: a verb, who does it to what, and the type this tells.

To add a verb, add a row: its lemmas, the type, and what must fill the slots (`fillers`). A row is asked before those
below it that have the same lemma. What a slot cannot say goes into `when`; conditions stand by subject in `affairs`,
`custody` and `violence`. Verbs that tell an act whoever does it to what stand in `tables/plover_lexicon.csv`; those
whose type the model is to weigh, in `tables/plover_patterns.csv`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from rashomon.knowledge.plover import NONE
from rashomon.language.denials import DENYING
from rashomon.language.frames import FIGHTERS, Frame
from rashomon.language.predicates.constructions import affairs, custody, violence
from rashomon.language.predicates.constructions.construction import Construction, Parties, behind, behind_any
from rashomon.language.predicates.constructions.fillers import (
    after_word,
    armed,
    counted,
    crowd,
    direct,
    employed,
    fighters,
    force,
    form,
    ground,
    holding,
    judges,
    land,
    lemma,
    named_as,
    nothing,
    of_class,
    official,
    people,
    premises,
    pronoun,
    several,
    ship,
    somebody,
    something,
    standing_as,
    state,
    stoppable,
    tagged,
    vehicles,
)


def type_of(found: Frame) -> str | None:
    """The type that the first construction which fits gives; None where none does or it leaves the type open."""
    fitting = (row.type_of(found) for row in _by_lemma().get(found.keys[-1], ()) if row.fits(found))
    return next((type for type in fitting if type is not None), None)


def parties_of(found: Frame) -> Parties | None:
    """Who does it and to whom where a construction that fits says more of it than syntax; else None."""
    for row in _by_lemma().get(found.keys[-1], ()):
        if row.parties is not None and row.fits(found) and (parties := row.parties(found)) is not None:
            return parties
    return None


@functools.cache
def _by_lemma() -> Mapping[str, tuple[Construction, ...]]:
    found: dict[str, list[Construction]] = {}
    for row in CONSTRUCTIONS:
        for key in row.lemmas.split():
            found.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


_ACCUSATIONS = lemma("case probe inquiry enquiry investigation")
_BORDERS = lemma("border frontier")
_COURT_CASES = lemma("charge case indictment lawsuit suit conviction sentence")
_DEPUTIES = lemma(
    """deputy lawmaker mp senator member delegate legislator councillor councilman opposition congressman party mep
    parliamentarian"""
)
_DEMANDING = lemma("demand protest denounce oppose condemn urge press call")
_FUGITIVE = (somebody | form("who")) & ~land
_GIFTS = lemma("cheque check donation contribution grant gift")
_IN_OFFICE = of_class("leader", "police", "troops", "court")
_LICENCES = lemma("licence license permit accreditation visa registration authorisation authorization")
_POSTS = lemma("post duty command office position job portfolio rank")
_PREMISES = premises | named_as("ORG", "FAC") | people
_PROSECUTORS = force | lemma("prosecutor police investigator court authority ministry commission")
_PROTESTERS = lemma("protester protestor demonstrator marcher striker")
_RIVALS = lemma("candidate opposition party challenger rival contender")
_RUINS = lemma("rubble debris ruin wreckage wreck water sea river mud sewer")
_SEAMEN = lemma(  # the lemma of a name is its form: "the Revolutionary Guards"
    """navy guard guards marine marines commando commandos boat boats frigate frigates corvette corvettes destroyer
    destroyers soldier soldiers inspector inspectors"""
)
_SHOTS = lemma("shot round bullet volley salvo")
_SHOVED_TO = lemma("ground floor wall street track pavement sidewalk stair window ditch")
_SITTINGS = lemma("parliament chamber assembly session debate house vote sitting senate congress council hall protest")
_THOUSANDS = lemma("thousand hundred dozen")
_BULLETS = lemma("bullet gunfire ammunition fire round machinegun")
_ROADS = lemma("road highway motorway route bridge railway")
_PACTS = lemma("accord agreement treaty pact deal contract")
_PROCEEDINGS = lemma("trial hearing inquest conference exhibition festival school shop museum season inquiry")
_RELIEF = lemma("delivery aid relief food medicine supply shipment convoy")
#: Who visits one meets nobody by that.
_SIGHTS = lemma("scene site memorial museum grave tomb cemetery monument exhibition ruin wreckage shrine temple zoo")
_TARGETS = lemma(
    """vessel ship tanker freighter boat warship frigate carrier base barracks position checkpoint convoy depot
    airfield airbase airport bridge building house block hospital school market plant factory refinery station dam
    headquarters post camp bunker radar battery command village town city infrastructure target facility warehouse
    truck column vehicle tank trench outpost runway terminal port harbour harbor"""
)
_STORMED = premises | lemma("parliament palace embassy consulate studio station court prison jail bank base barracks")
_WARPLANES = lemma("warplane jet fighter bomber aircraft plane drone helicopter")
_TROOPS = fighters | lemma("tank")
#: What is done to a truce that is there already.
BREAKING = frozenset("break breach violate flout".split())

CONSTRUCTIONS = (
    # what is said
    Construction("recall", NONE, complement=standing_as("ccomp"), even_negated=True),
    Construction("call", "REQUEST", object=nothing, complement=affairs.clause_with_for, even_negated=True),
    Construction("hold", "ACCUSE", object=nothing, complement=affairs.blamed, even_negated=True,
                 parties=affairs.those_said_of),
    Construction("hold", "ACCUSE", complement=affairs.blamed, even_negated=True),
    Construction("hold", "ACCUSE", when=affairs.is_held_to_blame, even_negated=True),
    Construction("declare brand", "SANCTION", when=affairs.is_unwelcome, even_negated=True),
    Construction("declare brand", None, object=nothing, complement=affairs.unwelcome, even_negated=True,
                 parties=affairs.those_said_of),
    Construction("order tell ask instruct give", "SANCTION", when=affairs.is_told_to_leave_the_country,
                 even_negated=True),
    Construction("dismiss quash drop throw", "CONCEDE", doer=judges, object=direct & _COURT_CASES),
    Construction(" ".join(sorted(DENYING)), "REJECT", when=affairs.is_denied, even_negated=True),
    Construction("want", "REQUEST", doer=of_class("rebels", "protesters", "prisoner"), object=standing_as("dobj"),
                 complement=nothing, even_negated=True),

    # offices, treaties, motions, notes
    Construction("dismiss sack", "SANCTION", object=direct & employed, when=affairs.is_from_post, even_negated=True),
    Construction("suspend", "SANCTION", object=direct & employed & _IN_OFFICE, when=affairs.is_from_post,
                 even_negated=True),  # pupils and staff are suspended every day
    Construction("relieve strip remove", "SANCTION", object=somebody, oblique=behind("of from", _POSTS),
                 when=affairs.is_of_no_team),
    Construction("walk storm", "PROTEST", doer=_DEPUTIES, object=nothing, particles="out",
                 oblique=behind("of in", _SITTINGS)),
    Construction("grill", "ACCUSE", doer=somebody, object=direct & people, even_negated=True),
    Construction("pass carry approve adopt table file lodge back submit", "ACCUSE", object=affairs.motion_of_censure,
                 even_negated=True, parties=affairs.those_censured),
    Construction("hand deliver present lodge", "ACCUSE", even_negated=True,
                 object=direct & lemma("note protest letter demarche") & holding("protest"),
                 parties=affairs.those_given_note),
    Construction("sign initial ratify", "SUPPORT", object=direct, complement=nothing, when=affairs.is_treaty_signed),
    Construction("confirm", "SUPPORT", object=named_as("PERSON") | pronoun, when=affairs.is_confirmed_as,
                 doer=form("senate parliament congress assembly senators lawmakers deputies council committee")),
    Construction("place put", "ACCUSE", object=something,
                 oblique=behind("under", lemma("investigation inquiry enquiry"))),
    Construction("concede", "CONCEDE", doer=_RIVALS, object=nothing, complement=nothing, even_negated=True),
    Construction("concede", "CONCEDE", object=lemma("defeat election"), even_negated=True),
    Construction("leave quit vacate", "RETREAT", doer=somebody, object=affairs.office_left,
                 parties=affairs.doers_and_given),
    Construction("call brand label term describe dismiss denounce reject", "REJECT", passive=False,
                 when=affairs.is_called_false, even_negated=True),
    Construction("open", "ACCUSE", object=_ACCUSATIONS & after_word("criminal corruption murder fraud")),
    Construction("open", "ACCUSE", doer=_PROSECUTORS, object=_ACCUSATIONS),
    Construction("order", "SANCTION", doer=judges, complement=lemma("pay compensate"), even_negated=True),
    Construction("call", "CONSULT", doer=somebody, complement=nothing, passive=False, when=affairs.is_call_on_person,
                 even_negated=True),
    Construction("resignation", None, parties=affairs.of_noun, even_negated=True, part="N"),

    # people and goods on the move
    Construction("visit", NONE, object=_SIGHTS, even_negated=True),
    Construction("turn", "PROTEST", doer=lemma("picket striker protester protestor demonstrator blockader"),
                 object=people | vehicles, particles="back away"),
    Construction("turn", "COERCE", doer=official | fighters | state, object=people | vehicles, particles="back away"),
    Construction("turn", "COERCE", doer=nothing, object=people | vehicles, particles="back away", passive=True,
                 oblique=behind_any(_BORDERS | lemma("checkpoint airport port"))),
    Construction("cross", "MOBILIZE", doer=_TROOPS, object=nothing, oblique=behind("into", ground),
                 when=affairs.is_no_circumstance),
    Construction("enter", "MOBILIZE", doer=_TROOPS, object=direct & named_as("GPE")),
    Construction("flee escape", "RETREAT", doer=_FUGITIVE, oblique=behind("across over", _BORDERS),
                 parties=affairs.doers_alone),
    Construction("cross", "RETREAT", doer=_FUGITIVE & of_class("refugee") & counted, oblique=behind("into", ground),
                 parties=affairs.doers_alone),
    Construction("cross", "RETREAT", doer=_FUGITIVE, oblique=behind("into", ground), when=affairs.is_for_asylum,
                 parties=affairs.doers_alone),
    Construction("flee", "RETREAT", doer=(people & counted | _THOUSANDS) & several, parties=affairs.doers_alone),
    Construction("chase drive", "COERCE", doer=official, object=people | somebody, particles="away off out"),
    Construction("chase drive", "PROTEST", doer=crowd, object=people | somebody, particles="away off out"),
    Construction("go", "RETREAT", doer=somebody, particles="over",
                 oblique=behind("to", of_class("rebels") | form("enemy opposition government"))),
    Construction("enter reach arrive", "AID", doer=vehicles & affairs.carrying_relief),
    Construction("build erect put", "COERCE", object=direct & lemma("fence wall barrier"),
                 when=affairs.is_built_at_border),
    Construction("lift winch pluck move bring take", "AID", object=direct & people,
                 oblique=behind("to", lemma("safety"))),
    Construction("lift winch pluck", "AID", object=direct & people, oblique=behind("off from", something)),
    Construction("release disburse", "AID", doer=somebody, object=direct & named_as("MONEY"),
                 oblique=behind("to for", something)),
    Construction("hand present give deliver", "AID", object=direct & _GIFTS & affairs.of_money,
                 parties=affairs.doers_and_given),
    Construction("throw kick", "SANCTION", when=affairs.is_out_of_a_country),
    Construction("gather assemble congregate", "PROTEST", doer=_PROTESTERS),
    Construction("gather assemble congregate", "PROTEST", doer=several, complement=tagged("VB") & _DEMANDING),
    Construction("withdraw revoke pull", "SANCTION", object=_LICENCES),
    Construction("tear", "SANCTION", doer=somebody, object=direct & _PACTS, particles="up"),
    Construction("open", NONE, doer=_PROCEEDINGS, object=nothing, even_negated=True),
    Construction("pull recover retrieve dig find", NONE, object=direct & lemma("body corpse remains remain"),
                 even_negated=True),
    Construction("pull dig", "AID", object=people, oblique=behind("from of out", _RUINS), even_negated=True),
    Construction("fly send scramble", "MOBILIZE", doer=state | fighters, object=direct & _WARPLANES,
                 oblique=behind("into", lemma("airspace zone sky"))),
    Construction("block withhold", "COERCE", doer=fighters | official, object=direct & _RELIEF,
                 even_negated=True),
    Construction("halt suspend pause stop cut", "SANCTION", doer=somebody,
                 object=direct & lemma("delivery aid relief supply")),
    Construction("move roll advance", "MOBILIZE", object=nothing, when=violence.is_of_troops),
    Construction("tell ask order give", "SANCTION", object=somebody, complement=affairs.packing, even_negated=True),

    # force
    Construction("pay", "CONCEDE", when=violence.is_ransom, even_negated=True),  # yielded to force (CAMEO 08): no aid
    Construction("repel repulse", "ASSAULT", doer=of_class(*FIGHTERS), object=violence.assault_of_nobody,
                 parties=affairs.doers_alone),
    Construction("beat fend ward fight", "ASSAULT", doer=of_class(*FIGHTERS), object=violence.assault_of_nobody,
                 when=violence.is_beaten_off, parties=affairs.doers_alone),
    Construction("fire shoot", "ASSAULT", object=_SHOTS, oblique=behind("across", lemma("bow")),
                 parties=violence.those_behind_bow),
    Construction("fire shoot", "ASSAULT", doer=somebody | vehicles | official, object=nothing | _SHOTS & ~tagged("NN"),
                 oblique=behind("at on into", people | vehicles)),
    Construction("hit strike target cripple paralyse paralyze", "COERCE", doer=of_class("cyber"), passive=True,
                 even_negated=True),
    Construction("damage wreck shatter gut", "ASSAULT", doer=violence.blow, object=direct),
    Construction(" ".join(sorted(BREAKING)), "ASSAULT", object=direct & of_class("ceasefire")),  # CAMEO 196
    Construction("strike hit", "ASSAULT", object=standing_as("dobj") & _TARGETS, passive=False,
                 when=violence.is_of_war, even_negated=True),
    Construction("neutralise neutralize liquidate", "ASSAULT", object=direct & people),  # killed, as armies call it
    Construction("eliminate", "ASSAULT", object=direct & (fighters | armed | lemma("terrorist commander"))),
    Construction("charge", "ASSAULT", when=violence.is_charge, parties=violence.those_charged_at),
    Construction("attack beat stone", "ASSAULT", doer=lemma("mob crowd"), object=direct & people & ~force),
    Construction("knock take bring", "COERCE", doer=lemma("hacker hack cyberattack"), object=direct,
                 particles="out down offline"),
    Construction("plant lay", "ASSAULT", doer=somebody | armed,
                 object=direct & lemma("ied bomb mine landmine explosive")),
    Construction("embrace attain achieve", "ASSAULT", object=lemma("martyrdom"), parties=violence.those_martyred),
    Construction("riddle spray rake", "ASSAULT", object=something, oblique=behind("with", _BULLETS)),
    Construction("respond reply retaliate", "ASSAULT", doer=force | fighters, oblique=behind("with", _BULLETS)),
    Construction("cut", "PROTEST", doer=crowd | people, object=direct & _ROADS),
    Construction("ram", "ASSAULT", doer=somebody | vehicles | official | armed | named_as("NORP", "ORG"),
                 object=direct & (people | vehicles | ship)),
    Construction("ram", "ASSAULT", object=lemma("one several two some"), oblique=behind("of", vehicles | ship)),
    Construction("break burst", "PROTEST", doer=crowd, object=nothing, oblique=behind("into", _STORMED)),
    Construction("break burst storm", "ASSAULT", doer=armed | fighters, object=nothing,
                 oblique=behind("into", _STORMED)),
    Construction("surround encircle besiege", "PROTEST", doer=crowd, object=direct),
    Construction("set", "PROTEST", doer=somebody & crowd, when=violence.is_set_on_fire),
    Construction("set", "ASSAULT", doer=somebody, when=violence.is_set_on_fire),
    Construction("seize", "COERCE", doer=nothing, object=standing_as("nsubjpass") & people, passive=True),
    Construction("board capture seize hijack", "ASSAULT", doer=armed, object=direct & ship),
    Construction("board capture seize hijack", "COERCE", doer=_SEAMEN | official | named_as("GPE"),
                 object=direct & ship),
    Construction("capture seize hijack", "COERCE", doer=nothing, object=direct & ship, passive=True),
    Construction("march", "ASSAULT", doer=armed, object=people, even_negated=True),
    Construction("march", "COERCE", doer=nothing, passive=True, oblique=behind("to into out", something)),
    Construction("promise vow pledge", "THREATEN", object=direct & lemma("response retaliation revenge reprisal")),
    Construction("stop", "ASSAULT", doer=armed, object=stoppable, even_negated=True),
    Construction("push shove knock slam", "ASSAULT", doer=somebody, object=people, oblique=behind_any(_SHOVED_TO)),
    Construction("push shove knock slam", "ASSAULT", doer=nothing, object=people, oblique=behind_any(_SHOVED_TO),
                 passive=True),
    Construction("come", violence.under_fire, even_negated=True),
    Construction("fall", "ASSAULT", when=violence.is_fallen, parties=violence.those_taking_place),

    # custody and courts
    Construction("set", "RETREAT", object=people, particles="free"),
    Construction("uphold", "SANCTION", doer=judges, object=direct & lemma("sentence conviction verdict ban")),
    Construction("send", "COERCE", doer=state | official, object=direct & (people | of_class("refugee")),
                 particles="back"),
    Construction("break dismantle bust smash", "COERCE", doer=force, object=direct & lemma("ring cell network gang")),
    Construction("firing", "SANCTION", when=custody.is_of_employee, even_negated=True, part="N"),
    Construction("arrest guard custody detention", "COERCE", when=custody.is_state_of_arrest, even_negated=True,
                 parties=custody.those_under_arrest, part="N"),
    Construction("arrest killing abduction kidnapping execution stabbing shooting murder beheading",
                 custody.counted_type, even_negated=True, part="N"),
    Construction("search ransack comb sweep frisk", "COERCE", doer=nothing, object=_PREMISES, passive=True,
                 even_negated=True),
    Construction("search ransack comb sweep frisk", "COERCE", doer=force, object=_PREMISES, even_negated=True),
    Construction("ransack", "ASSAULT", doer=somebody, object=_PREMISES, even_negated=True),
    Construction("cordon cordone", "COERCE", when=custody.is_closed_off, even_negated=True),  # "cordoned"
    Construction("seal", "COERCE", when=custody.is_place_closed_off, even_negated=True),
    Construction("seal", "COERCE", doer=force, when=custody.is_closed_off, even_negated=True),
    Construction("send", "SANCTION", object=people, passive=True, when=custody.is_sent_to_prison),
    Construction("hand give", "SANCTION", passive=True, when=custody.is_given_term),
    Construction("get receive", "SANCTION", when=custody.is_given_term),
    Construction("order", "COERCE", complement=tagged("VBN") & lemma("hold detain jail arrest deport"),
                 even_negated=True),
    Construction("order", "RETREAT", complement=tagged("VBN") & lemma("release free"), even_negated=True),
    Construction("order", "COOPERATE", complement=tagged("VBN") & lemma("extradite"), even_negated=True),
    Construction("haul drag bundle march frogmarch cart lead take escort whisk throw bring carry", custody.taken_away,
                 even_negated=True),
    Construction("take drag snatch seize pick", custody.taken_from_home, object=direct & people),
    Construction("forbid", "COERCE", doer=somebody | state | official, object=direct & people, complement=something),
    Construction("find", custody.verdict, even_negated=True, parties=custody.those_judged),
    Construction("hold", "ASSAULT", when=custody.is_held_up_by_robbers, even_negated=True),
    Construction("hold keep", "COERCE", when=custody.is_held_incommunicado, even_negated=True),
    Construction("hold", "COERCE", when=custody.is_held, even_negated=True, parties=custody.those_in_detention),
)  # fmt: skip
#: Verbs that can tell an act though no other table lists them.
VERBS = frozenset(key for row in CONSTRUCTIONS if row.part == "V" for key in row.lemmas.split())
