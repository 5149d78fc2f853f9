/** What Promela, C and SPIN's generated checker keep for themselves, as far as a model is likely to want it. */
export const RESERVED: readonly string[] = `
active assert atomic bit bool break byte chan d_step d_step_macro do else empty enabled end eval false fi full get_priority goto hidden if init inline
int len local ltl mtype nempty never nfull notrace np od of pc_value pid printf printm priority proctype provided return run select set_priority short
show skip timeout trace true typedef unless unsigned xr xs for in always eventually implies until weakuntil release next strong weak c_code c_expr
c_state c_track c_decl stop
auto case char const continue default double enum extern float long register signed sizeof static struct switch union void volatile while
now State main trans Trans memcpy realloc malloc free exit read write open close index time abs div min max min_ max_ div_ mod_ get_ put_ move_ assert_state_ assert_step_ after_ initials_
initials_made_ blank_ initial_ initial_leaf find_initials_ put_initial_ leaf_ found_ end_ value_ count_ begin_ into_ read_ i_ k a b q P0 Pinit depth
state step reached states stack uerror noptr vsize prcnt hash map wait kill pipe clock signal select remove rename y0 y1 j0 j1 this
`
  .trim()
  .split(/\s+/);
