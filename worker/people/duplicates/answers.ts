import type * as z from 'zod'
import { maskedEmail, maskedPhone } from '../rules.ts'
import type { Side } from './queries.ts'
import { LIKELY, likeness } from './rules.ts'
import type { Lookalikes } from './shapes.ts'

const shown = ({ soundKey: _s, path: _p, guardianKey: _g, ...side }: Side) => ({
  ...side,
  phone: maskedPhone(side.phone),
  email: maskedEmail(side.email),
})

/** A pair as it is shown, with what it looks like. */
export function pairFrom({ one, other }: { one: string; other: string }): z.infer<typeof Lookalikes> {
  const sides: [Side, Side] = [JSON.parse(one), JSON.parse(other)]
  return { one: shown(sides[0]), other: shown(sides[1]), ...likeness(...sides) }
}

/** Pairs that are likely enough to be asked about, the likeliest first. */
export const likelyOf = (pairs: readonly { one: string; other: string }[]) =>
  pairs
    .map(pairFrom)
    .filter(({ score }) => score >= LIKELY)
    .sort((a, b) => b.score - a.score || (a.one.id < b.one.id ? -1 : 1))
