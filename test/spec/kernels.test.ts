import { describe, expect, test } from "vitest";
import { kernels, v5_13, v5_17, v5_18, v6_1_192, v6_13 } from "../../spec/kernels.js";
import { patches } from "../../spec/patches/index.js";
import { standardModels } from "../../spec/workbench.js";
import { apply, type Kernel, type Patch, SpecError } from "../../src/index.js";
import { compose } from "../../src/language/compose.js";
import { ownChecks } from "../checks/checks.js";
import { machines } from "./machines.js";

const repeated = (names: readonly string[]): readonly string[] => names.filter((name, index) => names.indexOf(name) < index);

/** What applying a patch throws, if anything. */
function refusal(kernel: Kernel, patch: Patch): unknown {
  try {
    apply(kernel, patch);
    return undefined;
  } catch (error) {
    return error;
  }
}

describe.each(kernels)("$name", (kernel) => {
  test("has every function that its standard models call", () => {
    const models = standardModels(kernel);
    expect(models.length).toBeGreaterThan(0);
    for (const model of models) expect(compose(model).instances.length).toBeGreaterThan(0);
  });

  test("takes each patch, or says why it does not", () => {
    for (const patch of patches) {
      const error = refusal(kernel, patch);
      if (error === undefined) continue;
      expect(error).toBeInstanceOf(SpecError);
      expect((error as SpecError).code).toMatch(/^FL10[35]$/);
      expect((error as SpecError).message).toContain(kernel.name);
    }
  });
});

describe.each(patches)("$name", (patch) => {
  const taking = kernels.filter((kernel) => refusal(kernel, patch) === undefined);

  test("applies to some kernel, whose standard models still compose", () => {
    expect(taking.length).toBeGreaterThan(0);
    const last = taking[taking.length - 1] as Kernel;
    for (const model of standardModels(apply(last, patch))) expect(compose(model).instances.length).toBeGreaterThan(0);
  });

  test("is noted in the kernel, and leaves the kernel that it was applied to alone", () => {
    const base = taking[0] as Kernel;
    const before = { ...base.links };
    expect(apply(base, patch).patches).toEqual([...base.patches, patch.name]);
    expect(base.links).toEqual(before);
    expect(base.patches).not.toContain(patch.name);
  });
});

describe("a patch that does not apply", () => {
  const hunked = (name: string): Patch => patches.find((patch) => patch.name === name) as Patch;

  test.each([
    ["linus-clamp", v6_13, "iomap_write_iter() at 'again'"],
    ["start-rounded-down", v5_17, "gfs2_iomap_end() at 'check'"],
  ] as const)("%s on another version of its function: FL105, with the function, the step and the kernel", (name, kernel, place) => {
    const error = refusal(kernel, hunked(name)) as SpecError;
    expect(error).toMatchObject({ code: "FL105", name: "SpecError" });
    expect(error.message).toBe(`patch ${name} does not apply to ${kernel.name}: ${place} is not what it was written against`);
    expect(error.hint).toContain(kernel.name);
  });

  test("twice: FL105", () => {
    for (const name of ["late-uptodate", "start-rounded-down"]) {
      expect(refusal(apply(v6_1_192, hunked(name)), hunked(name))).toMatchObject({ code: "FL105" });
    }
  });

  test("to a kernel without the function: FL103", () => {
    expect(refusal(v5_13, hunked("linus-clamp"))).toMatchObject({ code: "FL103" });
  });
});

test("two patches of different functions may be applied in either order", () => {
  const [late, start] = ["late-uptodate", "start-rounded-down"].map((name) => patches.find((patch) => patch.name === name) as Patch) as [Patch, Patch];
  expect(Object.keys(apply(apply(v5_18, late), start).links)).toEqual(Object.keys(apply(apply(v5_18, start), late).links));
});

test("no two kernels share a name, and no two patches", () => {
  expect(repeated(kernels.map(({ name }) => name))).toEqual([]);
  expect(repeated(patches.map(({ name }) => name))).toEqual([]);
});

test("every kernel says what is new in it, and every patch who wrote it", () => {
  expect(kernels.filter(({ about }) => about === "").map(({ name }) => name)).toEqual([]);
  expect(patches.filter(({ title, source }) => title === "" || source === "").map(({ name }) => name)).toEqual([]);
});

describe("machines", async () => {
  const all = await machines();

  test("name the kernel function and its file in `source`", () => {
    const vague = all.filter(({ source }) => !/\w+\(.*\)/.test(source) || !/\b(fs|mm|lib|include)\/[\w./-]+\.[ch]\b/.test(source));
    expect(vague.map(({ prototype, source }) => `${prototype.name}: ${source}`)).toEqual([]);
  });

  test("name the version in `source`", () => {
    const vague = all.filter(({ source }) => !/\b\d+\.\d+(\.\d+)?(-rc\d*)?\b|July 2025/.test(source));
    expect(vague.map(({ prototype, source }) => `${prototype.name}: ${source}`)).toEqual([]);
  });

  test("of one function have different versions", () => {
    expect(repeated(all.map(({ prototype, version }) => `${prototype.name} ${version}`))).toEqual([]);
  });

  test("are all in some kernel or some patch, or in the kernel that some check asks, or run as actors", async () => {
    const asked = (await ownChecks()).flatMap(({ runs }) => runs).flatMap(({ model }) => model.kernel ?? []);
    const linked = new Set([...kernels, ...patches, ...asked].flatMap(({ links }) => Object.values(links)));
    const unlinked = all.filter((machine) => !linked.has(machine) && kernels.some(({ links }) => machine.prototype.name in links));
    expect(unlinked.map(({ prototype, version }) => `${prototype.name} ${version}`)).toEqual([]);
  });
});
