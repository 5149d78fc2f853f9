/** What this package uses of WebAssembly; Node has it, the types of Node 20 do not. */
interface WebAssemblyApi {
  readonly Module: new (binary: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Instance: new (module: WasmModule) => { readonly exports: unknown };
}

/** A compiled module. It has no members of its own. */
export type WasmModule = object;

/** A global variable that a module exports. */
export interface WasmGlobal {
  readonly value: number | bigint;
}

/** A module's memory; its buffer is replaced when it grows. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

const api = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;

/** Compiles a module for this machine. */
export function compileWasm(binary: Uint8Array<ArrayBuffer>): WasmModule {
  return new api.Module(binary);
}

/** What a fresh instance of a module exports. The modules of this package import nothing. */
export function instantiate(module: WasmModule): unknown {
  return new api.Instance(module).exports;
}
