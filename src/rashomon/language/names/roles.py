"""Role phrases taken apart: "the Iranian defense minister" is the role "defence minister" in IRN.

Reads tokens of a parse, gives the role as a set of plain words, its countries and its number, so that a phrase
and a title can be compared whatever their order and spelling ("Minister of Defence", "defense chief").
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from rashomon.knowledge.countries import adjective_of, country_of, metonym_of
from rashomon.language.phrases import in_one_sentence, person_nouns

#: Spellings and synonyms brought to one word; "chief" and "tsar" of a ministry are its minister in headlines.
_SAME = {
    "defense": "defence", "premier": "prime minister", "chairman": "chair", "chairwoman": "chair",
    "chairperson": "chair", "chairmen": "chair", "spokesman": "spokesperson", "spokeswoman": "spokesperson",
    "spokesmen": "spokesperson", "fm": "foreign minister", "pm": "prime minister", "sen": "senator",
    "rep": "representative", "congressman": "representative", "congresswoman": "representative", "gov": "governor",
    "amb": "ambassador", "sec": "secretary", "pres": "president", "atty": "attorney", "gop": "republican",
    "democrat": "democratic", "candidate": "nominee", "defence chief": "defence minister",
}  # fmt: skip
_RANKS = frozenset(
    "general brigadier major lieutenant colonel captain admiral rear vice commodore sergeant corporal marshal "
    "brig gen lt col maj capt sgt adm mr mrs ms dr sir dame lord lady prof professor ayatollah hojatoleslam imam "
    "sheikh seyyed sayyid haji st hon honourable".split()
)
_LIGHT = frozenset("the a an his her its their our my this that these those of for and in to 's ’s new then current "
                   "incoming outgoing longtime powerful top senior".split())  # fmt: skip
#: Words that make another role of the one they stand by: the vice president is not the president.
_TELLING = frozenset(
    "vice deputy under assistant associate spokesperson aide adviser advisor wife husband son daughter brother sister "
    "father mother lawyer chief candidate campaign shadow opposition".split()
)
_INDEFINITE = frozenset("a an another one some".split())
_ABOUT_HOW_MANY = frozenset("more than about some at least around nearly almost roughly over up".split())
_FORMER = frozenset("former ex late one-time onetime ousted deposed past".split())
#: What ministers and secretaries are for.
_PORTFOLIOS = frozenset(
    """foreign defence interior home finance treasury health labour justice education trade commerce energy oil
    petroleum transport agriculture economy environment culture sport sports emergencies information security
    prime state war housing tourism welfare immigration""".split()
)
#: Offices with other names elsewhere.
_OFFICES = tuple(
    tuple(frozenset(name.split()) for name in names)
    for names in (
        ("foreign minister", "secretary state", "foreign secretary", "foreign affairs minister"),
        ("defence minister", "defence secretary", "secretary defence"),
        ("finance minister", "treasury secretary", "secretary treasury"),
    )
)
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "trio": 3, "duo": 2, "pair": 2}


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """`words`: the role's plain words without ranks, countries and determiners; `countries`: ISO-3, in order.

    `plural` is true of several people; `number` is how many where the phrase says. `former` is true of a role
    that is over. `counterpart` is true of "his Russian counterpart", whose role is its owner's. `indefinite` is
    true of "an official", who is new to the text. `head` is the noun at the head, as in `words`. `wide` is true
    where the office counts whatever it is called at home: a foreign minister's counterpart is a secretary of state.
    """

    words: frozenset[str]
    countries: tuple[str, ...]
    plural: bool
    number: int | None
    former: bool
    counterpart: bool
    indefinite: bool = False
    head: str = ""
    wide: bool = False


def read_role(tokens: Tokens, head: Token | None = None) -> RolePhrase:
    """The role in a phrase. `head` decides the number; by default the phrase's root."""
    head = head or tokens.root
    words: list[str] = []
    countries: list[str] = []
    taken = -1
    for token in tokens:
        if token.i <= taken:
            continue
        found, taken = _country_at(token, tokens)
        if found:
            countries.append(found)
        elif token.is_alpha or "-" in token.text:
            words.append(token.lemma_.lower() if token.pos_ != "PROPN" else token.lower_)
    plain = {w for word in words for w in _SAME.get(word, word).split()}
    role = frozenset(plain - _RANKS - _LIGHT - _FORMER - _NUMBERS.keys())
    if any(token.like_num and not token.is_alpha for token in tokens):
        role -= _ABOUT_HOW_MANY
    diplomat = "diplomat" in plain and bool(plain & {"top", "chief"}) and head.tag_ == "NN"
    return RolePhrase(
        words=frozenset(("foreign", "minister")) if diplomat else _ministers(role),
        countries=tuple(dict.fromkeys(countries)),
        plural=head.tag_ in ("NNS", "NNPS"),
        number=next((_NUMBERS[w] for w in words if w in _NUMBERS), None),
        former=bool(plain & _FORMER),
        counterpart="counterpart" in plain,
        indefinite=tokens[0].lower_ in _INDEFINITE,
        head=_SAME.get(head.lemma_.lower(), head.lemma_.lower()),
        wide=diplomat,
    )


