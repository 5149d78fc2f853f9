import {
  bool,
  type Model,
  mod,
  oneOf,
  parameters,
  prototype,
  range,
  record,
  system,
  type ValueOf,
  type Vector,
  vector,
  when,
} from "../../../../src/language/index.js";

const word = oneOf("r", "w", "raw", "RD", "WR", "RX", "MX", "MXdone", "req", "CtoB", "BtoC", "grant", "done");
const place = { full: bool, word };
type Word = "r" | "w" | "raw" | "RD" | "WR" | "RX" | "MX" | "MXdone" | "req" | "CtoB" | "BtoC" | "grant" | "done";
type Queue = Vector<ValueOf<typeof place>>;

/** For each of the two processors: to and from it, to and from the bus, and the grants, claims and releases of the bus. */
const CHANNELS = 14;
const channel = range(0, CHANNELS - 1);
/** Queues hold two words. */
const position = range(0, 1);

const sys = system("two caches that watch a bus", { parameters: parameters({}), variables: { queues: vector(CHANNELS, vector(2, record(place))) } });

function put(queue: Queue, at: number, what: Word): void {
  when(!queue[at].full);
  queue[at].full = true;
  queue[at].word = what;
}

function take(queue: Queue, at: number): void {
  queue[at].full = false;
  queue[at].word = "r";
}

const SOURCE = "snoopy.pml among the examples of SPIN; J. R. Goodman, Using cache memory to reduce processor memory traffic, 1983";

const cpu = sys.machine(prototype("cpu", { args: { to: channel, from: channel }, exits: [] }), {
  source: SOURCE,
  locals: { head: position, tail: position },
  start: "ask",
  steps: {
    ask(s, me, _, choose) {
      const at = me.tail;
      when(!s.queues[me.to][at].full);
      s.queues[me.to][at].full = true;
      s.queues[me.to][at].word = choose.oneOf("wants", ["r", "w", "raw"]);
      me.tail = mod(at + 1, 2);
      return "wait";
    },
    wait(s, me) {
      const at = me.head;
      when(s.queues[me.from][at].full);
      when(s.queues[me.from][at].word === "done");
      take(s.queues[me.from], at);
      me.head = mod(at + 1, 2);
      return "ask";
    },
  },
});

const cachePrototype = prototype("cache", {
  args: { toCpu: channel, fromCpu: channel, toBus: channel, fromBus: channel, grants: channel, claims: channel, releases: channel },
  exits: [],
});

