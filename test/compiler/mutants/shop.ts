import { bool, div, ghost, min, parameters, prototype, range, system, when } from "../../../src/language/index.js";

/** A shop with a lock, whole boxes and a ledger: small, and with a place for every kind of slip. */
const bounds = parameters({ BOX: 2 });
const pieces = range(0, 6);

export const shop = system("shop", {
  parameters: bounds,
  variables: { locked: bool, stock: pieces, sold: pieces, told: bool, ledger: ghost(pieces) },
});

const sell = prototype("sell", { exits: ["done"] });

/** As many pieces as there are in whole boxes. */
export function inBoxes(wanted: number, { BOX }: { readonly BOX: number }): number {
  return div(wanted + BOX - 1, BOX) * BOX;
}

export const seller = shop.machine(sell, {
  source: "this test",
  version: "right",
  locals: { wanted: pieces, given: pieces },
  steps: {
    enter(s, me, _p, choose) {
      when(!s.locked);
      s.locked = true;
      me.wanted = choose.number("wanted", 1, 3);
      return "take";
    },
    take(s, me, p) {
      me.given = min(inBoxes(me.wanted, p), s.stock);
      s.stock -= me.given;
      for (let piece = 0; piece < me.given; piece++) s.ledger += 1;
      return s.stock > 0 ? "give" : "tell";
    },
    tell(s) {
      s.told = true;
      return "give";
    },
    give(s, me) {
      s.sold += me.given;
      s.locked = false;
      return "done";
    },
  },
});

const initial = shop.initial((s) => {
  s.stock = 4;
});

/** Two customers after each other or at the same time, if the lock does not hold. */
export function shopWith(machine: typeof seller) {
  return shop.model("a shop", {
    processes: [shop.process("ann", machine), shop.process("bob", machine)],
    initial,
    properties: [
      shop.always("nothing is lost behind a closed door", {}, (s) => s.locked || s.stock + s.sold === 4),
      shop.always("it is told when the shop is empty", {}, (s) => s.locked || !(s.stock === 0) || s.told),
      shop.sometimes("everything can be sold", {}, (s) => s.sold === 4),
    ],
  });
}

/** What a person has to write to get some of the mutants. */
export const byHand = [
  {
    operator: "drop a lock",
    before: "s.locked = true;",
    after: "",
    machine: shop.variant(seller, "no lock is taken", {
      steps: {
        enter(s, me, _p, choose) {
          when(!s.locked);
          me.wanted = choose.number("wanted", 1, 3);
          return "take";
        },
      },
    }),
  },
  {
    operator: "negate a condition",
    before: "!s.locked",
    after: "!(!s.locked)",
    machine: shop.variant(seller, "waits for the wrong thing", {
      steps: {
        enter(s, me, _p, choose) {
          when(s.locked);
          s.locked = true;
          me.wanted = choose.number("wanted", 1, 3);
          return "take";
        },
      },
    }),
  },
  {
    operator: "swap rounding",
    before: "div(wanted + BOX - 1, BOX)",
    after: "div(wanted + BOX - 1, BOX), rounded down",
    machine: shop.variant(seller, "rounds down", {
      steps: {
        take(s, me, { BOX }) {
          me.given = min(div(me.wanted, BOX) * BOX, s.stock);
          s.stock -= me.given;
          s.ledger += me.given;
          return s.stock > 0 ? "give" : "tell";
        },
      },
    }),
  },
  {
    operator: "move a boundary",
    before: "s.stock > 0",
    after: "s.stock >= 0",
    machine: shop.variant(seller, "never tells", {
      steps: {
        take(s, me, p) {
          me.given = min(inBoxes(me.wanted, p), s.stock);
          s.stock -= me.given;
          s.ledger += me.given;
          return "give";
        },
      },
    }),
  },
  {
    operator: "wrong variable",
    before: "me.wanted",
    after: "me.given",
    machine: shop.variant(seller, "gives what it has not worked out", {
      steps: {
        take(s, me, p) {
          me.given = min(inBoxes(me.given, p), s.stock);
          s.stock -= me.given;
          s.ledger += me.given;
          return s.stock > 0 ? "give" : "tell";
        },
      },
    }),
  },
  {
    operator: "off by one",
    before: "min(inBoxes(me.wanted, p), s.stock)",
    after: "min(inBoxes(me.wanted, p), s.stock) - 1",
    machine: shop.variant(seller, "one too few", {
      steps: {
        take(s, me, p) {
          me.given = min(inBoxes(me.wanted, p), s.stock) - 1;
          s.stock -= me.given;
          s.ledger += me.given;
          return s.stock > 0 ? "give" : "tell";
        },
      },
    }),
  },
  {
    operator: "reorder statements",
    before: "me.given = min(inBoxes(me.wanted, p), s.stock);",
    after: "s.stock -= me.given; me.given = min(inBoxes(me.wanted, p), s.stock);",
    machine: shop.variant(seller, "takes before it has counted", {
      steps: {
        take(s, me, p) {
          s.stock -= me.given;
          me.given = min(inBoxes(me.wanted, p), s.stock);
          s.ledger += me.given;
          return s.stock > 0 ? "give" : "tell";
        },
      },
    }),
  },
  {
    operator: "drop a statement",
    before: "s.told = true;",
    after: "",
    machine: shop.variant(seller, "tells nobody", { steps: { tell: () => "give" } }),
  },
] as const;
