import type { FunctionOutline } from "../../../spec/outlines/function-outline.js";
import type { Kernel } from "../../language/index.js";
import type { AnyMachine } from "../../language/machine.js";

/** The machines of some kernels that no outline stands beside, as `iomap_write_iter 5.16-rc1`, each once: what of the models no source was compared with. */
export function withoutOutline(kernels: readonly Kernel[], outlines: readonly FunctionOutline[]): readonly string[] {
  const outlined = new Set<AnyMachine>();
  for (const { standsFor, versions } of outlines) {
    const names = new Set(versions.flatMap((version) => version.kernels));
    for (const { links } of kernels.filter(({ name }) => names.has(name))) for (const name of standsFor) if (links[name]) outlined.add(links[name]);
  }
  const unpatched = kernels.filter(({ patches }) => patches.length === 0);
  const machines = new Set(unpatched.flatMap(({ links }) => Object.values(links)));
  return [...new Set([...machines].filter((machine) => !outlined.has(machine)).map(nameOf))].sort();
}

function nameOf({ prototype, version }: AnyMachine): string {
  return version === "" ? prototype.name : `${prototype.name} ${version}`;
}
