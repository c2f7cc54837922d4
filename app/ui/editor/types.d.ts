/** What the server's routes hand over (docs/api.md), and what the modules hand to each other. */

export type State = "empty" | "draft" | "needs work" | "translated" | "reviewed";

export interface Target {
  text: string;
  state: State;
  origin: string;
  translator: string;
  reviewer: string;
  reason: string;
  previous_source: string;
  /** Editor's notes of this language; editions print them as footnotes. */
  notes: string[];
}

export interface Comment {
  id?: number | string;
  text: string;
  person?: string;
  at?: string;
}

export interface Unit {
  id: number;
  kind: "title" | "speaker" | "segment";
  source: string;
  context: string | null;
  speaker: string | null;
  turn: number;
  paragraph: number;
  mark?: string;
  hard_break?: boolean;
  version: number;
  at: string;
  target: Target;
  comments: (Comment | string)[];
  joined: boolean;
  hasty: boolean;
}

export interface Catalog {
  document: string;
  title: string;
  source_language: string;
  language: string;
  generation: string;
  /** Another one after units came, went or moved. */
  shape: string;
  cursor: string | number;
  may: { translate: boolean; review: boolean; approve_own: boolean };
  quotes: string[];
  dash: string;
  units: Unit[];
}

export interface Presence {
  person: string;
  unit: number | null;
  typing: boolean;
  seconds: number;
}

export interface Claim {
  id: number | string;
  person: string;
  from: number;
  to: number;
  note: string;
  /** Since its person was last there. */
  seconds: number;
}

/** What others did since a person last looked. */
export interface News {
  /** Empty for the first time. */
  since: string;
  units: { unit: number; before: string; move: string; person: string; at: string }[];
}

export interface Changes {
  cursor: string | number;
  generation: string;
  shape: string;
  units: Unit[];
  people: Presence[];
  claims: Claim[];
}

export type Move =
  | "save"
  | "accept"
  | "approve"
  | "send back"
  | "restore"
  | "comment"
  | "join"
  | "part"
  | "note"
  | "suggest";

/** What a deed says beside its unit and version. */
export interface Deed {
  move: Move;
  text?: string;
  reason?: string;
  version?: number;
  origin?: string;
  /** The text of that origin, as it was offered. */
  offered?: string;
  /** All notes that the unit is to have; without them `text` is one more. */
  notes?: string[];
  /** How long the person had the segment before the eyes. */
  seconds?: number;
}

export interface Operation extends Deed {
  id: string;
  unit: number;
  base: number;
}

export interface Conflict {
  base: Target;
  mine: Target;
  theirs: { person: string; at: string; move: string; target: Target };
  since: { person: string; at: string } | null;
}

export interface Problem {
  title: string;
  detail?: string;
}

export type Result =
  | { id: string; status: "done"; unit: Unit; also?: Unit[]; warnings?: string[] }
  | { id: string; status: "conflict"; unit: Unit; conflict: Conflict }
  | { id: string; status: "refused"; problem: Problem };

export interface Finding {
  check: string;
  severity: "error" | "warning";
  message: string;
  /** In code points, as Python counts. */
  start: number | null;
  end: number | null;
  fix: { text: string } | null;
}

/** What people have said for a source, and where. */
export interface Said {
  source: string;
  target: string;
  /** Null where a file does not say whether anybody has reviewed it. */
  state: State | null;
  document: string;
  file: string;
  number: number;
  person: string;
  reviewer: string;
  at: string;
}

export interface Match extends Said {
  similarity: number;
  score: number;
  exact: boolean;
  in_context: boolean;
  doubts: string[];
}

export interface Phrase extends Said {
  /** In code points, as Python counts. */
  source_places: number[][];
  target_places: number[][];
}

export interface Step {
  version: number;
  move: string;
  person: string;
  at: string;
  target: Target;
  source: string;
  hasty: boolean;
}

export interface About {
  unit: Unit;
  history: Step[];
  suggestions: { text: string; person: string; at?: string }[];
  memory: Match[];
  findings: Finding[];
}

/** What the page hands to the component. */
export interface Data {
  /** The address of the routes, seen from the page. */
  base: string;
  /** The address of the editor's own files, seen from the page. */
  assets: string;
  token: string;
  person: string;
  document: string;
  language: string;
  mode: "translate" | "review";
  /** The segment to go to, where another page asked for one. */
  unit: number | null;
  words: Record<string, string>;
  ui_language: string;
  documents: { name: string; title: string }[];
  languages: { code: string; name: string }[];
  source_language_name: string;
}

/** What Streamlit hands to a component (v2). */
export interface Component {
  data: Data;
  parentElement: ShadowRoot | HTMLElement;
  setTriggerValue: (name: string, value: unknown) => void;
}

/** What somebody typed and has not sent, as it lies in the browser. */
export interface Typed {
  text: string;
  base: number;
  generation: string;
  source: string;
  context: string | null;
  at: number;
}

/** A deed that waits to be sent, or for its answer. */
export interface Waiting extends Operation {
  /** The deed on the same unit whose answer tells the base; null where `base` is known. */
  after: string | null;
  /** The page (tab) that it was done on. */
  page: string;
  /** The footnote that was written, where `notes` are all that the unit is to have. */
  anew?: string;
  generation: string;
  source: string;
  context: string | null;
  at: number;
}

/** A conflict that waits for its person's choice. */
export interface Open {
  base: Target;
  mine: string;
  theirs: { person: string; at: string; move: string; target: Target };
  version: number;
  at: number;
}

/** As much of `Storage` as we use. */
export interface Box {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}
