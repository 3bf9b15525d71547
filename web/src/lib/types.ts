// The shapes of the server's answers (docs/plans/2026-11-22-web-api.md); field names are the record's.

export type Agreement = "agreed" | "differing" | "contradicted" | "updated" | "single";

export interface Named { id: string | null; name: string }
export interface Span { start: number; end: number }
export interface Link { name: string; entity: string | null; start: number | null; end: number | null }
export interface Citation { article: string; outlet: string; start: number; end: number; quote: string }
export interface Quote extends Citation {
  chain: Link[];
  chain_words: string;
  modality: string | null;
  report: string | null;
  statement: string | null;
  given: GivenLine[];
}
export interface GivenLine {
  part: string;
  said: string;
  was: string | null;
  by: string;
  because: string | null;
  rests: string | null;
  span: Span | null;
  judgement: string;
}
export interface Time { start: string | null; end: string | null; precision: string; words: string }
export interface Where { place: string; name: string; country: string | null; latitude: number | null; longitude: number | null; gazetteer: string | null }
export interface Day { day: string; articles: number; origins: number }
export interface Share { value: string; label: string; articles: number; origins: number }

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  size: number;
  pages: number;
  articles: number;
  origins: number;
  sampled: string | null;
}

export interface EventItem {
  id: string;
  type: string;
  mode: string | null;
  modality: string;
  actors: Named[];
  recipients: Named[];
  when: Time | null;
  where: Where | null;
  quantities: string[];
  articles: number;
  origins: number;
  outlets: string[];
  story: string | null;
  story_title: string | null;
  agreement: Partial<Record<Agreement, number>>;
  chain: string;
  citations: Citation[];
  corrected: string[];
}

export interface SaidItem {
  id: string;
  speaker: Named | null;
  cue: string | null;
  form: string;
  negative: boolean;
  words: string;
  chain: Link[];
  chain_words: string;
  published: string;
  citation: Citation;
}

export interface Session { token: string; person: string; case: string; program: string; version: string; writable: boolean }

export interface CaseAnswer {
  name: string;
  version: string;
  documents: number;
  articles: number;
  origins: number;
  stories: number;
  events: number;
  entities: number;
  statements: number;
  reports: number;
  outlets: Share[];
  countries: Share[];
  languages: Share[];
  findings: Partial<Record<Agreement, number>>;
  first: string | null;
  last: string | null;
  undated: number;
  failures: number;
  decisions: number;
  pending: number;
}

export interface StoryItem {
  id: string;
  title: string;
  outlets: string[];
  articles: number;
  origins: number;
  agreed: number;
  differing: number;
  contradicted: number;
  updated: number;
  single: number;
  events: number;
  first: string | null;
  last: string | null;
  when: string;
  languages: string[];
  volume: Day[];
  note: string | null;
}

export interface Quoted { article: string; outlet: string; start: number; end: number; quote: string }
export interface AccountLine { id: string; outlet: string; title: string | null; published: string; agencies: string[]; copied: string | null; unread: string | null }
export interface SideLine { answer: string; outlets: string[]; origins: number; citations: Quoted[]; first: string | null; corrected_by: string[] }
export interface FindingLine { id: string; question: string; about: string | null; agreement: Agreement; mark: string; sides: SideLine[]; silent: string[]; note: string | null }
export interface EventLine {
  id: string;
  type: string;
  mode: string | null;
  modality: string;
  actors: string[];
  recipients: string[];
  when: string | null;
  where: string | null;
  quantities: string[];
  articles: number;
  origins: number;
  chain: string;
  citations: Quoted[];
  given: GivenLine[];
}
export interface SaidLine { id: string; speaker: string | null; cue: string | null; form: string; negative: boolean; words: string; chain: string; citation: Quoted }
export interface StoryBrief {
  id: string;
  title: string;
  first: string | null;
  last: string | null;
  accounts: AccountLine[];
  outlets: number;
  origins: number;
  findings: FindingLine[];
  events: EventLine[];
  said: SaidLine[];
}
export interface StoryNews { story: StoryBrief; articles: number; new: boolean }
export interface StoryNewsItem { news: StoryNews; more_events: number; more_said: number }
export interface NewsPage {
  since: number;
  at: string | null;
  compared: boolean;
  articles: number;
  lone: number;
  total: number;
  page: number;
  pages: number;
  stories: StoryNewsItem[];
}

