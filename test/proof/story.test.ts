import { expect, test } from "vitest";
import { evictor } from "../../spec/actors/evictor.js";
import { outcomeOfAWrite } from "../../spec/contract/outcome-of-a-write.js";
import { gfs2_file_read_iter } from "../../spec/gfs2/gfs2-file-read-iter.js";
import { gfs2MmapUser } from "../../spec/gfs2/gfs2-mmap-user.js";
import { fixedWrite, placeFile, placeWrite } from "../../spec/initial.js";
import { fewWrites, onePage } from "../../spec/initial-few.js";
import { v5_17, v6_13 } from "../../spec/kernels.js";
import { d031a8866e70, e1fa9ea85ce8, fix0befb8511e6a, lateUptodate, linusClamp, startRoundedDown } from "../../spec/patches/index.js";
import {
  exclusiveGlockIsAlone,
  noGarbageBetweenRetries,
  noGarbageLeft,
  noStaleLeft,
  returnedCountIsInTheFile,
  uptodateImpliesValid,
} from "../../spec/properties/index.js";
import { gfs2Write, xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, type Family, type Kernel, type Patch, type Process, type Scenario } from "../../src/language/index.js";
import type { PropertyFate } from "../../src/proof/fates.js";
import { type Proof, withStrength } from "../../src/proof/proof.js";
import { formatCount } from "../../src/report/formatNumber.js";
import { fateNumbers } from "../../src/report/proof/fateText.js";
import type { ProofDocument } from "../../src/report/proof/proofDocument.js";
import { captureCli } from "../cli/captureCli.js";
import { proofOf } from "./findings.js";
import { lateAtTheEndOnly, roundedDownAlways } from "./fixtures/wrong-patches.js";
import { effectIn, STORY, type StoryRow, toldEffect, toldRows } from "./storyTable.js";

const asked = [noStaleLeft, noGarbageLeft, noGarbageBetweenRetries, returnedCountIsInTheFile];

function scenario(name: string, unless: string, model: Scenario["model"]): Scenario {
  return { name, unless, applies: () => true, model, sizes: [onePage], usual: 1 };
}

function gfs2(name: string, unless: string, actors: readonly Process[] = []): Scenario {
  return scenario(name, unless, (kernel, set) => gfs2Write(kernel, { set, initial: fewWrites, actors, properties: asked }));
}

const alone = gfs2("a write to gfs2", "");
const evicted = gfs2("a write to gfs2 while user pages are reclaimed", "a user page vanishes", [writePath.process("evictor", evictor, { daemon: true })]);
/** Three cells into a hole, of which one page has yet to be faulted in, and one is no memory: what a reader may come upon. */
const oneWrite = writePath.initial((s, p) => {
  placeFile(s, 4, p);
  placeWrite(s, 0, 3, 2);
  s.user.pages[0] = "absent";
  s.user.pages[1] = "invalid";
});
const read = scenario("a write to gfs2 beside a reader", "a reader comes between", (kernel, set) =>
  gfs2Write(kernel, { set, initial: oneWrite, actors: [writePath.process("reader", gfs2_file_read_iter)], properties: asked }),
);
const xfs = scenario("a write to xfs", "", (kernel, set) => xfsWrite(kernel, { set, initial: fewWrites, properties: [uptodateImpliesValid, noGarbageLeft] }));
const mapped = scenario("a write to gfs2 beside a mapping", "", (kernel) =>
  gfs2Write(kernel, { initial: fixedWrite, actors: [writePath.process("faulter", gfs2MmapUser)], properties: [exclusiveGlockIsAlone] }),
);

async function judged(before: Kernel, patches: readonly Patch[], scenarios: readonly Scenario[], fixes = ""): Promise<Proof> {
  const family: Family = { outcomes: outcomeOfAWrite, scenarios };
  return proofOf({ family, before, after: patches.reduce(apply, before), patches, fixes });
}

/** What becomes of each property. */
function fates({ gone }: Proof): Record<string, string> {
  return Object.fromEntries(gone.properties.map(({ property, fate }) => [property, fate]));
}

test("Linus's clamp hides garbage, and does not fix stale data: question 2 is answered no, with a run", async () => {
  const proof = await judged(v5_17, [linusClamp], [alone]);
  expect(proof.effect).toBe("hides");
  expect(toldEffect("linus-clamp")).toBe("hides");
  expect(proof.gone.answer).toBe("no");
  expect(fates(proof)).toMatchObject({ [noStaleLeft.name]: "as before", [noGarbageBetweenRetries.name]: "gone" });
  const [stale] = proof.gone.properties;
  expect(stale?.trace?.trace.property.name).toBe(noStaleLeft.name);
  expect(proof.kept.answer).toBe("yes");
  expect(proof.proved).toBe("no");
});

test("d031a8866e70 alone makes stale data rarer, and leaves some", async () => {
  const proof = await judged(v5_17, [d031a8866e70], [alone]);
  expect(proof.effect).toBe("makes rarer");
  expect(toldEffect("d031a8866e70")).toBe("makes rarer");
  expect(fates(proof)).toMatchObject({ [noStaleLeft.name]: "rarer" });
  expect(proof.gone.answer).toBe("no");
});

test("with prefault stale data is gone unless a page vanishes between fault-in and copy", async () => {
  const proof = await judged(v5_17, [d031a8866e70, e1fa9ea85ce8], [alone, evicted], noStaleLeft.name);
  expect(proof.effect).toBe("fixes unless");
  expect(toldEffect("d031a8866e70", "e1fa9ea85ce8")).toBe("fixes unless");
  expect(proof.gone.properties[0]).toMatchObject({ fate: "gone unless", unless: ["a user page vanishes"] });
  expect(proof.gone.answer).toBe("no");
});

