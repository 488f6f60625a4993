/** The read tables, described once: row types, SQL, drizzle's schema and the memory fold are all made from this. */

/** SQLite's storage of a column; a question mark says that it may be null. */
export type ColumnKind = 'integer' | 'integer?' | 'text' | 'text?';

export interface TableDescription {
  /** The column that names a row inside its market; null where a market has one row. */
  readonly key: string | null;
  /** A second column by which rows are changed many at a time. */
  readonly index?: string;
  readonly columns: Readonly<Record<string, ColumnKind>>;
}

/**
 * One table per noun. Amounts are cents, moments are market time in epoch ms, yes and no are 1 and 0, lists are JSON.
 * `status_at` is when the row took its present status.
 */
export const TABLES = {
  markets: {
    key: null,
    columns: {
      status: 'text',
      currency: 'text',
      mechanism: 'text',
      settlement: 'text',
      visibility: 'text',
      policy: 'text',
      seed: 'text',
      opened_at: 'integer',
      closed_at: 'integer?',
    },
  },
  participants: {
    key: 'participant_id',
    columns: {
      participant_id: 'integer',
      participant_kind: 'text',
      is_employer: 'integer',
      is_freelancer: 'integer',
      is_reviewer: 'integer',
      skills: 'text',
      profile_hash: 'text',
      registered_at: 'integer',
      withdrawn_at: 'integer?',
      completed_count: 'integer',
      incomplete_count: 'integer',
      review_count: 'integer',
      rating_sum: 'integer',
    },
  },
  projects: {
    key: 'project_id',
    columns: {
      project_id: 'integer',
      employer_id: 'integer',
      status: 'text',
      status_at: 'integer',
      content_hash: 'text',
      acceptance_hash: 'text',
      case_count: 'integer',
      skills: 'text',
      budget_min_cents: 'integer',
      budget_max_cents: 'integer',
      posted_price_cents: 'integer',
      mechanism: 'text',
      mechanism_settings: 'text',
      assignee_id: 'integer?',
      bidding_ms: 'integer',
      posted_at: 'integer',
      published_at: 'integer?',
      closes_at: 'integer',
      expires_at: 'integer',
      bidding_closed_at: 'integer?',
      bid_count: 'integer?',
      cleared_at: 'integer?',
      clearing_reason: 'text?',
      awarded_bid_id: 'integer?',
      price_cents: 'integer?',
      outcome: 'text?',
    },
  },
  bids: {
    key: 'bid_id',
    index: 'project_id',
    columns: {
      bid_id: 'integer',
      project_id: 'integer',
      employer_id: 'integer',
      bidder_id: 'integer',
      status: 'text',
      status_at: 'integer',
      sealed: 'integer',
      amount_cents: 'integer',
      days: 'integer',
      quality_bps: 'integer',
      confidence_bps: 'integer?',
      proposal_hash: 'text?',
      placed_at: 'integer',
      amended_at: 'integer?',
      revealed_at: 'integer?',
    },
  },
  awards: {
    key: 'bid_id',
    columns: {
      bid_id: 'integer',
      project_id: 'integer',
      employer_id: 'integer',
      freelancer_id: 'integer',
      status: 'text',
      status_at: 'integer',
      sealed: 'integer',
      price_cents: 'integer',
      employer_fee_cents: 'integer',
      released_cents: 'integer',
      refunded_cents: 'integer',
      freelancer_fee_cents: 'integer',
      outcome: 'text?',
      awarded_at: 'integer',
      accept_by: 'integer',
      accepted_at: 'integer?',
      deliver_by: 'integer?',
      ends_at: 'integer?',
      review_by: 'integer?',
    },
  },
  milestones: {
    key: 'milestone_id',
    columns: {
      milestone_id: 'integer',
      project_id: 'integer',
      employer_id: 'integer',
      bid_id: 'integer?',
      freelancer_id: 'integer?',
      status: 'text',
      status_at: 'integer',
      amount_cents: 'integer',
      fee_held_cents: 'integer',
      released_cents: 'integer',
      refunded_cents: 'integer',
      freelancer_fee_cents: 'integer',
      employer_fee_cents: 'integer',
      fee_returned_cents: 'integer',
      description_hash: 'text?',
      created_at: 'integer',
      due_at: 'integer?',
    },
  },
  deliveries: {
    key: 'delivery_id',
    columns: {
      delivery_id: 'integer',
      project_id: 'integer',
      employer_id: 'integer',
      bid_id: 'integer',
      freelancer_id: 'integer',
      status: 'text',
      status_at: 'integer',
      entry: 'integer',
      attempt: 'integer',
      files_hash: 'text',
      bytes: 'integer',
      submitted_at: 'integer',
      verdict_by: 'integer',
      taken_at: 'integer?',
      reviewer_id: 'integer?',
      revision_requested_at: 'integer?',
      revision_comment_hash: 'text?',
    },
  },
  verdicts: {
    key: 'delivery_id',
    columns: {
      delivery_id: 'integer',
      project_id: 'integer',
      bid_id: 'integer',
      freelancer_id: 'integer',
      reviewer_id: 'integer',
      status: 'text',
      score_bps: 'integer',
      cases_passed: 'integer',
      case_count: 'integer',
      share_bps: 'integer',
      evidence_hash: 'text',
      fuel: 'integer',
      memory_bytes: 'integer',
      recorded_at: 'integer',
    },
  },
  disputes: {
    key: 'dispute_id',
    columns: {
      dispute_id: 'integer',
      milestone_id: 'integer',
      project_id: 'integer',
      employer_id: 'integer',
      freelancer_id: 'integer',
      opener_id: 'integer',
      status: 'text',
      status_at: 'integer',
      opener_offer_cents: 'integer',
      opener_reason_hash: 'text?',
      answer_offer_cents: 'integer?',
      answer_reason_hash: 'text?',
      resolution: 'text?',
      freelancer_cents: 'integer?',
      opened_at: 'integer',
      answered_at: 'integer?',
      due_at: 'integer?',
    },
  },
  reviews: {
    key: 'review_id',
    columns: {
      review_id: 'integer',
      project_id: 'integer',
      from_id: 'integer',
      to_id: 'integer',
      rating: 'integer',
      comment_hash: 'text?',
      posted_at: 'integer',
      revealed_at: 'integer?',
    },
  },
  messages: {
    key: 'message_id',
    columns: {
      message_id: 'integer',
      project_id: 'integer',
      employer_id: 'integer',
      from_id: 'integer',
      to_id: 'integer?',
      content_hash: 'text',
      posted_at: 'integer',
    },
  },
} as const satisfies Readonly<Record<string, TableDescription>>;