export interface Volume { days: Day[]; undated: number; articles: number; origins: number }
export interface Facets { outlets: Share[]; countries: Share[]; actors: Share[]; types: Share[]; languages: Share[] }

export interface AccountItem {
  id: string;
  outlet: string;
  title: string | null;
  opening: string;
  published: string;
  published_from: string;
  agencies: string[];
  authors: string[];
  language: string;
  copy_of: Named | null;
  copied: "known" | "guessed" | null;
  share: number | null;
  url: string | null;
  unread: string | null;
}

export interface Column {
  outlet: string;
  country: string | null;
  articles: AccountItem[];
  when: string;
  via: string[];
  language: string;
  direction: "ltr" | "rtl";
  unread: string | null;
}

export interface Answer { answer: string; side: number; origins: number; quotes: Quote[] }
export interface Cell { outlet: string; silent: boolean; answers: Answer[] }
export interface Row {
  id: string;
  section: "act" | "number" | "said" | "label";
  question: string;
  words: string;
  about: { event: string; headline: string; when: string | null } | null;
  agreement: Agreement;
  mark: string;
  origins: number;
  cells: Cell[];
  silent: string[];
  note: string | null;
}

export interface SharedPassage { start: number; end: number; of_start: number; of_end: number; quote: string; of_quote: string }
export interface Voice {
  origin: AccountItem | null;
  copies: { article: AccountItem; of: AccountItem | null; share: number; direction: string; passages: SharedPassage[] }[];
  agency: string | null;
}

export interface StoryPage {
  id: string;
  title: string;
  first: string | null;
  last: string | null;
  when: string;
  articles: number;
  outlets: number;
  origins: number;
  note: string | null;
  columns: Column[];
  rows: Row[];
  said: SaidItem[];
  events: EventItem[];
  labels: { entity: Named; words: { word: string; outlets: string[]; articles: number; origins: number; quotes: Quote[] }[] }[];
  voices: Voice[];
  left_out: { outlet: string; items: { finding: string | null; event: string | null; what: string; about: string | null; told_by: string[]; more: number; origins: number; quotes: Quote[] }[]; more: number }[];
  volume: Day[];
  sampled: string | null;
}

export interface ReportItem {
  id: string;
  article: string;
  outlet: string;
  start: number;
  end: number;
  trigger: { start: number; end: number; text: string };
  type: string;
  mode: string | null;
  modality: string;
  actors: Named[];
  recipients: Named[];
  when: Time | null;
  where: Where | null;
  quantities: string[];
  chain: Link[];
  chain_words: string;
  event: string | null;
  citation: Citation;
  given: GivenLine[];
}

export interface BlockItem {
  kind: string;
  kept: boolean;
  start: number | null;
  end: number | null;
  document_start: number;
  document_end: number;
  reason: string;
  text: string | null;
  page: number | null;
}

export interface ArticleMention { mention: string; start: number; end: number; kind: string; text: string; entity: string | null; name: string | null }
export interface ArticleTime { mention: string; start: number; end: number; text: string; when: Time | null; relation: string; anchor: string | null }
export interface ArticlePlace { mention: string; start: number; end: number; text: string; where: Where | null }
export interface ArticleQuantity { mention: string; start: number; end: number; text: string; words: string; of: string | null }
export interface ArticleStatement {
  id: string;
  start: number;
  end: number;
  form: string;
  cue: Span | null;
  content: Span[];
  speaker: Named | null;
  negative: boolean;
  certainty: string | null;
  chain: Link[];
  chain_words: string;
  words: string;
  given: GivenLine[];
}

export interface ArticlePage {
  id: string;
  document: string;
  outlet: string;
  url: string | null;
  title: string | null;
  published: string;
  published_start: string | null;
  published_latest: string | null;
  published_from: string;
  language: string;
  direction: "ltr" | "rtl";
  agencies: string[];
  authors: string[];
  text: string;
  story: Named | null;
  copies: { other: AccountItem | null; agency: string | null; share: number; direction: string; mine: boolean; passages: number[][] }[];
  blocks: BlockItem[];
  entities: ArticleMention[];
  times: ArticleTime[];
  places: ArticlePlace[];
  quantities: ArticleQuantity[];
  statements: ArticleStatement[];
  reports: ReportItem[];
  wrong: Record<string, string[]>;
  original: { media_type: string; encoding: string | null; url: string; bytes: number } | null;
  unread: string | null;
}

export interface EntityItem {
  id: string;
  kind: string;
  name: string;
  country: string | null;
  spellings: number;
  articles: number;
  origins: number;
  events: number;
  statements: number;
}

