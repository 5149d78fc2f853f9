import { expect } from "vitest";
import type { Folder } from "./installPackage.js";

/** A command that a page tells its reader to run, and what it shows of what is printed. */
interface Command {
  readonly command: string;
  readonly shown: string;
}

/** What a page tells its reader to do: write a file, or run a command and see this. */
type Instruction = { readonly file: string; readonly text: string } | Command;

/** The fenced blocks of a page, in order: `ts` blocks that begin with the name of a file, and `console` blocks of one or more commands. */
function instructionsOf(page: string): readonly Instruction[] {
  return [...page.matchAll(/^```(ts|console)\n(.*?)^```$/gms)].flatMap(([, language, text = ""]) => (language === "ts" ? fileOf(text) : commandsOf(text)));
}

function fileOf(text: string): Instruction[] {
  const [, file, rest] = /^\/\/ (\S+)\n(.*)/s.exec(text) ?? [];
  return file === undefined || rest === undefined ? [] : [{ file, text: rest }];
}

/** The commands of a page, in order, and what it shows of each. */
export function commandsOn(page: string): readonly Command[] {
  return instructionsOf(page).filter((instruction) => "command" in instruction);
}

function commandsOf(text: string): Command[] {
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
export function asShown(text: string): RegExp {
  const literal = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(`^${tidy(text).split("…").map(literal).join("[\\s\\S]*?")}$`);
}

/** Without what nobody sees. */
export function tidy(text: string): string {
  return text.replace(/ +$/gm, "").trim();
}