export type TableName = keyof typeof TABLES;
type Columns<T extends TableName> = (typeof TABLES)[T]['columns'];

export type Cell = string | number | null;

interface CellOf {
  integer: number;
  'integer?': number | null;
  text: string;
  'text?': string | null;
}

/** A row of one read table, without its market. */
export type RowOf<T extends TableName> = {
  readonly [C in keyof Columns<T>]: Columns<T>[C] extends ColumnKind ? CellOf[Columns<T>[C]] : never;
};

/** Any row, when it does not matter of which table. */
export type AnyRow = Readonly<Record<string, Cell>>;

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** The description of a table when it does not matter which one. */
export function describe(table: TableName): TableDescription {
  return TABLES[table];
}

/** The read tables of one market as they were right after event `seq`; rows in order of their key. */
export interface MarketTables {
  readonly seq: number;
  readonly tables: { readonly [T in TableName]: readonly RowOf<T>[] };
}

/** Asks for the rows of every table by name. */
export function everyTable(rows: <T extends TableName>(table: T) => readonly RowOf<T>[]): MarketTables['tables'] {
  return {
    markets: rows('markets'),
    participants: rows('participants'),
    projects: rows('projects'),
    bids: rows('bids'),
    awards: rows('awards'),
    milestones: rows('milestones'),
    deliveries: rows('deliveries'),
    verdicts: rows('verdicts'),
    disputes: rows('disputes'),
    reviews: rows('reviews'),
    messages: rows('messages'),
  };
}
