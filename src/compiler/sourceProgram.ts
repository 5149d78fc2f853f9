import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { PACKAGE_FOLDER } from "../language/packageFolder.js";

/** What stands in for a tsconfig.json where a specification has none, and for the package's own: strict, and no opinion on packaging. */
const USUAL_OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};

/** These hold whatever a tsconfig.json says: nothing is written, and libraries are not examined. */
const OUR_OPTIONS: ts.CompilerOptions = { noEmit: true, skipLibCheck: true, skipDefaultLibCheck: true, composite: false, incremental: false };

/**
 * The sources under one tsconfig.json (or under none), parsed on demand together with what they import. The program grows as
 * files are asked for; files that are already parsed are never parsed again.
 */
export class SourceProgram {
  private readonly roots = new Set<string>();
  private readonly host: ts.CompilerHost;
  private program: ts.Program | undefined;
  private isStale = true;

  private constructor(
    private readonly options: ts.CompilerOptions,
    private readonly config: string,
  ) {
    this.host = ts.createCompilerHost(options, true);
    this.host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors;
    const parsed = new Map<string, ts.SourceFile | undefined>();
    const parse = this.host.getSourceFile.bind(this.host);
    this.host.getSourceFile = (file, how) => {
      if (!parsed.has(file)) parsed.set(file, parse(file, how));
      const source = parsed.get(file);
      if (source !== undefined) parsedBy.set(source, this);
      return source;
    };
  }

  /** The program that a file belongs to. Programs are shared by everything that asks in one run of Node. */
  static of(file: string): SourceProgram {
    const config = configAbove(dirname(file));
    const known = programs.get(config);
    if (known !== undefined) return known;
    const made = new SourceProgram({ ...(config === "" ? USUAL_OPTIONS : optionsIn(config)), ...OUR_OPTIONS }, config);
    programs.set(config, made);
    return made;
  }

  /** The program that parsed a node: helpers of a specification may lie under another tsconfig.json than the specification itself. */
  static thatParsed(node: ts.Node): SourceProgram {
    const source = node.getSourceFile();
    return parsedBy.get(source) ?? SourceProgram.of(source.fileName);
  }

  /** Makes sure that files are part of the program; one call for many files costs one look at the file system. */
  include(files: Iterable<string>): void {
    for (const file of files) {
      const path = resolve(file);
      if (this.roots.has(path) || this.program?.getSourceFile(path) !== undefined) continue;
      this.roots.add(path);
      this.isStale = true;
    }
  }

  /** A parsed file; undefined where there is none. */
  sourceFile(file: string): ts.SourceFile | undefined {
    this.include([file]);
    return this.current().getSourceFile(resolve(file));
  }

  /** A file, and what it imports of the user's own, directly or not: no library, and nothing that the package brings. */
  withImports(file: string): readonly string[] {
    const found = new Set<string>();
    const visit = (path: string): void => {
      const source = found.has(path) ? undefined : this.sourceFile(path);
      if (source === undefined) return;
      found.add(path);
      for (const { fileName } of ts.preProcessFile(source.text).importedFiles) {
        const imported = ts.resolveModuleName(fileName, path, this.options, this.host).resolvedModule;
        if (imported === undefined || imported.isExternalLibraryImport || /\.d\.[cm]?ts$/.test(imported.resolvedFileName)) continue;
        if (!OWN.some((own) => imported.resolvedFileName.startsWith(own))) visit(resolve(imported.resolvedFileName));
      }
    };
    visit(resolve(file));
    return [...found];
  }

  get checker(): ts.TypeChecker {
    return this.current().getTypeChecker();
  }

  /** What TypeScript has to say about one file. */
  diagnostics(file: string): readonly ts.Diagnostic[] {
    const source = this.sourceFile(file);
    if (source === undefined) return [];
    const program = this.current();
    const syntactic = program.getSyntacticDiagnostics(source);
    return syntactic.length > 0 ? syntactic : program.getSemanticDiagnostics(source);
  }

  /** Every file that the program consists of, libraries and the tsconfig.json included: what its diagnostics depend on. */
  get files(): readonly string[] {
    const sources = this.current().getSourceFiles();
    return [...(this.config === "" ? [] : [this.config]), ...sources.map(({ fileName }) => fileName)];
  }

  private current(): ts.Program {
    if (this.program === undefined || this.isStale) {
      const oldProgram = this.program;
      this.program = ts.createProgram({ rootNames: [...this.roots], options: this.options, host: this.host, ...(oldProgram && { oldProgram }) });
      this.isStale = false;
    }
    return this.program;
  }
}

const programs = new Map<string, SourceProgram>();
const parsedBy = new WeakMap<ts.SourceFile, SourceProgram>();
const configs = new Map<string, string>();

const OWN = ["spec", "checks", "src"].map((name) => fileURLToPath(new URL(name, PACKAGE_FOLDER)));

/**
 * The nearest tsconfig.json; empty where there is none. Whatever stands above the package's own specifications is not about them: the types of Node or of
 * someone's libraries would take longer to read than they do.
 */
function configAbove(folder: string): string {
  if (OWN.some((own) => folder.startsWith(own))) return "";
  const known = configs.get(folder);
  if (known !== undefined) return known;
  const found = ts.findConfigFile(resolve(folder), ts.sys.fileExists) ?? "";
  configs.set(folder, found);
  return found;
}

function optionsIn(config: string): ts.CompilerOptions {
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile);
  // No files are wanted here, so none are looked for: only options and what they extend.
  const lonely = { ...json, files: [], include: [] };
  return ts.parseJsonConfigFileContent(lonely, ts.sys, dirname(config)).options;
}
