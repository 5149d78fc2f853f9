/** The same value with each `Set` and `Map` in it filled in the opposite order; undefined where that makes no difference. */
export function refill(value: unknown): unknown {
  const order = { matters: false };
  const other = reverse(value, order);
  return order.matters ? other : undefined;
}

function reverse(value: unknown, order: { matters: boolean }): unknown {
  if (value instanceof Set || value instanceof Map) order.matters ||= value.size > 1;
  if (value instanceof Set) return new Set([...value].reverse());
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, reverse(item, order)] as const).reverse());
  if (Array.isArray(value)) return value.map((item) => reverse(item, order));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reverse(item, order)]));
}
