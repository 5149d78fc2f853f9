import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { keepInCache } from "../engine/keepInCache.js";
import { userCache } from "../engine/userCache.js";
import type { Finding } from "./finding.js";

/** What another faultline has found is no use to this one: after so many milliseconds without a new entry it is thrown away. */
const WEEK = 7 * 24 * 3600 * 1000;

interface Entry {
  readonly question: string;
  readonly finding: Finding;
}

/**
 * What was found of members, in the user's cache folder: the next proof on the same kernel, or with more time, goes on from there. An entry that cannot be read is as good
 * as none; a folder that cannot be written to only costs the next proof its head start.
 */
export class FindingCache {
  private readonly all = join(userCache(), "proofs");
  private readonly own: string;
  private isTidy = false;

  /** @param program names the faultline that runs: what it finds depends on all of its text */
  constructor(program: string) {
    this.own = join(this.all, program);
  }

  /** @param question names a member on a kernel, by content */
  recall(question: string): Finding | undefined {
    try {
      const entry = JSON.parse(gunzipSync(readFileSync(this.fileOf(question))).toString()) as Entry;
      return entry.question === question ? { ...entry.finding, known: true } : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps what was explored to its end. */
  keep(question: string, finding: Finding): void {
    if (finding.outcomes === null) return;
    keepInCache(this.fileOf(question), gzipSync(JSON.stringify({ question, finding } satisfies Entry), { level: 1 }));
    this.tidy();
  }

  private fileOf(question: string): string {
    return join(this.own, `${createHash("sha256").update(question).digest("hex")}.json.gz`);
  }

  private tidy(): void {
    if (this.isTidy) return;
    this.isTidy = true;
    try {
      const others = readdirSync(this.all).map((name) => join(this.all, name));
      for (const other of others) if (other !== this.own && statSync(other).mtimeMs < Date.now() - WEEK) rmSync(other, { recursive: true });
    } catch {
      // What cannot be thrown away stays.
    }
  }
}
