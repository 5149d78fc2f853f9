import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a thread from a module of this package. In Node 20 a thread does not inherit tsx, so where faultline runs from its TypeScript source the thread
 * registers tsx first.
 */
export function startThread(module: URL, options: WorkerOptions): Worker {
  if (!module.href.endsWith(".ts")) return new Worker(module, options);
  const launcher = `(await import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))})).register(); await import(${JSON.stringify(module.href)});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(launcher)}`), options);
}