const cache = sys.machine(cachePrototype, {
  source: SOURCE,
  locals: {
    state: oneOf("X", "W", "R"),
    which: oneOf("RD", "MX", "RX"),
    /** It waits for the bus: it listens to the grants, not to its processor. */
    claiming: bool,
    toCpuTail: position,
    fromCpuHead: position,
    toBusTail: position,
    fromBusHead: position,
    grantsHead: position,
    claimsTail: position,
    releasesTail: position,
  },
  start: "listen",
  steps: {
    listen(s, me, _, choose) {
      if (choose.flag("to the bus")) {
        const at = me.fromBusHead;
        when(s.queues[me.fromBus][at].full);
        const heard = s.queues[me.fromBus][at].word;
        when(heard === "RD" || heard === "MX" || heard === "RX");
        take(s.queues[me.fromBus], at);
        me.fromBusHead = mod(at + 1, 2);
        if (heard === "RD") return "heardRD";
        return heard === "MX" ? "heardMX" : "heardRX";
      }
      if (me.claiming) {
        const at = me.grantsHead;
        when(s.queues[me.grants][at].full);
        take(s.queues[me.grants], at);
        me.grantsHead = mod(at + 1, 2);
        me.claiming = false;
        return "granted";
      }
      const at = me.fromCpuHead;
      when(s.queues[me.fromCpu][at].full);
      const wanted = s.queues[me.fromCpu][at].word;
      take(s.queues[me.fromCpu], at);
      me.fromCpuHead = mod(at + 1, 2);
      if (wanted === "r") return "wantsR";
      return wanted === "w" ? "wantsW" : "wantsRaw";
    },
    heardRD(_, me) {
      if (me.state !== "W") return "sayDone";
      me.state = "R";
      return "sayCtoB";
    },
    heardMX(_, me) {
      me.state = "X";
      return "sayMXdone";
    },
    heardRX(_, me) {
      if (me.state !== "W") {
        me.state = "X";
        return "sayDone";
      }
      me.state = "X";
      return "sayCtoB";
    },
    sayDone(s, me) {
      const at = me.toBusTail;
      put(s.queues[me.toBus], at, "done");
      me.toBusTail = mod(at + 1, 2);
      return "listen";
    },
    sayCtoB(s, me) {
      const at = me.toBusTail;
      put(s.queues[me.toBus], at, "CtoB");
      me.toBusTail = mod(at + 1, 2);
      return "listen";
    },
    sayMXdone(s, me) {
      const at = me.toBusTail;
      put(s.queues[me.toBus], at, "MXdone");
      me.toBusTail = mod(at + 1, 2);
      return "listen";
    },
    wantsR(_, me) {
      if (me.state !== "X") return "answer";
      me.which = "RD";
      return "claim";
    },
    wantsW(_, me) {
      if (me.state === "W") return "answer";
      me.which = "MX";
      return "claim";
    },
    wantsRaw(_, me) {
      if (me.state === "W") return "answer";
      me.which = "RX";
      return "claim";
    },
    answer(s, me) {
      const at = me.toCpuTail;
      put(s.queues[me.toCpu], at, "done");
      me.toCpuTail = mod(at + 1, 2);
      return "listen";
    },
    claim(s, me) {
      const at = me.claimsTail;
      put(s.queues[me.claims], at, "req");
      me.claimsTail = mod(at + 1, 2);
      me.claiming = true;
      return "listen";
    },
    granted(_, me) {
      me.state = me.which === "RD" ? "R" : "W";
      return "satisfy";
    },
    satisfy(s, me) {
      const at = me.toCpuTail;
      put(s.queues[me.toCpu], at, "done");
      me.toCpuTail = mod(at + 1, 2);
      return "release";
    },
    release(s, me) {
      const at = me.releasesTail;
      put(s.queues[me.releases], at, "done");
      me.releasesTail = mod(at + 1, 2);
      return "choose";
    },
    choose(_, me) {
      if (me.which === "RD") return "sendRD";
      return me.which === "MX" ? "sendMX" : "sendRX";
    },
    sendRD(s, me) {
      const at = me.toBusTail;
      put(s.queues[me.toBus], at, "RD");
      me.toBusTail = mod(at + 1, 2);
      return "awaitData";
    },
    sendMX(s, me) {
      const at = me.toBusTail;
      put(s.queues[me.toBus], at, "MX");
      me.toBusTail = mod(at + 1, 2);
      return "awaitDone";
    },
    sendRX(s, me) {
      const at = me.toBusTail;
      put(s.queues[me.toBus], at, "RX");
      me.toBusTail = mod(at + 1, 2);
      return "awaitData";
    },
    awaitData(s, me) {
      const at = me.fromBusHead;
      when(s.queues[me.fromBus][at].full);
      when(s.queues[me.fromBus][at].word === "BtoC");
      take(s.queues[me.fromBus], at);
      me.fromBusHead = mod(at + 1, 2);
      return "listen";
    },
    awaitDone(s, me) {
      const at = me.fromBusHead;
      when(s.queues[me.fromBus][at].full);
      when(s.queues[me.fromBus][at].word === "done");
      take(s.queues[me.fromBus], at);
      me.fromBusHead = mod(at + 1, 2);
      return "listen";
    },
  },
});

const arbiterPrototype = prototype("arbiter", {
  args: { claims0: channel, claims1: channel, grants0: channel, grants1: channel, releases0: channel, releases1: channel },
  exits: [],
});

