/** What TLA+, its standard modules and every exported module keep for themselves. */
export const RESERVED: readonly string[] = `
assume assumption axiom bounded by case choose constant constants corollary def define definition domain do else enabled except extends fair if in instance
lambda lemma let local module new obvious omitted onlyproof other pick proof proposition prove qed recursive sf_ state strong subset suffices take temporal
then theorem unchanged union use variable variables wf_ with witness have hide boolean string true false
Nat Int Real Seq Len Head Tail Append SubSeq SelectSeq Cardinality IsFiniteSet Infinity
vars Init Next Spec Min Max Div Mod a b i
`
  .trim()
  .split(/\s+/);
