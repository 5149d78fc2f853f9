import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { DifferenceDocument, ProofDocument } from "../../src/report/proof/proofDocument.js";
import { validateDifference, validateProof } from "../report/schemas.js";
import { captureCli } from "./captureCli.js";

/** One small model on each kernel. */
const SMALL = ["--models", "a write to gfs2 while user pages are reclaimed", "--set", "BLOCK=4", "--no-sweep"];
const SMALLEST = ["--models", "a write to xfs while user pages are unmapped", "--set", "BLOCK=4", "--no-sweep"];

const language = JSON.stringify(fileURLToPath(new URL("../../src/language/index.js", import.meta.url)));

function file(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "faultline-")), name);
  writeFileSync(path, text);
  return path;
}

test("a patch is judged over the models that it touches: as a document, as a page, and by the status", async () => {
  const page = join(mkdtempSync(join(tmpdir(), "faultline-")), "proof.html");
  const { status, out } = await captureCli([
    "prove",
    "linus-clamp",
    "--on",
    "5.17",
    "--fixes",
    "no uninitialised memory is left*",
    ...SMALLEST,
    "--json",
    "--html",
    page,
  ]);
  const proof = JSON.parse(out) as ProofDocument;
  expect(validateProof(proof)).toEqual([]);
  expect(proof.models.map(({ name, reason }) => [name, reason])).toEqual([["a write to xfs while user pages are unmapped, BLOCK=4", null]]);
  expect([proof.bug.answer, proof.gone.answer, proof.kept.answer, proof.effect]).toEqual(["yes", "no", "yes", "makes rarer"]);
  expect(proof.gone.properties.map(({ fate }) => fate)).toEqual(["rarer"]);
  expect(proof.unswept).toContain("--no-sweep");
  expect(proof.strong).toEqual({ answer: "incomplete", strength: { asked: false, why: "not asked, for the patch is refused anyway (--mutants asks)" } });
  expect([proof.proved, status]).toEqual(["no", 1]);
  expect(readFileSync(page, "utf8")).toContain("linus-clamp on 5.17");
});

test("what was searched before is not searched again, and a sweep that goes on comes to larger bounds", async () => {
  // a folio more than elsewhere in this file: nobody has asked this before
  const bounds = ["BLOCK=4", "EVICTIONS=1", "FOLIOS=3"].flatMap((bound) => ["--set", bound]);
  const asked = ["prove", "linus-clamp", "--on", "5.18", "--models", "a write to xfs while user pages are unmapped", ...bounds, "--json"];
  const [first, again, further] = [await captureCli(asked), await captureCli(asked), await captureCli([...asked, "--sweep", "10m"])].map(
    ({ out }) => JSON.parse(out) as ProofDocument,
  );
  expect(first?.models.map(({ known }) => known)).toEqual([0]);
  expect(again).toEqual({ ...first, models: first?.models.map((model) => ({ ...model, known: 2 })) });
  expect(validateProof(further)).toEqual([]);
  expect(further?.models.map(({ known, further: isFurther }) => [known, isFurther])).toEqual([
    [2, false],
    [0, true],
  ]);
  expect(further?.further).toEqual({ seconds: 600, models: 1, of: 1 });
  expect(further?.gone.sweep).toMatchObject([{ sizes: 2, of: 2, largest: expect.stringContaining("PAGE=8") }]);
  expect(further?.outcomes.cases).toBeGreaterThan(first?.outcomes.cases ?? 0);
});

test("the mail of a proof, and the run that says most", async () => {
  const asked = ["prove", "linus-clamp", "--on", "5.17", ...SMALLEST];
  expect((await captureCli([...asked, "--mail"])).out).toMatch(/^Subject: linus-clamp on 5\.17: /);
  expect((await captureCli(asked)).out).toMatch(/^5\.17 \+ linus-clamp still goes wrong: a write to xfs while user pages are unmapped, BLOCK=4$/m);
});

const long = process.env.FAULTLINE_LONG === "1";

