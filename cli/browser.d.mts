/** Types for those who ask where a browser is. */

export declare function chromiumPath(): Promise<string | null>;
