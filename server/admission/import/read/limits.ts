/** Bounds of what an import reads. Files are somebody else's work: a small one may unpack to anything. */

const MIB = 1_048_576;

/** One line of JSON. The largest rows published (cases of competition problems) have some 60 MB. */
export const LINE_BYTES_MAX = 96 * MIB;
/** One record of a CSV file. */
export const RECORD_CHARACTERS_MAX = 4 * MIB;
/** A JSON file that is one value, read as a whole. */
export const WHOLE_BYTES_MAX = 256 * MIB;
export const ROWS_MAX = 1_000_000;
export const COLUMNS_MAX = 1_000;

/** Gzip can make a thousand bytes of one. Texts stay far below a hundred. */
export const UNPACKED_RATIO_MAX = 200;
/** Below this a high ratio is nobody's trouble. */
export const UNPACKED_FREE_BYTES = 16 * MIB;
export const UNPACKED_BYTES_MAX = 16_384 * MIB;

/** The description of a Parquet file at its end, and one row group as its columns unpack. */
export const FOOTER_BYTES_MAX = 64 * MIB;
export const ROW_GROUP_BYTES_MAX = 1_024 * MIB;
export const PAGE_BYTES_MAX = 512 * MIB;

/** How many damaged records of one CSV file are told apart before the file is given up. */
export const RECOVERIES_MAX = 10_000;
