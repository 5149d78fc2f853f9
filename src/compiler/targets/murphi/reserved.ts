/** What Murphi keeps for itself, in Rumur's dialect, and what every export uses. */
export const RESERVED: readonly string[] = `
alias aliasrule aliasruleset array assert assume begin boolean by case clear const cover do else elsif end endalias endexists endfor endforall endfunction
endif endprocedure endrecord endrule endruleset endstartstate endswitch endwhile enum error exists false for forall function if in interleaved invariant
isundefined ismember liveness multiset multisetadd multisetcount multisetremove multisetremovepred none of or and not procedure process program put
record return rule ruleset scalarset smt startstate switch then to traceuntil true type typedef undefine union var while
int i_ floored_div floored_mod a b initial first_initial blank done
`
  .trim()
  .split(/\s+/);
