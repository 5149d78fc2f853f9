import { expect, test } from "vitest";
import { evictor } from "../../spec/actors/evictor.js";
import { outcomeOfAWrite } from "../../spec/contract/outcome-of-a-write.js";
import { gfs2MmapUser } from "../../spec/gfs2/gfs2-mmap-user.js";
import { fixedWrite } from "../../spec/initial.js";
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
import { type Proof, withStrength } from "../../src/proof/proof.js";
import { proofOf } from "./findings.js";
import { lateAtTheEndOnly, roundedDownAlways } from "./fixtures/wrong-patches.js";

const asked = [noStaleLeft, noGarbageLeft, noGarbageBetweenRetries, returnedCountIsInTheFile];

function scenario(name: string, unless: string, model: Scenario["model"]): Scenario {
  return { name, unless, applies: () => true, model, sizes: [onePage], usual: 1 };
}

function gfs2(name: string, unless: string, actors: readonly Process[] = []): Scenario {
  return scenario(name, unless, (kernel, set) => gfs2Write(kernel, { set, initial: fewWrites, actors, properties: asked }));
}

const alone = gfs2("a write to gfs2", "");
const evicted = gfs2("a write to gfs2 while user pages are reclaimed", "a user page vanishes", [writePath.process("evictor", evictor, { daemon: true })]);
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
  expect(fates(proof)).toMatchObject({ [noStaleLeft.name]: "rarer" });
  expect(proof.gone.answer).toBe("no");
});

test("with prefault stale data is gone unless a page vanishes between fault-in and copy", async () => {
  const proof = await judged(v5_17, [d031a8866e70, e1fa9ea85ce8], [alone, evicted], noStaleLeft.name);
  expect(proof.effect).toBe("fixes unless");
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

test("with late marking no garbage is left", async () => {
  const proof = await judged(v6_13, [lateUptodate], [xfs]);
  expect(fates(proof)).toEqual({ [uptodateImpliesValid.name]: "gone", [noGarbageLeft.name]: "gone" });
  expect([proof.effect, proof.gone.answer, proof.kept.answer]).toEqual(["fixes", "yes", "yes"]);
});

test("the glock has two exclusive holders, and with 0befb8511e6a one", async () => {
  const proof = await judged(v5_17, [fix0befb8511e6a], [mapped]);
  expect(proof.bug.violations.map(({ property }) => property)).toEqual([exclusiveGlockIsAlone.name]);
  expect(proof.bug.shortest?.trace.steps.length).toBeGreaterThan(0);
  expect(fates(proof)).toEqual({ [exclusiveGlockIsAlone.name]: "gone" });
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
