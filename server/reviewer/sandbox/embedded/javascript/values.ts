/** Raw access to values of a QuickJS instance: every value is a pointer to a box in its memory. */

import { LimitReached } from '../guest-run.ts';
import { ticksForBytes } from '../metering/charges.ts';
import { GAUGE_EXPORT, type Gauge, spend } from '../metering/gauge.ts';

export interface QuickjsExports {
  readonly memory: WebAssembly.Memory;
  readonly __stack_pointer: WebAssembly.Global;
  readonly [GAUGE_EXPORT]: Gauge;
  _initialize(): void;
  qjs_init(): number;
  qjs_eval(code: number, length: number, name: number, flags: number): number;
  qjs_call(callee: number, self: number, count: number, values: number): number;
  qjs_new_string(text: number, length: number): number;
  qjs_new_host_function(name: number, length: number, count: number): number;
  qjs_get_string_len(value: number, length: number): number;
  qjs_free_cstring(text: number): void;
  qjs_get_prop_string(object: number, name: number): number;
  qjs_get_undefined(): number;
  qjs_get_bool(value: number): number;
  qjs_get_exception(): number;
  qjs_get_value_ptr(value: number): number;
  qjs_is_exception(value: number): number;
  qjs_is_string(value: number): number;
  qjs_is_job_pending(): number;
  qjs_execute_pending_job(): number;
  qjs_set_memory_limit(bytes: number): void;
  qjs_set_max_stack_size(bytes: number): void;
  qjs_set_module_loader(on: number): void;
  qjs_set_promise_rejection_handler(on: number): void;
  wasm_malloc(bytes: number): number;
  wasm_free(pointer: number): void;
}

export function allocate(exports: QuickjsExports, bytes: number): number {
  const pointer = exports.wasm_malloc(bytes);
  if (pointer === 0) throw new LimitReached('memory_limit', 'out of memory');
  return pointer;
}

/** Copies a text into guest memory, zero-terminated; the guest's allocator owns it. */
export function copyText(exports: QuickjsExports, text: string): { pointer: number; length: number } {
  const bytes = Buffer.from(text, 'utf8');
  spend(exports[GAUGE_EXPORT], ticksForBytes(bytes.length));
  const pointer = allocate(exports, bytes.length + 1);
  const memory = new Uint8Array(exports.memory.buffer);
  memory.set(bytes, pointer);
  memory[pointer + bytes.length] = 0;
  return { pointer, length: bytes.length };
}

export function newText(exports: QuickjsExports, text: string): number {
  const { pointer, length } = copyText(exports, text);
  const value = exports.qjs_new_string(pointer, length);
  exports.wasm_free(pointer);
  return value;
}

/** The bytes of a text value as the guest encodes them: UTF-8, but half surrogate pairs stay visible as invalid bytes. */
export function textBytes(exports: QuickjsExports, value: number): Buffer {
  if (exports.qjs_is_string(value) === 0) return Buffer.alloc(0);
  const lengthAt = allocate(exports, 4);
  const text = exports.qjs_get_string_len(value, lengthAt);
  const length = new DataView(exports.memory.buffer).getUint32(lengthAt, true);
  exports.wasm_free(lengthAt);
  if (text === 0) throw new LimitReached('memory_limit', 'out of memory');
  spend(exports[GAUGE_EXPORT], ticksForBytes(length));
  const bytes = Buffer.from(new Uint8Array(exports.memory.buffer, text, length).slice());
  exports.qjs_free_cstring(text);
  return bytes;
}

/** The zero-terminated text at `pointer`. */
export function readText(exports: QuickjsExports, pointer: number): string {
  const memory = new Uint8Array(exports.memory.buffer);
  return Buffer.from(memory.subarray(pointer, memory.indexOf(0, pointer))).toString('utf8');
}

/** Calls a guest function; the value may be an exception. */
export function call(exports: QuickjsExports, callee: number, values: readonly number[]): number {
  const list = allocate(exports, Math.max(4, values.length * 4));
  for (const [index, value] of values.entries()) {
    new DataView(exports.memory.buffer).setUint32(list + index * 4, value, true);
  }
  const result = exports.qjs_call(callee, exports.qjs_get_undefined(), values.length, list);
  exports.wasm_free(list);
  return result;
}