def role_of_title(title: str, country: str | None) -> RolePhrase:
    """The role that a title of a table names: "Minister of Foreign Affairs" of IRN."""
    words = title.casefold().replace("-", " ").replace(",", " ").split()
    plain = {w for word in words for w in _SAME.get(word, word).split()}
    role = _ministers(frozenset(plain - _LIGHT - _FORMER))
    former = bool(plain & _FORMER)
    return RolePhrase(role, (country,) if country else (), False, None, former, False)


def title_before(doc: Doc, name: Token) -> Tokens | None:
    """The title that stands directly before a name: "Secretary of Iran's Supreme National Security Council"."""
    first = name.i
    while first > 0 and _in_title(doc[first - 1], name):
        first -= 1
    while first < name.i and (doc[first].is_punct or doc[first].lower_ in _LIGHT or doc[first].pos_ == "ADV"):
        first += 1
    if first == name.i:
        return None
    title = doc[first : name.i]
    return title if {token.lemma_.lower() for token in title} & title_words() else None


def describes(phrase: RolePhrase, role: RolePhrase) -> bool:
    """Whether a phrase can stand for a holder of this role: "the minister" for IRN's defence minister."""
    if phrase.wide:
        return any(describes(replace(phrase, words=words, wide=False), role) for words in _called(phrase.words))
    if not phrase.words or not phrase.words <= role.words or (role.words - phrase.words) & _TELLING:
        return False
    if phrase.former != role.former:
        return False
    return not phrase.countries or not role.countries or phrase.countries[0] == role.countries[0]


def _called(words: frozenset[str]) -> tuple[frozenset[str], ...]:
    """What an office is called from country to country, the words themselves first."""
    others = next((office for office in _OFFICES if words in office), ())
    return (words, *(other for other in others if other != words))


def resembles(phrase: RolePhrase, role: RolePhrase) -> bool:
    """Whether a phrase can stand for a holder of this role though it says more: "the Florida senator" of a senator, but
    "the foreign minister" of no minister of defence.
    """
    if phrase.head not in role.words or phrase.former != role.former or (phrase.words ^ role.words) & _TELLING:
        return False
    for_what = [words & _PORTFOLIOS for words in (phrase.words, role.words)]
    if all(for_what) and for_what[0].isdisjoint(for_what[1]):
        return False
    return not phrase.countries or not role.countries or phrase.countries[0] == role.countries[0]


def _ministers(words: frozenset[str]) -> frozenset[str]:
    """ "defence chief" is the defence minister; "foreign secretary" and "top diplomat" are left as worded."""
    if {"defence", "chief"} <= words:
        return (words - {"chief"}) | {"minister"}
    if {"ministry", "minister"} <= words:
        return words - {"ministry"}
    return words


def _in_title(token: Token, name: Token) -> bool:
    if token.is_space or not in_one_sentence(token, name):
        return False
    if token.text in ("(", ")", "'s", "’s", "’", "-", "/"):
        return True
    if token.pos_ in ("PROPN", "NOUN", "ADJ"):
        return token.ent_type_ not in ("PERSON", "DATE", "TIME") or token.lower_ in _RANKS
    return token.lower_ in ("of", "for", "and", "the") and token.i > name.sent.start


def _country_at(token: Token, tokens: Tokens) -> tuple[str | None, int]:
    """The country named at a token (two or three words at most), and the last token number it takes."""
    for length in (3, 2, 1):
        if token.i + length > tokens.end:
            continue
        words = token.doc[token.i : token.i + length].text.removesuffix("'s").removesuffix("’s")
        if not words[:1].isupper():
            break
        code = adjective_of(words) or country_of(words) or metonym_of(words)
        if code:
            return code, token.i + length - 1
    return None, token.i


def title_words() -> frozenset[str]:
    """Lemmas of nouns that stand before a name as a title: "minister", "colonel"."""
    return person_nouns() | _TITLES


_TITLES = frozenset("general colonel captain admiral marshal chief head pm fm".split())