test("with the start rounded down stale data is gone, also if a page vanishes", async () => {
  const proof = await judged(v5_17, [d031a8866e70, startRoundedDown], [alone, evicted], noStaleLeft.name);
  expect(proof.effect).toBe("fixes");
  expect([proof.bug.answer, proof.gone.answer, proof.kept.answer]).toEqual(["yes", "yes", "yes"]);
  expect(proof.outcomes.damage.find(({ damage }) => damage === "stale data in the file")).toMatchObject({ after: 0 });
  // nobody has asked yet whether the models would notice
  expect(proof.proved).toBe("incomplete");
  const tried = { asked: true, equivalent: 0, undecided: 0, survivors: [] } as const;
  expect(withStrength(proof, { ...tried, killed: 9, survived: 1 }).proved).toBe("yes");
  expect(withStrength(proof, { ...tried, killed: 8, survived: 2 }).proved).toBe("no");
});

test("beside a reader it is not, for the glock has two holders; with 0befb8511e6a it is", async () => {
  const two = await judged(v5_17, [d031a8866e70, startRoundedDown], [alone, read], noStaleLeft.name);
  expect(two.gone.properties[0]).toMatchObject({ fate: "gone unless", unless: ["a reader comes between"] });
  expect([two.effect, toldEffect("d031a8866e70", "start-rounded-down")]).toEqual(["fixes unless", "fixes unless"]);
  const three = await judged(v5_17, [d031a8866e70, startRoundedDown, fix0befb8511e6a], [alone, read], noStaleLeft.name);
  expect([three.effect, toldEffect("d031a8866e70", "start-rounded-down", "0befb8511e6a")]).toEqual(["fixes", "fixes"]);
});

test("with late marking no garbage is left", async () => {
  const proof = await judged(v6_13, [lateUptodate], [xfs]);
  expect(fates(proof)).toEqual({ [uptodateImpliesValid.name]: "gone", [noGarbageLeft.name]: "gone" });
  expect([proof.effect, proof.gone.answer, proof.kept.answer]).toEqual(["fixes", "yes", "yes"]);
  expect(toldEffect("late-uptodate")).toBe("fixes");
});

test("the glock has two exclusive holders, and with 0befb8511e6a one", async () => {
  const proof = await judged(v5_17, [fix0befb8511e6a], [mapped]);
  expect(proof.bug.violations.map(({ property }) => property)).toEqual([exclusiveGlockIsAlone.name]);
  expect(proof.bug.shortest?.trace.steps.length).toBeGreaterThan(0);
  expect(fates(proof)).toEqual({ [exclusiveGlockIsAlone.name]: "gone" });
  expect([proof.effect, toldEffect("0befb8511e6a")]).toEqual(["fixes", "fixes"]);
  expect(proof.kept.answer).toBe("yes");
});

test("a start that is always rounded down is refused with a run: it frees what was written", async () => {
  const proof = await judged(v5_17, [d031a8866e70, roundedDownAlways], [alone]);
  expect(proof.kept.answer).toBe("no");
  expect(proof.kept.broken[0]?.property).toBe(returnedCountIsInTheFile.name);
  expect(proof.kept.broken[0]?.shortest?.trace.steps.at(-1)?.function).toBe("gfs2_file_buffered_write");
  expect(proof.outcomes.damage.find(({ damage }) => damage === "written data is lost")).toMatchObject({ before: 0 });
  expect(proof.proved).toBe("no");
});

test("late marking on one branch only is refused with a run", async () => {
  const proof = await judged(v6_13, [lateAtTheEndOnly], [xfs]);
  expect(proof.gone.answer).toBe("no");
  expect(proof.gone.properties.find(({ property }) => property === uptodateImpliesValid.name)?.trace).not.toBeNull();
  expect(proof.proved).toBe("no");
});

test("the README's table has a row for each chapter, which names its patches and commands", () => {
  const told = toldRows();
  expect(told.length).toBe(STORY.length);
  for (const [index, { patches, fixes }] of STORY.entries()) {
    const { patch } = told[index] as (typeof told)[number];
    expect(patch).toContain(patches.at(-1));
    if (fixes !== undefined && index > 4) expect(patch.replaceAll("\\", "")).toContain(fixes);
  }
});

test.runIf(process.env.FAULTLINE_LONG === "1").each(STORY.map((row, index) => [row.patches.join(" "), row, index] as const))(
  "%s: the README's table is what is printed",
  async (_, row, index) => {
    const { out } = await captureCli(["prove", ...row.patches, "--on", row.on, ...(row.fixes === undefined ? [] : ["--fixes", row.fixes]), "--json"]);
    const proof = JSON.parse(out) as ProofDocument;
    const told = toldRows()[index];
    expect([effectIn(told?.verdict ?? ""), told?.numbers]).toEqual([proof.effect, numbersOf(row, proof)]);
    expect([proof.kept.answer, proof.models.filter(({ reason }) => reason !== null)]).toEqual(["yes", []]);
  },
  // two minutes each on a machine that has nothing else to do
  1_200_000,
);

/** `stale data: 4,113 → 4,128; garbage: 465 → 58`, or the cases of the property that is to be fixed. */
function numbersOf({ counts }: StoryRow, { outcomes, gone }: ProofDocument): string {
  if (counts === undefined) return fateNumbers(gone.properties[0] as PropertyFate).cases;
  return counts
    .map(({ told, damage }) => {
      const { before, after } = outcomes.damage.find((each) => each.damage === damage) ?? { before: 0, after: 0 };
      return `${told}: ${formatCount(before)} → ${formatCount(after)}`;
    })
    .join("; ");
}
