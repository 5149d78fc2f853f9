import { Worker } from "node:worker_threads";

/**
 * Starts a thread from a module of this package. In Node 20 a thread does not inherit tsx, so where faultline runs from its TypeScript source the thread
 * registers tsx first.
 */
export function startThread(module: URL, data: unknown): Worker {
  const tsx = module.href.endsWith(".ts") ? `(await import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))})).register();` : "";
  const launcher = `${tsx} await import(${JSON.stringify(module.href)});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(launcher)}`), { workerData: data });
}
