import { homedir } from "node:os";
import { join } from "node:path";

/** Where what can be made again is kept for this user. */
export function userCache(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "faultline");
}
