import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kernels } from "../../spec/kernels.js";
import { absent, type FunctionOutline } from "../../spec/outlines/function-outline.js";
import { outlines } from "../../spec/outlines/index.js";
import { departureText } from "../../src/kernel/drift/departureText.js";
import { drift, type FunctionDrift } from "../../src/kernel/drift/drift.js";
import { driftDocument } from "../../src/kernel/drift/driftDocument.js";
import { driftText } from "../../src/kernel/drift/driftText.js";
import { marksOf, outlineText } from "../../src/kernel/drift/outlineText.js";
import { plainC } from "../../src/kernel/drift/plainC.js";
import { sourceTree } from "../../src/kernel/drift/sourceTree.js";
import { withoutOutline } from "../../src/kernel/drift/withoutOutline.js";
import { paintFor } from "../../src/report/paint.js";
import { captureCli } from "../cli/captureCli.js";

/** A function that copies something somewhere, in two kernels. */
const copyAll: FunctionOutline = {
  name: "copy_all",
  file: "fs/example.c",
  standsFor: ["iomap_write_iter"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        loop
          again:
          fault_in()
          if ==
            break
          ->begin()
          if <
            break
          copy_some()
          ->end()
          if ==
            goto again
          test <
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        loop
          ->begin()
          if <
            break
          copy_some()
          ->end()
          if ==
            fault_in()
          test <
        return
      `,
    },
  ],
};

/** A function that only the later kernel has. */
const clearTail: FunctionOutline = {
  name: "clear_tail",
  file: "fs/example.c",
  standsFor: ["iomap_write_begin"],
  versions: [
    { kernels: ["6.1.192"], outline: absent },
    { kernels: ["6.12.117"], outline: "clear_range()" },
  ],
};

const OLD = `
static noinline int copy_all(struct thing *t, char __user *from, unsigned long size)
{
	unsigned long done = 0;

	do {
		unsigned long bytes = min_t(unsigned long, size - done, 64);
again:
		/* what is here decides nothing */
		if (unlikely(fault_in(from, bytes) == bytes)) {
			break;
		}
		if (t->ops->begin(t, done) < 0)
			break;
		bytes = copy_some(t, from, bytes);
		if (t->ops->end(t, bytes) == 0)
			goto again;
		done += bytes;
	} while (done < size);
	return done;
}
`;

const NEW = `
int copy_all(struct thing *t, char *from, unsigned long size)
{
	unsigned long done = 0;

	do {
		unsigned long bytes;

		if (t->ops->begin(t, done) < 0)
			break;
		bytes = copy_some(t, from, 64);
		if (t->ops->end(t, bytes) == 0)
			fault_in(from, 64);
		done += bytes;
	} while (done < size);
	return done;
}

void clear_tail(struct thing *t)
{
	clear_range(t);
}
`;

let folder: string;
let trees = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "faultline-drift-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A tree that has only the one file. */
function treeOf(text: string, name = copyAll.file): string {
  const top = join(folder, String(trees++));
  mkdirSync(dirname(join(top, name)), { recursive: true });
  writeFileSync(join(top, name), text);
  return top;
}

/** What becomes of copy_all(). */
async function copyAllOf(text: string): Promise<FunctionDrift> {
  const { functions } = await drift(sourceTree(treeOf(text), [copyAll]));
  return functions[0] as FunctionDrift;
}

/** The old text with one place changed, which has to be there. */
function edited(from: string, to: string): string {
  expect(OLD).toContain(from);
  return OLD.replace(from, to);
}

function captureOutline(tree: string, name: string): ReturnType<typeof captureCli> {
  return captureCli(["drift", "--linux", tree, "--outline", name]);
}

/** The line of a text in which something stands, counted from 1. */
function lineOf(text: string, mark: string): number {
  return text.slice(0, text.indexOf(mark)).split("\n").length;
}

describe("a source", () => {
  it("is the kernel whose version every function is", async () => {
    expect((await drift(sourceTree(treeOf(OLD), [copyAll, clearTail]))).kernels).toEqual(["6.1.192"]);
    expect((await drift(sourceTree(treeOf(NEW), [copyAll, clearTail]))).kernels).toEqual(["6.12.117"]);
  });

  it("whose functions are those of different kernels is none of them, though each matches", async () => {
    const mixed = `${OLD}void clear_tail(struct thing *t) { clear_range(t); }`;
    const { kernels, functions } = await drift(sourceTree(treeOf(mixed), [copyAll, clearTail]));
    expect(kernels).toEqual([]);
    expect(functions.map(({ verdict }) => verdict)).toEqual(["matches", "matches"]);
  });

  it("may be one file: only what belongs into it is asked", async () => {
    const elsewhere = { ...clearTail, file: "fs/elsewhere.c" };
    const tree = sourceTree(join(treeOf(OLD), copyAll.file), [copyAll, elsewhere]);
    expect(tree.asked).toEqual([copyAll]);
    expect((await drift(tree)).kernels).toEqual(["6.1.192"]);
  });

  it("that differs in spaces, comments, names of variables, arithmetic and assertions is the same", async () => {
    const text = OLD.replaceAll("bytes", "count").replace("size - done", "size - done - 1").replace("copy_some(", "copy_some( /* now */\n\t\t");
    const { verdict, kernels } = await copyAllOf(text.replace("done += count;", "WARN_ON_ONCE(count > 64);\n\t\tdone += count;"));
    expect([verdict, kernels]).toEqual(["matches", ["6.1.192"]]);
  });
});

describe("a departure is told at its line, with what it comes after:", () => {
  const cases: readonly (readonly [what: string, text: () => string, mark: string, told: string])[] = [
    [
      "a new branch",
      () => edited("\t\tbytes = copy_some", "\t\tif (t->stale)\n\t\t\tgoto again;\n\t\tbytes = copy_some"),
      "if (t->stale)",
      "new branch (if) with goto again, after ->begin()",
    ],
    [
      "a new branch like the one before it: the first of the two",
      () => edited("\t\tbytes = copy_some", "\t\tif (t->late < 0)\n\t\t\tbreak;\n\t\tbytes = copy_some"),
      "if (t->ops->begin",
      "new branch (if <) with break, after ->begin()",
    ],
    ["a new call", () => edited("\t\tdone += bytes;", "\t\tbalance(t);\n\t\tdone += bytes;"), "balance(", "new call of balance(), after ->end()"],
    ["a dropped call", () => edited("bytes = copy_some(t, from, bytes);", "done++;"), "if (t->ops->end", "dropped call of copy_some(), after ->begin()"],
    [
      "a call in place of another",
      () => edited("copy_some(t, from, bytes)", "copy_all_of(t, from, bytes)"),
      "copy_all_of(",
      "copy_all_of() in place of copy_some(), after ->begin()",
    ],
    ["an early exit", () => edited("\t\tdone += bytes;", "\t\treturn done;"), "return done;", "new early exit (return), after ->end()"],
    ["a branch that decides by something else", () => edited("bytes) == bytes", "bytes) != 0"), "if (unlikely", "if != in place of if ==, after fault_in()"],
    [
      "a new loop",
      () => edited("\t\tbytes = copy_some(t, from, bytes);", "\t\twhile (t->more)\n\t\t\tbytes = copy_some(t, from, bytes);"),
      "while (t->more)",
      "new loop, after ->begin()",
    ],
    [
      "a call that moved",
      () => edited("\t\tbytes = copy_some(t, from, bytes);\n", "").replace("\t\tdone += bytes;", "\t\tbytes = copy_some(t, from, bytes);\n\t\tdone += bytes;"),
      "bytes = copy_some",
      "moved: call of copy_some(), after ->end()",
    ],
  ];

  it.each(cases)("%s", async (_, text, mark, told) => {
    const source = text();
    const { verdict, kernels, departures } = await copyAllOf(source);
    expect([verdict, kernels]).toEqual(["departs", ["6.1.192"]]);
    expect(departures.map((one) => [departureText(one), one.line])[0]).toEqual([told, lineOf(source, mark)]);
  });
});

describe.each([
  ["call", "something_new(t);"],
  ["branch", "if (t->stale < 0)\n\treturn 0;"],
  ["loop", "while (t->more)\n\tt->more--;"],
  ["early exit", "return 0;"],
])("a new %s", (kind, statement) => {
  const lines = OLD.split("\n");
  const statements = lines.flatMap((line, index) => (/^\t+(?!unsigned|return).*;$/.test(line) ? [index + 1] : []));

  it.each(statements)("behind line %i is told there, and nothing else", async (line) => {
    const source = [...lines.slice(0, line), statement, ...lines.slice(line)].join("\n");
    const { departures } = await copyAllOf(source);
    expect(departures.map((one) => [departureText(one).startsWith(`new ${kind}`), one.line])).toEqual([[true, line + 1]]);
  });
});

it("a function that has another name, and does the same, is told with it", async () => {
  const source = OLD.replaceAll("copy_all", "copy_everything");
  const { verdict, renamed, line, kernels } = await copyAllOf(source);
  expect({ verdict, renamed, line, kernels }).toEqual({
    verdict: "departs",
    renamed: "copy_everything",
    line: lineOf(source, "copy_everything"),
    kernels: ["6.1.192"],
  });
});

describe("what cannot be compared is told with a code, a place and what to do", () => {
  it("FL512: a function that is not there", async () => {
    const { verdict, problem } = await copyAllOf("int other(void) { return 0; }\n");
    expect([verdict, problem?.code, problem?.message]).toEqual(["not compared", "FL512", "copy_all() is not in fs/example.c"]);
    expect(problem?.hint).not.toBe("");
  });

  it("FL511: a file that is not there", async () => {
    const { functions } = await drift(sourceTree(treeOf(OLD, "fs/other.c"), [copyAll]));
    expect(functions.map(({ verdict, problem }) => [verdict, problem?.code])).toEqual([["not compared", "FL511"]]);
  });

  it("FL513: a function that is no C", async () => {
    const source = edited("if (t->ops->begin(t, done) < 0)", "if (t->ops->begin(t, done < 0)");
    const { verdict, problem } = await copyAllOf(source);
    expect([verdict, problem?.code, problem?.line]).toEqual(["not compared", "FL513", expect.any(Number)]);
  });
});

describe("the command line", () => {
  it("says FL307 for a path that leads nowhere, FL302 for a file that no modelled function is in", async () => {
    const [nowhere, stranger] = [
      await captureCli(["drift", "--linux", join(folder, "nowhere")]),
      await captureCli(["drift", "--linux", join(treeOf("", "a.c"), "a.c")]),
    ];
    expect([nowhere.status, stranger.status]).toEqual([2, 2]);
    expect(nowhere.err).toContain("FL307");
    expect(stranger.err).toContain("FL302");
  });

  it("--outline prints what spec/outlines would have, and says FL512 or FL513 where it cannot", async () => {
    const tree = treeOf(
      "int f(void)\n{\n\tif (g() < 0)\n\t\treturn h(1);\n\treturn 0;\n}\nint bad(void)\n{\n\tif (g( < 0)\n\t\treturn;\n}\n",
      "fs/iomap/iter.c",
    );
    const [fine, missing, bad] = [await captureOutline(tree, "f"), await captureOutline(tree, "k"), await captureOutline(tree, "bad")];
    expect([fine.status, fine.out]).toEqual([0, "g()\nif <\n  h()\n  return\nreturn\n"]);
    expect([missing.status, missing.err]).toEqual([2, expect.stringContaining("FL512")]);
    expect([bad.status, bad.err]).toEqual([2, expect.stringContaining("FL513")]);
  });

  it("exits with 3 where functions could not be compared, and with 1 where one departs, which comes first", async () => {
    const gone = await captureCli(["drift", "--linux", treeOf("int x;\n", "fs/iomap/iter.c")]);
    expect(gone.status).toBe(3);
    expect(gone.out).toContain("FL512");
    const changed = await captureCli(["drift", "--json", "--linux", treeOf("int iomap_iter(struct x *i) { return 0; }\n", "fs/iomap/iter.c")]);
    expect(changed.status).toBe(1);
    expect(JSON.parse(changed.out).functions.find(({ name }: { name: string }) => name === "iomap_iter").verdict).toBe("departs");
  });
});

it("the text names the kernel, each departure, and what has no outline", async () => {
  const paint = paintFor({});
  const told = async (source: string): Promise<string> => {
    const tree = treeOf(source);
    return driftText(await drift(sourceTree(tree, [copyAll, clearTail])), ["iomap_iter"], paint).replaceAll(tree, "TREE");
  };
  expect(await told(OLD)).toMatchInlineSnapshot(`
    "matches  copy_all()  as in 6.1.192 (in the models: iomap_write_iter 5.16)
    matches  clear_tail()  is not there, as in 6.1.192

    TREE: matches 6.1.192
    functions that match: 2; that depart: 0; not compared: 0
    modelled, and without an outline, so not looked at: iomap_iter"
  `);
  expect(await told(edited("\t\tbytes = copy_some", "\t\tif (t->stale)\n\t\t\tbreak;\n\t\tbytes = copy_some"))).toMatchInlineSnapshot(`
    "departs  copy_all()  from 6.1.192 (in the models: iomap_write_iter 5.16)
        new branch (if) with break, after ->begin()  fs/example.c:15
    matches  clear_tail()  is not there, as in 6.1.192

    TREE: matches no one kernel whose source the outlines know
    functions that match: 1; that depart: 1; not compared: 0
    modelled, and without an outline, so not looked at: iomap_iter"
  `);
  expect(await told(OLD.replaceAll("copy_all", "copy_everything"))).toMatchInlineSnapshot(`
    "departs  copy_all()  is called copy_everything() here, and is as in 6.1.192 (in the models: iomap_write_iter 5.16)  fs/example.c:2
    matches  clear_tail()  is not there, as in 6.1.192

    TREE: matches no one kernel whose source the outlines know
    functions that match: 1; that depart: 1; not compared: 0
    modelled, and without an outline, so not looked at: iomap_iter"
  `);
  expect(await told("int x;\n")).toMatchInlineSnapshot(`
    "not compared  copy_all()
    error FL512: copy_all() is not in fs/example.c
      at TREE/fs/example.c
      hint: it was renamed and changed, or moved: say in spec/outlines what stands in its place
    matches  clear_tail()  is not there, as in 6.1.192

    TREE: matches no one kernel whose source the outlines know
    functions that match: 1; that depart: 0; not compared: 1
    modelled, and without an outline, so not looked at: iomap_iter"
  `);
});

it("--json is as its schema says", async () => {
  const schema = JSON.parse(readFileSync(new URL("../../src/kernel/drift/drift.schema.json", import.meta.url), "utf8"));
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  for (const text of [OLD, NEW, OLD.replaceAll("copy_all", "copy_everything"), "int x;", edited("== 0)", "== 0 {")]) {
    const document = driftDocument("0.0.0", await drift(sourceTree(treeOf(text), [copyAll, clearTail])), []);
    validate(JSON.parse(JSON.stringify(document)));
    expect(validate.errors ?? []).toEqual([]);
  }
});

describe("plain C", () => {
  it("keeps every place", () => {
    const kernelC = "STATIC int\nf(char __user *a)\n{\n\tlist_for_each_entry(x, &y, z) {\n\t\tlist_entry(x, struct what, node);\n\t}\n}\n";
    expect(
      plainC(kernelC)
        .split("\n")
        .map((line) => line.length),
    ).toEqual(kernelC.split("\n").map((line) => line.length));
  });
});

describe("the outlines", () => {
  it("are written as they would be told", () => {
    for (const { versions } of outlines) {
      for (const { outline } of versions) expect(outlineText(marksOf(outline))).toBe(plainIndent(outline));
    }
  });

  it("speak of kernels that there are, each once, and stand for functions that these link", () => {
    for (const { name, standsFor, versions } of outlines) {
      const named = versions.flatMap((version) => version.kernels);
      expect([name, new Set(named).size]).toEqual([name, named.length]);
      for (const kernel of named) {
        const links = kernels.find((one) => one.name === kernel)?.links ?? {};
        const isThere = versions.find((version) => version.kernels.includes(kernel))?.outline !== absent;
        if (isThere) expect([name, kernel, standsFor.filter((one) => !(one in links))]).toEqual([name, kernel, []]);
      }
    }
  });

  it("are of different functions, whose versions differ", () => {
    expect(new Set(outlines.map(({ name }) => name)).size).toBe(outlines.length);
    for (const { versions } of outlines) expect(new Set(versions.map(({ outline }) => outlineText(marksOf(outline)))).size).toBe(versions.length);
  });

  it("leave out what no outline was written for, and that is told", () => {
    expect(withoutOutline(kernels, outlines)).toContain("iomap_write_iter 5.16-rc1");
    expect(withoutOutline(kernels, outlines)).not.toContain("iomap_write_iter 5.16");
    expect(withoutOutline(kernels, [])).toContain("iomap_write_iter 5.16");
  });
});

/** A text without its common indentation. */
function plainIndent(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join("\n");
}
