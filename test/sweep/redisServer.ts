import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";

/** Whether this machine has a Redis to ask. Its absence is loud, and no failure. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;
if (!hasRedis) console.warn("!!! SKIPPED: redis-server is not installed; no sweep goes through a queue");

/** A Redis of our own: on loopback, with a password, its data in a temporary folder. It survives its kills, and not its `end`. */
export class RedisServer {
  private child: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly password: string,
  ) {}

  static async start(folder: string, password: string): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), folder, password);
    await server.begin();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** kill -9, and begun again with what it has on disk. */
  async restart(): Promise<void> {
    await this.end();
    await this.begin();
  }

  async end(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  /** Its password is told on its standard input: a command line can be read by everybody. */
  private async begin(): Promise<void> {
    const child = spawn("redis-server", ["-"], { stdio: ["pipe", "pipe", "inherit"] });
    this.child = child;
    const ready = new Promise<void>((resolve, reject) => {
      child.stdout.on("data", (text: Buffer) => {
        if (text.includes("Ready to accept connections")) resolve();
      });
      child.once("exit", (status) => reject(new Error(`redis-server ended with ${status}`)));
    });
    const settings = { port: this.port, bind: "127.0.0.1", requirepass: this.password, dir: this.folder, appendonly: "yes", save: '""' };
    child.stdin.end(
      Object.entries(settings)
        .map(([name, value]) => `${name} ${value}\n`)
        .join(""),
    );
    await ready;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
