import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { PACKAGE, type Parcel, pack } from "../../src/sweep/queue/parcel.js";
import { queueAddress } from "../../src/sweep/queue/queueAddress.js";
import { openServer } from "../../src/sweep/queue/queueServer.js";
import { Unpacked } from "../../src/sweep/queue/unpacked.js";
import { temporaryFolder } from "../../src/sweep/temporaryFolder.js";

const folder = mkdtempSync(join(tmpdir(), "faultline-parcel-"));
afterAll(() => rmSync(folder, { recursive: true }));

function mine(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe("a sweep's file travels by content", () => {
  test("with everything that it imports by relative path, and by the same name from wherever it is sent", async () => {
    mine("sizes.json", "[1, 2]");
    mine("model.ts", 'import { range } from "faultline";\nimport "node:fs";\nexport const level = range(0, 5);\n');
    const file = mine("mine.sweep.ts", 'import sizes from "./sizes.json";\nexport { level } from "./model.js";\nexport default sizes;\n');
    const packed = await pack(file);
    expect(Object.keys((JSON.parse(packed.text ?? "") as Parcel).files)).toEqual(["mine.sweep.ts", "model.ts", "sizes.json"]);
    const elsewhere = mkdtempSync(join(tmpdir(), "faultline-parcel-"));
    cpSync(folder, elsewhere, { recursive: true });
    expect((await pack(join(elsewhere, "mine.sweep.ts"))).file).toEqual(packed.file);
    rmSync(elsewhere, { recursive: true });
  });

  test("and changes its name with any of these", async () => {
    mine("part.ts", "export const one = 1;\n");
    const file = mine("whole.sweep.ts", 'export * from "./part.js";\n');
    const before = await pack(file);
    mine("part.ts", "export const one = 2;\n");
    expect((await pack(file)).file.parcel).not.toBe(before.file.parcel);
  });

  test("but what every faultline has stays where it is", async () => {
    expect(await pack(join(PACKAGE, "checks/sweeps/short-copy-rule.ts"))).toEqual({
      file: { parcel: null, path: "checks/sweeps/short-copy-rule.ts" },
      text: null,
    });
    const { text } = await pack(join(PACKAGE, "test/sweep/fixtures/queued.sweep.ts"));
    const { files, home } = JSON.parse(text ?? "") as Parcel;
    expect([Object.keys(files), home]).toEqual([["test/sweep/fixtures/lamps.ts", "test/sweep/fixtures/queued.sweep.ts"], ""]);
  });

  test("and a package that no worker can have is refused (FL316)", async () => {
    const file = mine("strange.sweep.ts", 'import "left-pad";\n');
    await expect(pack(file)).rejects.toMatchObject({ code: "FL316", message: expect.stringContaining("'left-pad'") });
  });
});

describe("a parcel is laid out", () => {
  test("as it was packed, once it is there, and gone when the worker is", async () => {
    const { file, text } = await pack(mine("alone.sweep.ts", "export const here = 1;\n"));
    let there: string | null = null;
    const unpacked = new Unpacked(async () => there);
    await expect(unpacked.pathOf(file)).rejects.toThrow("not there");
    there = text;
    const path = await unpacked.pathOf(file);
    expect(readFileSync(path, "utf8")).toBe("export const here = 1;\n");
    expect(readFileSync(join(dirname(path), "node_modules/faultline/package.json"), "utf8")).toContain('"name": "faultline"');
    unpacked.close();
    expect(() => readFileSync(path)).toThrow("ENOENT");
  });

  test("only if its text is what its name says", async () => {
    const { file, text } = await pack(mine("true.sweep.ts", "export const here = 1;\n"));
    const unpacked = new Unpacked(async () => (text ?? "").replace("here", "fake"));
    await expect(unpacked.pathOf(file)).rejects.toThrow("not what its hash says");
    unpacked.close();
  });
});

test("what a worker leaves behind that is killed, the next one on this machine removes, and nothing of one that lives", () => {
  const gone = spawnSync(process.execPath, ["-e", ""]).pid;
  const left = (pid: number | undefined, machine: string): string => mkdtempSync(join(tmpdir(), `faultline-test-${machine}-${pid}-`));
  const [dead, alive, elsewhere] = [left(gone, hostname()), left(process.ppid, hostname()), left(gone, "elsewhere")];
  const own = [temporaryFolder("test"), temporaryFolder("test")];
  expect([dead, alive, elsewhere, ...own].map((path) => existsSync(path))).toEqual([false, true, true, true, true]);
  for (const path of [alive, elsewhere, ...own]) rmSync(path, { recursive: true });
});

describe("the address of a queue", () => {
  test("takes credentials out of the environment, and is printed without them", () => {
    const env = { FAULTLINE_QUEUE: "rediss://reader:from-url@queue.example/2", FAULTLINE_QUEUE_PASSWORD: "own" };
    expect(queueAddress(undefined, env)).toEqual({
      host: "queue.example",
      port: 6379,
      database: 2,
      secure: true,
      username: "reader",
      password: "own",
      name: "queue.example:6379",
    });
    expect(env).toEqual({});
  });

  test.each([["redis://:secret@host"], ["secret"], ["http://secret"], ["redis://host/secret"]])("%s is refused, and not repeated (FL302)", (given) => {
    const error = (() => {
      try {
        return queueAddress(given, {});
      } catch (thrown) {
        return thrown as Error;
      }
    })();
    expect(error).toMatchObject({ code: "FL302" });
    expect(JSON.stringify(error) + (error as Error).message).not.toContain("secret");
  });

  test("that nobody answers at is an error (FL315)", async () => {
    const nobody = queueAddress("redis://127.0.0.1:1", {});
    await expect(openServer(nobody, () => {})).rejects.toMatchObject({ code: "FL315", message: expect.stringContaining("127.0.0.1:1") });
  });

  test("is of no use without the library of queues (FL401)", async () => {
    vi.doMock("bullmq", () => {
      throw new Error("Cannot find package 'bullmq'");
    });
    await expect(openServer(queueAddress("redis://127.0.0.1:1", {}), () => {})).rejects.toMatchObject({ code: "FL401" });
    vi.doUnmock("bullmq");
  });
});
