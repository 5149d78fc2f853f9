import { expect } from "vitest";
import type { Folder } from "./installPackage.js";

/** What a page tells its reader to do: write a file, or run a command and see this. */
type Instruction = { readonly file: string; readonly text: string } | { readonly command: string; readonly shown: string };

/** The fenced blocks of a page, in order: `ts` blocks that begin with the name of a file, and `console` blocks of one or more commands. */
function instructionsOf(page: string): readonly Instruction[] {
  return [...page.matchAll(/^```(ts|console)\n(.*?)^```$/gms)].flatMap(([, language, text = ""]) => (language === "ts" ? fileOf(text) : commandsOf(text)));
}

function fileOf(text: string): Instruction[] {
  const [, file, rest] = /^\/\/ (\S+)\n(.*)/s.exec(text) ?? [];
  return file === undefined || rest === undefined ? [] : [{ file, text: rest }];
}

function commandsOf(text: string): Instruction[] {
  return text.split(/^\$ /m).flatMap((part) => {
    const [command = "", ...shown] = part.split("\n");
    return command === "" ? [] : [{ command, shown: shown.join("\n") }];
  });
}

/**
 * Does in a folder what a page says, to the letter, as far as `wanted` lets it run commands. A file that is there already is as the page shows it when the page shows it
 * first; shown again, it is what the reader makes of it.
 */
export async function followPage(page: string, folder: Folder, wanted: (command: string) => boolean): Promise<void> {
  const seen = new Set<string>();
  for (const instruction of instructionsOf(page)) {
    if ("command" in instruction) {
      if (!wanted(instruction.command)) continue;
      const { stdout, stderr } = await folder.run("sh", "-c", instruction.command);
      expect(tidy(stdout) || tidy(stderr)).toMatch(asShown(instruction.shown));
    } else if (seen.has(instruction.file)) await folder.write(instruction.file, instruction.text);
    else {
      seen.add(instruction.file);
      expect(await folder.read(instruction.file)).toBe(instruction.text);
    }
  }
}

/** What a page shows, where `…` stands for anything that was left out. */
function asShown(text: string): RegExp {
  const literal = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(`^${tidy(text).split("…").map(literal).join("[\\s\\S]*?")}$`);
}

/** Without what nobody sees. */
function tidy(text: string): string {
  return text.replace(/ +$/gm, "").trim();
}
