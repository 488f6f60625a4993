/** The part of the WebAssembly interface that the engines use; the project compiles without the browser's types. */

declare namespace WebAssembly {
  type ImportValue = ((...values: never[]) => unknown) | Memory | Global;
  type Imports = Record<string, Record<string, ImportValue>>;

  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
    static imports(module: Module): { readonly module: string; readonly name: string; readonly kind: string }[];
  }

  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: unknown;
  }

  class Memory {
    constructor(limits: { initial: number; maximum?: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }

  class Global<Value extends number | bigint = number> {
    constructor(description: { value: Value extends bigint ? 'i64' : 'i32'; mutable: boolean }, value: Value);
    value: Value;
  }

  class RuntimeError extends Error {}

  interface Table {
    get(index: number): ((...values: number[]) => unknown) | null;
  }
}
