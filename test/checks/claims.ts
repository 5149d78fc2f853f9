import { readdirSync } from "node:fs";
import { type Check, isCheck } from "../../src/language/index.js";

const folder = new URL("../../checks/claims/", import.meta.url);

/** The checks of checks/claims/, by file name. */
export async function claims(): Promise<readonly Check[]> {
  const modules = await Promise.all(readdirSync(folder).map((file) => import(new URL(file, folder).pathname) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) => Object.values(module)).filter(isCheck);
}