const arbiter = sys.machine(arbiterPrototype, {
  source: SOURCE,
  locals: {
    claims0Head: position,
    claims1Head: position,
    grants0Tail: position,
    grants1Tail: position,
    releases0Head: position,
    releases1Head: position,
  },
  start: "wait",
  steps: {
    wait(s, me, _, choose) {
      if (choose.flag("the second")) {
        const at = me.claims1Head;
        when(s.queues[me.claims1][at].full);
        take(s.queues[me.claims1], at);
        me.claims1Head = mod(at + 1, 2);
        return "grant1";
      }
      const at = me.claims0Head;
      when(s.queues[me.claims0][at].full);
      take(s.queues[me.claims0], at);
      me.claims0Head = mod(at + 1, 2);
      return "grant0";
    },
    grant0(s, me) {
      const at = me.grants0Tail;
      put(s.queues[me.grants0], at, "grant");
      me.grants0Tail = mod(at + 1, 2);
      return "released0";
    },
    grant1(s, me) {
      const at = me.grants1Tail;
      put(s.queues[me.grants1], at, "grant");
      me.grants1Tail = mod(at + 1, 2);
      return "released1";
    },
    released0(s, me) {
      const at = me.releases0Head;
      when(s.queues[me.releases0][at].full);
      take(s.queues[me.releases0], at);
      me.releases0Head = mod(at + 1, 2);
      return "wait";
    },
    released1(s, me) {
      const at = me.releases1Head;
      when(s.queues[me.releases1][at].full);
      take(s.queues[me.releases1], at);
      me.releases1Head = mod(at + 1, 2);
      return "wait";
    },
  },
});

const busPrototype = prototype("bus", { args: { to0: channel, to1: channel, from0: channel, from1: channel }, exits: [] });

/** The bus and main memory: what one cache says the other one hears. */
const bus = sys.machine(busPrototype, {
  source: SOURCE,
  locals: { heads: vector(2, position), tail0: position, tail1: position, says: word },
  start: "hear",
  steps: {
    hear(s, me, _, choose) {
      if (choose.flag("the second")) {
        const at = me.heads[1];
        when(s.queues[me.to1][at].full);
        me.says = s.queues[me.to1][at].word;
        take(s.queues[me.to1], at);
        me.heads[1] = mod(at + 1, 2);
        if (me.says === "CtoB" || me.says === "done") me.says = "BtoC";
        else if (me.says === "MXdone") me.says = "done";
        return "tell0";
      }
      const at = me.heads[0];
      when(s.queues[me.to0][at].full);
      me.says = s.queues[me.to0][at].word;
      take(s.queues[me.to0], at);
      me.heads[0] = mod(at + 1, 2);
      if (me.says === "CtoB" || me.says === "done") me.says = "BtoC";
      else if (me.says === "MXdone") me.says = "done";
      return "tell1";
    },
    tell0(s, me) {
      const at = me.tail0;
      put(s.queues[me.from0], at, me.says);
      me.tail0 = mod(at + 1, 2);
      return "hear";
    },
    tell1(s, me) {
      const at = me.tail1;
      put(s.queues[me.from1], at, me.says);
      me.tail1 = mod(at + 1, 2);
      return "hear";
    },
  },
});

/** Two processors read and write through caches that watch each other on a bus. */
export const snoopy: Model = sys.model("snoopy", {
  processes: [
    sys.process("cpu 0", cpu, { with: () => ({ to: 0, from: 1 }) }),
    sys.process("cpu 1", cpu, { with: () => ({ to: 2, from: 3 }) }),
    sys.process("cache 0", cache, { with: () => ({ toCpu: 1, fromCpu: 0, toBus: 4, fromBus: 5, grants: 8, claims: 10, releases: 12 }) }),
    sys.process("cache 1", cache, { with: () => ({ toCpu: 3, fromCpu: 2, toBus: 6, fromBus: 7, grants: 9, claims: 11, releases: 13 }) }),
    sys.process("bus", bus, { with: () => ({ to0: 4, to1: 6, from0: 5, from1: 7 }) }),
    sys.process("arbiter", arbiter, { with: () => ({ claims0: 10, claims1: 11, grants0: 8, grants1: 9, releases0: 12, releases1: 13 }) }),
  ],
});
