/**
 * Whether a person now is what an edit asked for: the edit was carried out, or had been already. Pure; absent fields of
 * the edit ask for nothing.
 */
export function isAsAsked(edit: Record<string, unknown>, person: Record<string, unknown>): boolean {
  return Object.entries(edit).every(([key, asked]) => asked === undefined || person[key] === asked)
}
