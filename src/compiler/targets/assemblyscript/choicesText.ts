import { ANSWERS } from "./memoryMap.js";

/** Text for the choices of a step that runs once for each leaf: answers are replayed up to the last choice that has an alternative left. */
export const CHOICES = `
let settled: i32 = 0;
let position: i32 = 0;

function restart(): void {
  settled = 0;
  position = 0;
}

function answer(least: i32, greatest: i32): i32 {
  if (least > greatest) { failed = 1; return least; }
  if (position == ${ANSWERS}) unreachable();
  const at = ANSWERS + (<usize>position << 3);
  if (position >= settled) {
    store<i32>(at, least);
    store<i32>(at, greatest, 4);
  }
  position++;
  return load<i32>(at);
}

function advance(): bool {
  while (position > 0) {
    position--;
    const at = ANSWERS + (<usize>position << 3);
    const given = load<i32>(at);
    if (given == load<i32>(at, 4)) continue;
    store<i32>(at, given + 1);
    settled = position + 1;
    position = 0;
    return true;
  }
  return false;
}
`;