export interface Role { title: string; organization: string | null; start: string | null; end: string | null }
export interface NetworkNode { id: string; name: string; kind: string; country: string | null; acts: number; suffers: number; articles: number; origins: number }
export interface NetworkEdge { source: string; target: string; types: Record<string, number>; quad: number; events: number; articles: number; origins: number }
export interface Network { nodes: NetworkNode[]; edges: NetworkEdge[]; sampled?: string | null }

export interface EntityPage {
  entity: { id: string; kind: string; name: string; aliases: string[]; country: string | null; sectors: string[]; roles: Role[]; links: string[] };
  articles: number;
  origins: number;
  spellings: { text: string; count: number; outlets: Record<string, number> }[];
  roles: Role[];
  outlets: Share[];
  volume: Day[];
  acts: EventItem[];
  suffers: EventItem[];
  said: SaidItem[];
  said_about: SaidItem[];
  network: Network;
  totals: { acts: number; suffers: number; said: number; said_about: number };
  sampled: string | null;
}

export interface Timeline { events: EventItem[]; undated: number; first: string | null; last: string | null; sampled: string | null; days: Day[] }
export interface MapPoint {
  place: string;
  name: string;
  country: string | null;
  latitude: number;
  longitude: number;
  precision: string;
  events: number;
  articles: number;
  origins: number;
  first: string | null;
  last: string | null;
  ids: string[];
}
export interface MapAnswer { points: MapPoint[]; unplaced: number; sampled: string | null }

export interface EventPage { event: EventItem; reports: ReportItem[]; findings: Row[]; accounts: string[] }

export interface SearchHit {
  article: string;
  outlet: string;
  title: string | null;
  published: string;
  story: Named | null;
  score: number;
  by: string;
  quote: Citation;
  marks: Span[];
  copies: number;
}
export interface SearchAnswer {
  query: { words: string[]; phrases: string[]; excluded: string[]; meaning: string | null; fields: Record<string, string[]>; problems: string[] };
  total: number;
  articles: number;
  origins: number;
  page: number;
  size: number;
  pages: number;
  hits: SearchHit[];
  events: EventItem[];
  said: SaidItem[];
  events_total: number;
  said_total: number;
  sampled: string | null;
  entities: { id: string; name: string; kind: string }[];
}

export interface Heading { how: string; passage: Citation; speaker: Named | null; chain: string }
export interface Telling {
  article: string;
  outlet: string;
  title: string | null;
  published: string;
  story: Named | null;
  how: string;
  note: string | null;
  version: string | null;
  bears: string | null;
  passages: Heading[];
  copies: number;
}
export interface ToldAnswer {
  claim: string;
  tells: Telling[];
  denies: Telling[];
  mentions: Telling[];
  silent: AccountItem[];
  unread: AccountItem[];
  articles: number;
  origins: number;
}

export interface ReasonItem { feature: string; score: number; left: string | null; right: string | null }
export interface Why {
  judgements: { id: string; relation: string; left: string; right: string; verdict: string; score: number; by: string; at: string | null; reasons: ReasonItem[] }[];
  lines: string[];
}

export interface Decision {
  id: string;
  relation: string;
  left: string;
  right: string;
  verdict: string;
  because: string | null;
  by: string;
  at: string | null;
  left_words: string;
  right_words: string;
  given: string | null;
}
export interface ReviewSide { id: string; kind: string; name: string; words: string; quotes: Quote[] }
export interface InboxItem {
  id: string;
  relation: string;
  verdict: string;
  score: number;
  doubt: number;
  left: ReviewSide;
  right: ReviewSide;
  reasons: ReasonItem[];
  decided: Decision | null;
}
export interface Compared {
  both: number;
  agreed: number;
  percent: number | null;
  kappa: number | null;
  only_here: number;
  only_there: number;
  apart: { relation: string; left: string; right: string; here: string; there: string }[];
  refused: string[];
}

export interface FailureItem { document: string; stage: string; error: string }
export interface Job {
  id: string;
  kind: string;
  state: "waiting" | "running" | "done" | "failed" | "stopped";
  step: string | null;
  done: number;
  total: number | null;
  per_second: number | null;
  seconds_left: number | null;
  result: Record<string, unknown> | null;
  error: string | null;
  failures: FailureItem[];
}

export interface Checked { documents: number; articles: number; spans: number; references: number; problems: string[] }
