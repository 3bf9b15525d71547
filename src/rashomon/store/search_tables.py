"""The tables of the search index: what lies where in CASE/index/search.sqlite.

Reads nothing; gives the schema. The one idea: rows are kept as the record has them (`row`, JSON) beside the few
columns that pages filter and sort by, so that an answer costs a look-up and never the whole case. `n` counts rows of
this index alone and means nothing outside it.
"""

from __future__ import annotations

#: Goes up when rows of these tables mean something else; an index of another number is made anew.
LAYOUT = 10

#: A statement (`s`) that nobody calls wrong.
STANDS = "s.id not in (select id from wrong)"

SCHEMA = """
create table meta(key text primary key, value text not null) without rowid;

create table articles(
  n integer primary key, id text not null unique, document text, outlet text not null, country text,
  language text not null, published text, day text, title text, story integer, origin integer, head text, row text
);
create index articles_outlet on articles(outlet);
create index articles_day on articles(day);
create index articles_story on articles(story);

create table texts(article integer primary key, text text not null, body blob not null);
create virtual table words using fts5(title, text, content='', tokenize="porter unicode61 remove_diacritics 2");
create table vectors(article integer primary key, vector blob not null);

create table reports(
  id text primary key, article integer not null, event integer, modality text not null, quote text not null,
  trigger text not null, written text not null, cited text not null, row text not null
) without rowid;
create index reports_article on reports(article);
create index reports_event on reports(event);

create table statements(
  n integer primary key, id text not null unique, article integer not null, speaker integer, speakers text,
  speaker_words text, words text not null, quote text not null, row text not null
);
create index statements_article on statements(article);
create index statements_speaker on statements(speaker);
create virtual table said using fts5(words, content='', tokenize="porter unicode61 remove_diacritics 2");

create table labels(article integer not null, word text not null, start integer not null, end integer not null,
  quote text not null);
create index labels_article on labels(article);

create table stories(
  n integer primary key, id text not null unique, title text not null, first text, last text, articles integer not null,
  origins integer not null, outlets integer not null, events integer not null, agreed integer not null,
  differing integer not null, contradicted integer not null, updated integer not null, single integer not null,
  row text not null
);
create index stories_last on stories(last);

create table events(
  n integer primary key, id text not null unique, story integer, type text not null, mode text, start text, end text,
  country text, place text, name text, latitude real, longitude real, articles integer not null,
  origins integer not null, contradicted integer not null, differing integer not null, row text not null
);
create index events_story on events(story);
create index events_type on events(type);
create index events_start on events(start);
create index events_origins on events(origins desc, articles desc, n);

create table parties(entity integer not null, role text not null, event integer not null,
  primary key(entity, role, event)) without rowid;
create index parties_event on parties(event);

create table entities(
  n integer primary key, id text not null unique, kind text not null, name text not null, country text,
  articles integer not null, origins integer not null, events integer not null, statements integer not null,
  row text not null
);
create index entities_articles on entities(articles desc, n);
create table entity_articles(entity integer not null, article integer not null, mentions integer not null,
  primary key(entity, article)) without rowid;
create table spellings(entity integer not null, text text not null, outlet text not null, mentions integer not null);
create index spellings_entity on spellings(entity);
create virtual table names using fts5(name, content='', prefix='2 3', tokenize="unicode61 remove_diacritics 2");

create table about(entity integer not null, statement integer not null, primary key(entity, statement)) without rowid;

create table linked(article integer primary key, body blob not null);
create table findings(id text primary key, story integer not null, event text, agreement text not null,
  place integer not null, row text not null) without rowid;
create index findings_story on findings(story, place);
create index findings_event on findings(event);
create table copies(article integer not null, of text not null, of_article integer, row text not null);
create index copies_article on copies(article);
create index copies_of on copies(of_article);
create table inbox(place integer primary key, relation text not null, doubt real not null, left_side text not null,
  right_side text not null, compared integer not null, shown integer not null, row text not null);
create index inbox_relation on inbox(shown, relation, doubt desc, left_side, right_side);
create table decisions(id text primary key, at text, row text not null) without rowid;
create table wrong(id text primary key) without rowid;
create table given(report text primary key, lines text not null) without rowid;
create table given_mentions(id text primary key, article integer not null, row text not null) without rowid;
create index given_mentions_article on given_mentions(article);
create table failures(n integer primary key, row text not null);
"""

#: Indexes by which lists of stories are ordered and counted; made where they are absent.
STORY_ORDERS = {
    "stories_changed": "last desc",
    "stories_contradicted": "contradicted desc, updated desc, differing desc, origins desc",
    "stories_origins": "origins desc, articles desc",
    "stories_articles": "articles desc, origins desc",
    "stories_first": "first is null, first",
    "stories_title": "title collate nocase",
}

#: What a comparison makes anew. Names of virtual tables stand in COMPARED_WORDS.
COMPARED = (
    "stories", "events", "parties", "entities", "entity_articles", "spellings", "about", "linked", "findings",
    "copies", "inbox", "wrong", "given", "given_mentions",
)  # fmt: skip
COMPARED_WORDS = ("names",)