test.runIf(long)("a patch that fixes and breaks nothing is proved if the models notice its mutants", async () => {
  const { status, out } = await captureCli(["prove", "start-rounded-down", "--on", "6.13", "--fixes", "no stale*", "--json"]);
  const proof = JSON.parse(out) as ProofDocument;
  expect(validateProof(proof)).toEqual([]);
  expect([proof.bug.answer, proof.gone.answer, proof.kept.answer]).toEqual(["yes", "yes", "yes"]);
  expect(proof.strong.strength.asked).toBe(true);
  expect(status).toBe({ yes: 0, no: 1, incomplete: 3 }[proof.strong.answer]);
});

test("two kernels differ in outcomes, each with a run; the same kernel twice does not", async () => {
  const { status, out } = await captureCli(["diff", "6.13", "6.13+start-rounded-down", ...SMALL, "--json"]);
  const difference = JSON.parse(out) as DifferenceDocument;
  expect(validateDifference(difference)).toEqual([]);
  expect([difference.before, difference.after, difference.differ, status]).toEqual(["6.13", "6.13 + start-rounded-down", "yes", 1]);
  expect(difference.damage).toContainEqual({ damage: "stale data in the file", before: expect.any(Number), after: 0 });
  expect(difference.changes.every(({ witness }) => witness.trace.steps.length > 0)).toBe(true);
  const same = await captureCli(["diff", "5.18", "5.18+d031a8866e70", ...SMALL]);
  expect(same.out).toContain("5.18 and 5.18 + d031a8866e70: run the same\nno function and no bound is another one (scenarios: 1)");
  expect(same.status).toBe(0);
});

test("a proof that runs out of time says how far it got, and is not decided", async () => {
  const { status, out } = await captureCli(["prove", "linus-clamp", "--on", "5.17", "--no-cache", "--max-time", "1ms", "--models", "a write to xfs"]);
  expect(out).toMatch(/^linus-clamp on 5\.17: is not decided yet$/m);
  expect(out).toMatch(/0 of \d+ models explored to their end/);
  expect(out).toMatch(/more than 0\.001 seconds/);
  // Whether something is violated may be known before a millisecond is over.
  for (const question of [2, 3, 5]) expect(out).toMatch(new RegExp(`^${question} {2}.*\\? {2}incomplete`, "m"));
  expect(out).toMatch(/^4 .* not known: no model was explored to its end$/m);
  expect(status).toBe(3);
});

test.each([
  ["an unknown kernel", ["prove", "linus-clamp", "--on", "5.99"], "FL303", "no kernel is called '5.99'"],
  ["an unknown patch", ["prove", "linus-clmap", "--on", "5.17"], "FL303", "no patch is called 'linus-clmap'"],
  ["a model that there is not", ["prove", "late-uptodate", "--on", "5.17", "--models", "no such*"], "FL301", "no model is called 'no such*'"],
  ["a patch that does not apply", ["prove", "linus-clamp", "--on", "6.13"], "FL105", "does not apply"],
  ["a patch that the kernel has", ["prove", "d031a8866e70", "--on", "5.18"], "FL312", "runs the same as 5.18"],
  ["an unknown patch on a kernel", ["diff", "5.17", "5.17+nothing"], "FL303", "no patch is called 'nothing'"],
])("%s is a mistake, with what to do", async (_, args, code, message) => {
  const { status, err } = await captureCli(args);
  expect(err).toContain(`error ${code}: `);
  expect(err).toContain(message);
  expect(err).toMatch(/ {2}\S/);
  expect(status).toBe(2);
});

test("a file of the user's own that exports no patch, or does not type-check, is a mistake with its place", async () => {
  const empty = file("empty.ts", "export const nothing = 1;\n");
  const { status, err } = await captureCli(["prove", empty, "--on", "5.17"]);
  expect(err).toMatch(/error FL303: .*empty\.ts exports no patch/);
  expect(status).toBe(2);
  const wrong = file("wrong.ts", `import { patch } from ${language};\nexport const wrong = patch(1, { title: "no name" });\n`);
  const other = await captureCli(["prove", wrong, "--on", "5.17"]);
  expect(other.err).toContain("error FL208: ");
  expect(other.status).toBe(2);
});
