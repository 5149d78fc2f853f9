import { beforeAll, expect, test } from "vitest";
import { outcomeOfAWrite } from "../../../spec/contract/outcome-of-a-write.js";
import { fewWrites, onePage } from "../../../spec/initial-few.js";
import { v5_17 } from "../../../spec/kernels.js";
import { linusClamp } from "../../../spec/patches/index.js";
import { noGarbageBetweenRetries, noStaleLeft } from "../../../spec/properties/index.js";
import { gfs2Write } from "../../../spec/workbench.js";
import { apply, type Family } from "../../../src/language/index.js";
import { type Difference, differenceOf } from "../../../src/proof/difference.js";
import { type Proof, withStrength } from "../../../src/proof/proof.js";
import { outcomeTeller } from "../../../src/proof/tellOutcome.js";
import { MAIL_WIDTH } from "../../../src/report/mailLines.js";
import { paintFor } from "../../../src/report/paint.js";
import { differenceText } from "../../../src/report/proof/differenceText.js";
import { differenceDocument, proofDocument } from "../../../src/report/proof/proofDocument.js";
import { proofHtml } from "../../../src/report/proof/proofHtml.js";
import { proofMail } from "../../../src/report/proof/proofMail.js";
import { proofText } from "../../../src/report/proof/proofText.js";
import { pairsOf, proofOf } from "../../proof/findings.js";
import { validateDifference, validateProof } from "../schemas.js";

const family: Family = {
  outcomes: outcomeOfAWrite,
  scenarios: [
    {
      name: "a write to gfs2",
      unless: "",
      applies: () => true,
      model: (kernel, set) => gfs2Write(kernel, { set, initial: fewWrites, properties: [noStaleLeft, noGarbageBetweenRetries] }),
      sizes: [onePage],
      usual: 1,
    },
  ],
};
const after = apply(v5_17, linusClamp);
const style = { paint: paintFor({}), width: Number.POSITIVE_INFINITY, all: false };

let proof: Proof;
let difference: Difference;

beforeAll(async () => {
  proof = await proofOf({ family, before: v5_17, after, patches: [linusClamp] });
  const pairs = await pairsOf(family, v5_17, after);
  difference = differenceOf({ before: "5.17", after: "5.17 + linus-clamp", untouched: [], further: null }, pairs, outcomeTeller({ before: v5_17, after }, {}));
});

test("a proof is five questions, each with its answer", () => {
  const text = proofText(proof, style);
  expect(text.split("\n")[0]).toBe("linus-clamp on 5.17: hides what is wrong, and does not fix it");
  expect(text).toMatch(/^1 {2}Does 5\.17 violate something\? {2}yes: 2 properties; soonest '.*', in \d+ steps$/m);
  expect(text).toMatch(/^2 {2}Is that gone\? {2}no: 1 of 2 gone$/m);
  expect(text).toMatch(/^ {5}no stale data is left when the write has returned .* 1 → 1 +([\d,]+) → \1 +as before$/m);
  expect(text).toMatch(/^ {5}no uninitialised memory is readable between the retries of a write .* 1 → 0 +\d+ → 0 +gone$/m);
  expect(text).toMatch(/^3 {2}Is all kept that 5\.17 keeps\? {2}yes/m);
  expect(text).toMatch(/^4 {2}Which outcomes change\?/m);
  expect(text).toMatch(/^5 {2}Would the models notice if the patch were wrong\? {2}incomplete: not asked$/m);
});

test("what the models do not see is told with the place in the source", () => {
  const survivor = { change: "off by one: pos, now pos + 1", function: "iomap_write_iter", file: "spec/iomap/iomap-write-iter.ts", line: 3, column: 7 };
  const weak = withStrength(proof, { asked: true, killed: 8, survived: 2, equivalent: 5, undecided: 0, survivors: [survivor] });
  expect(weak.strong.answer).toBe("no");
  expect(proofText(weak, style)).toContain("not noticed: iomap_write_iter(): off by one: pos, now pos + 1   spec/iomap/iomap-write-iter.ts:3:7");
  expect(validateProof(JSON.parse(JSON.stringify(proofDocument(weak, "0"))))).toEqual([]);
});

test("what was done otherwise than usual, and how far a further sweep went, is told in every form", () => {
  const told = "the reference engine explored it";
  const rare: Proof = { ...proof, fallbacks: [{ told, models: ["a write", "another"] }], further: { seconds: 600, models: 3, of: 20 } };
  const forms = [proofText(rare, style), proofMail(rare, "0").replaceAll(/\s+/g, " "), proofHtml(rare, "0"), differenceText({ ...difference, ...rare }, style)];
  for (const form of forms) expect(form).toContain(`${told} (a write, and 1 more)`);
  for (const form of forms) expect(form).toContain("beyond the stated bounds, in 600 s: 3 of 20 larger models");
  expect(proofText(rare, style)).toMatch(/^ {5}a write to gfs2 +1 of 1$/m);
  expect(validateProof(JSON.parse(JSON.stringify(proofDocument(rare, "0"))))).toEqual([]);
});

test("the documents follow their published schemas, which allow nothing else", () => {
  const [one, other] = [proofDocument(proof, "0"), differenceDocument(difference, "0")].map((document) => JSON.parse(JSON.stringify(document)));
  expect(one.gone.properties[0].trace.trace.steps.length).toBeGreaterThan(0);
  expect(other.changes.length).toBeGreaterThan(0);
  expect(validateProof(one)).toEqual([]);
  expect(validateDifference(other)).toEqual([]);
  expect(validateProof({ ...one, surprise: 1 })).not.toEqual([]);
  expect(validateProof({ ...one, proved: "maybe" })).not.toEqual([]);
  expect(validateDifference({ ...other, cases: -1 })).not.toEqual([]);
});

test("a proof as a mail is plain text in short lines: a paragraph, a table, a run", () => {
  const mail = proofMail(proof, "0");
  expect(mail.split("\n").filter((line) => line.length > MAIL_WIDTH || /[^\x20-\x7e]/.test(line))).toEqual([]);
  expect(mail).toMatch(/^Subject: linus-clamp on 5\.17: hides what is wrong, and does not fix it$/m);
  expect(mail).toMatch(/^ {2}no stale data is left when the write has returned\n {6}as before: \d+ -> \d+ cases$/m);
  expect(mail).toMatch(/iomap_write_iter\(\)/);
});

test("a proof as a page has no script, escapes what it shows, and has every run", () => {
  const page = proofHtml({ ...proof, kernel: "<b>5.17</b>" }, "0");
  expect(page).not.toMatch(/<script|<b>/);
  expect(page).toContain("default-src 'none'");
  expect(page.match(/<details/g)?.length).toBeGreaterThan(proof.outcomes.changes.length);
});

test("two kernels are told by what writes come to, with the rows that differ", () => {
  const text = differenceText(difference, style);
  expect(text).toMatch(/^5\.17 and 5\.17 \+ linus-clamp: differ in \d+ kinds of outcomes$/m);
  expect(text).toMatch(/^only on 5\.17 \+ linus-clamp$/m);
  const [row] = difference.rows.filter(({ before, after: now }) => before !== now);
  expect(text).toContain(`  ${row?.comes} `);
});
