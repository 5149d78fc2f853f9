import { XMLBuilder } from "fast-xml-parser";

/** One test of a suite: it passed, unless it says otherwise. */
export interface JunitCase {
  readonly "@name": string;
  readonly "@classname": string;
  /** Seconds, with three decimals. */
  readonly "@time"?: string;
  readonly failure?: object;
  readonly error?: object;
  readonly skipped?: object;
  /** What a pass does not say by itself. */
  readonly "system-out"?: string;
}

/** Tests as JUnit XML, under this faultline's name. */
export function junitSuite(faultline: string, cases: readonly JunitCase[]): string {
  const suite = { "@name": `faultline ${faultline}`, "@tests": cases.length, ...totals(cases), testcase: cases };
  const builder = new XMLBuilder({ attributeNamePrefix: "@", ignoreAttributes: false, format: true, suppressEmptyNode: true });
  return builder.build({ "?xml": { "@version": "1.0", "@encoding": "UTF-8" }, testsuites: { testsuite: suite } });
}

function totals(cases: readonly JunitCase[]): object {
  const number = (kind: keyof JunitCase): number => cases.filter((each) => each[kind] !== undefined).length;
  return { "@failures": number("failure"), "@errors": number("error"), "@skipped": number("skipped") };
}
