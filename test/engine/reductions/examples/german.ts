import { copies, type Model, oneOf, parameters, range, system, when } from "../../../../src/language/index.js";

/**
 * German's cache coherence protocol, without data: clients ask a directory for a line, shared or exclusive, and the directory invalidates who has it before it grants what collides.
 * (Chou, Mannava and Park, A simple method for parameterized verification of cache coherence protocols, 2004.)
 */
export function german(N: number): Model {
  const clients = copies("client", N);
  const sys = system(`German's protocol for ${N}`, {
    parameters: parameters({ N }),
    variables: {
      line: clients.each(oneOf("invalid", "shared", "exclusive")),
      asks: clients.each(oneOf("nothing", "shared", "exclusive")),
      told: clients.each(oneOf("nothing", "invalidate", "shared", "exclusive")),
      acknowledged: clients.each(range(0, 1)),
      sharers: clients.set,
      toInvalidate: clients.set,
      exclusive: range(0, 1),
      served: clients.id,
      servedAs: oneOf("nothing", "shared", "exclusive"),
    },
  });

  const client = sys.actor("client", {
    source: "German's protocol: the client",
    locals: { self: clients.self },
    steps: {
      run(s, me, _, choose) {
        const what = choose.oneOf("what", ["ask for shared", "ask for exclusive", "invalidate", "take"]);
        const told = s.told[me.self];
        if (what === "ask for shared") {
          when(s.asks[me.self] === "nothing" && s.line[me.self] === "invalid");
          s.asks[me.self] = "shared";
        } else if (what === "ask for exclusive") {
          when(s.asks[me.self] === "nothing" && s.line[me.self] !== "exclusive");
          s.asks[me.self] = "exclusive";
        } else if (what === "invalidate") {
          when(told === "invalidate" && s.acknowledged[me.self] === 0);
          s.told[me.self] = "nothing";
          s.line[me.self] = "invalid";
          s.acknowledged[me.self] = 1;
        } else {
          when(told === "shared" || told === "exclusive");
          s.line[me.self] = told === "shared" ? "shared" : "exclusive";
          s.told[me.self] = "nothing";
        }
        return "run";
      },
    },
  });

  const directory = sys.actor("directory", {
    source: "German's protocol: the home node",
    steps: {
      run(s, _me, { N }, choose) {
        const what = choose.oneOf("what", ["serve", "invalidate", "collect", "grant"]);
        const whom = choose.number("whom", 0, N - 1);
        if (what === "serve") {
          when(s.servedAs === "nothing" && s.asks[whom] !== "nothing");
          s.served = whom;
          s.servedAs = s.asks[whom];
          s.asks[whom] = "nothing";
          for (let each = 0; each < N; each++) if (s.sharers.has(each)) s.toInvalidate.add(each);
        } else if (what === "invalidate") {
          when(s.toInvalidate.has(whom) && s.told[whom] === "nothing");
          when(s.servedAs === "exclusive" || (s.servedAs === "shared" && s.exclusive === 1));
          s.toInvalidate.delete(whom);
          s.told[whom] = "invalidate";
        } else if (what === "collect") {
          when(s.acknowledged[whom] === 1 && s.servedAs !== "nothing");
          s.acknowledged[whom] = 0;
          s.sharers.delete(whom);
          s.exclusive = 0;
        } else {
          when(whom === s.served && s.servedAs !== "nothing" && s.exclusive === 0 && s.told[whom] === "nothing");
          when(s.servedAs === "shared" || s.sharers.size === 0);
          s.told[whom] = s.servedAs === "shared" ? "shared" : "exclusive";
          s.sharers.add(whom);
          s.exclusive = s.servedAs === "exclusive" ? 1 : 0;
          s.toInvalidate.clear();
          s.served = -1;
          s.servedAs = "nothing";
        }
        return "run";
      },
    },
  });

  return sys.model(`German's protocol for ${N}`, {
    processes: [...sys.copies("client", clients, client), sys.process("directory", directory)],
    properties: [
      sys.never("two have the line, one of them exclusively", {}, (s, { N }) => {
        for (let one = 0; one < N; one++)
          for (let other = 0; other < N; other++) if (one !== other && s.line[one] === "exclusive" && s.line[other] !== "invalid") return true;
        return false;
      }),
      sys.sometimes("all share it", {}, (s, { N }) => {
        for (let each = 0; each < N; each++) if (s.line[each] !== "shared") return false;
        return true;
      }),
    ],
  });
}
