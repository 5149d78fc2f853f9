/** What this package uses of WebAssembly; Node has it, the types of Node 20 do not. */
interface WebAssemblyApi {
  readonly Module: new (binary: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number; readonly shared: true }) => WasmMemory;
  readonly Instance: new (module: WasmModule, imports: { readonly env: { readonly memory: WasmMemory } }) => { readonly exports: unknown };
}

/** A compiled module. It has no members of its own. Threads may share it. */
export type WasmModule = object;

/** A memory that threads share. It never grows, so its buffer stays. */
export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
}

/** Bytes of a page of WebAssembly's. */
const PAGE = 65_536;

const api = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;

/** Compiles a module for this machine. */
export function compileWasm(binary: Uint8Array<ArrayBuffer>): WasmModule {
  return new api.Module(binary);
}

/**
 * A memory of so many bytes, up to 4 GiB. It is address space: what is not written to takes no room.
 * @throws RangeError if the machine does not have as much
 */
export function allocate(bytes: number): WasmMemory {
  const pages = Math.ceil(bytes / PAGE);
  return new api.Memory({ initial: pages, maximum: pages, shared: true });
}

/** What a fresh instance of a module, at work in a memory, exports. */
export function instantiate(module: WasmModule, memory: WasmMemory): unknown {
  return new api.Instance(module, { env: { memory } }).exports;
}
