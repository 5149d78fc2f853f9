import {
  bool,
  type Model,
  mod,
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

const place = { full: bool, value: range(0, 99) };
const bounds = parameters({ N: 7, L: 10 });

const sys = system("a pipeline that sorts", {
  parameters: bounds,
  variables: { queues: bounds.domain(({ N, L }) => vector(N, vector(L, record(place)))) },
});

const position = bounds.domain(({ L }) => range(0, L - 1));
const channel = bounds.domain(({ N }) => range(0, N - 1));
const counter = bounds.domain(({ N }) => range(0, N));

type Queue = Vector<ValueOf<typeof place>>;

/** Puts a value into the place that comes next. */
function put(queue: Queue, at: number, value: number): void {
  when(!queue[at].full);
  queue[at].full = true;
  queue[at].value = value;
}

/** Takes the value out of the place that comes next. */
function take(queue: Queue, at: number): number {
  when(queue[at].full);
  const value = queue[at].value;
  queue[at].full = false;
  queue[at].value = 0;
  return value;
}

const SOURCE = "sort.pml among the examples of SPIN";

const left = sys.machine(prototype("left", { exits: ["done"] }), {
  source: SOURCE,
  locals: { tail: position, count: counter, seed: range(0, 99) },
  start: "begin",
  steps: {
    begin(_, me) {
      me.seed = 15;
      return "send";
    },
    send(s, me, { L }) {
      const at = me.tail;
      put(s.queues[0], at, me.seed);
      me.tail = mod(at + 1, L);
      return "count";
    },
    count(_, me, { N }) {
      me.count += 1;
      return me.count === N ? "done" : "draw";
    },
    draw(_, me) {
      me.seed = mod(me.seed * 3 + 14, 100);
      return "send";
    },
  },
});

const middlePrototype = prototype("middle", { args: { from: channel, to: channel }, exits: ["done"] });

/** It holds the least value that it was sent, and sends the others on. */
const middle = sys.machine(middlePrototype, {
  source: SOURCE,
  locals: { head: position, tail: position, count: counter, held: range(0, 99), next: range(0, 99) },
  start: "first",
  steps: {
    first(s, me, { L, N }) {
      const at = me.head;
      me.held = take(s.queues[me.from], at);
      me.head = mod(at + 1, L);
      me.count = N - me.to;
      return "look";
    },
    look(_, me) {
      return me.count > 0 ? "receive" : "done";
    },
    receive(s, me, { L }) {
      const at = me.head;
      me.next = take(s.queues[me.from], at);
      me.head = mod(at + 1, L);
      return me.next >= me.held ? "pass" : "swap";
    },
    pass(s, me, { L }) {
      const at = me.tail;
      put(s.queues[me.to], at, me.next);
      me.tail = mod(at + 1, L);
      return "less";
    },
    swap(s, me, { L }) {
      const at = me.tail;
      put(s.queues[me.to], at, me.held);
      me.tail = mod(at + 1, L);
      return "keep";
    },
    keep(_, me) {
      me.held = me.next;
      return "less";
    },
    less(_, me) {
      me.count -= 1;
      return "look";
    },
  },
});

const right = sys.machine(prototype("right", { args: { from: channel }, exits: ["done"] }), {
  source: SOURCE,
  locals: { biggest: range(0, 99) },
  steps: {
    receive(s, me) {
      const at = 0;
      me.biggest = take(s.queues[me.from], at);
      return "done";
    },
  },
});

/** Seven processes sort seven numbers: one draws them, five hold back the least that they see, one gets the greatest. */
export const sort: Model = sys.model("sort", {
  processes: [
    sys.process("left", left),
    sys.process("middle 1", middle, { with: () => ({ from: 0, to: 1 }) }),
    sys.process("middle 2", middle, { with: () => ({ from: 1, to: 2 }) }),
    sys.process("middle 3", middle, { with: () => ({ from: 2, to: 3 }) }),
    sys.process("middle 4", middle, { with: () => ({ from: 3, to: 4 }) }),
    sys.process("middle 5", middle, { with: () => ({ from: 4, to: 5 }) }),
    sys.process("middle 6", middle, { with: () => ({ from: 5, to: 6 }) }),
    sys.process("right", right, { with: () => ({ from: 6 }) }),
  ],
});
