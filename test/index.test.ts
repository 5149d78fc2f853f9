import { expect, test } from "vitest";
import * as library from "../src/index.js";
import * as language from "../src/language/index.js";

test("the library is the whole language, and check", () => {
  expect(library).toMatchObject(language);
  expect(library.check).toBeTypeOf("function");
});

test("where nothing is declared otherwise, a model gets the two properties that every model has", async () => {
  const idle = library.system("idle", { parameters: library.parameters({}), variables: {} });
  const rest = idle.actor("rest", { source: "this test", steps: { wait: () => "wait" } });
  const { verdict, properties } = await library.check(idle.model("idle", { processes: [idle.process("rest", rest)] }));
  expect(verdict).toBe("holds");
  expect(properties.map(({ name }) => name)).toEqual([library.DOMAINS, library.NO_DEADLOCK]);
});
