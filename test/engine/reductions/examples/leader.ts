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

const kind = oneOf("one", "two", "winner");
const place = { full: bool, kind, number: range(0, 5) };
const bounds = parameters({ N: 5, L: 10 });

const sys = system("a ring that elects a leader", {
  parameters: bounds,
  variables: { queues: bounds.domain(({ N, L }) => vector(N, vector(L, record(place)))), leaders: range(0, 1) },
});

const position = bounds.domain(({ L }) => range(0, L - 1));
const channel = bounds.domain(({ N }) => range(0, N - 1));
const number = bounds.domain(({ N }) => range(0, N));

type Queue = Vector<ValueOf<typeof place>>;

/** Puts a message into the place that comes next. */
function put(queue: Queue, at: number, what: "one" | "two" | "winner", about: number): void {
  when(!queue[at].full);
  queue[at].full = true;
  queue[at].kind = what;
  queue[at].number = about;
}

const node = sys.machine(prototype("node", { args: { from: channel, to: channel, own: number }, exits: ["done"] }), {
  source:
    "leader0.pml among the examples of SPIN; D. Dolev, M. Klawe and M. Rodeh, An O(n log n) unidirectional distributed algorithm for extrema finding in a circle, 1982",
  locals: {
    head: position,
    tail: position,
    passive: bool,
    knows: bool,
    maximum: number,
    neighbour: number,
    number,
    /** Of the greatest number, as whoever finds itself the winner takes it to be: no other value is in its domain. */
    greatest: bounds.domain(({ N }) => range(N, N)),
  },
  start: "announce",
  steps: {
    announce() {
      return "begin";
    },
    begin(s, me, { L }) {
      const at = me.tail;
      put(s.queues[me.to], at, "one", me.own);
      me.tail = mod(at + 1, L);
      me.maximum = me.own;
      return "receive";
    },
    receive(s, me, { L }) {
      const at = me.head;
      when(s.queues[me.from][at].full);
      const kind = s.queues[me.from][at].kind;
      me.number = s.queues[me.from][at].number;
      s.queues[me.from][at].full = false;
      s.queues[me.from][at].kind = "one";
      s.queues[me.from][at].number = 0;
      me.head = mod(at + 1, L);
      return kind;
    },
    one(_, me) {
      return me.passive ? "forwardOne" : "compare";
    },
    forwardOne(s, me, { L }) {
      const at = me.tail;
      put(s.queues[me.to], at, "one", me.number);
      me.tail = mod(at + 1, L);
      return "receive";
    },
    compare(_, me) {
      return me.number !== me.maximum ? "sendTwo" : "find";
    },
    sendTwo(s, me, { L }) {
      const at = me.tail;
      put(s.queues[me.to], at, "two", me.number);
      me.tail = mod(at + 1, L);
      return "remember";
    },
    remember(_, me) {
      me.neighbour = me.number;
      return "receive";
    },
    find(_, me) {
      me.greatest = me.number;
      return "know";
    },
    know(_, me) {
      me.knows = true;
      return "tell";
    },
    tell(s, me, { L }) {
      const at = me.tail;
      put(s.queues[me.to], at, "winner", me.number);
      me.tail = mod(at + 1, L);
      return "receive";
    },
    two(_, me) {
      return me.passive ? "forwardTwo" : "judge";
    },
    forwardTwo(s, me, { L }) {
      const at = me.tail;
      put(s.queues[me.to], at, "two", me.number);
      me.tail = mod(at + 1, L);
      return "receive";
    },
    judge(_, me) {
      return me.neighbour > me.number && me.neighbour > me.maximum ? "raise" : "yield";
    },
    raise(_, me) {
      me.maximum = me.neighbour;
      return "claim";
    },
    claim(s, me, { L }) {
      const at = me.tail;
      put(s.queues[me.to], at, "one", me.neighbour);
      me.tail = mod(at + 1, L);
      return "receive";
    },
    yield(_, me) {
      me.passive = true;
      return "receive";
    },
    winner(_, me) {
      return me.number === me.own ? "won" : "lost";
    },
    lost() {
      return "told";
    },
    won() {
      return "lead";
    },
    lead(s) {
      s.leaders += 1;
      return "told";
    },
    told(_, me) {
      return me.knows ? "done" : "pass";
    },
    pass(s, me) {
      const at = me.tail;
      put(s.queues[me.to], at, "winner", me.number);
      return "done";
    },
  },
});

/** Five nodes in a ring elect the one with the greatest number. */
export const leader: Model = sys.model("leader", {
  processes: [
    sys.process("node 1", node, { with: () => ({ from: 0, to: 1, own: 3 }) }),
    sys.process("node 2", node, { with: () => ({ from: 1, to: 2, own: 2 }) }),
    sys.process("node 3", node, { with: () => ({ from: 2, to: 3, own: 1 }) }),
    sys.process("node 4", node, { with: () => ({ from: 3, to: 4, own: 5 }) }),
    sys.process("node 5", node, { with: () => ({ from: 4, to: 0, own: 4 }) }),
  ],
});
