import { type Chance, chance } from '../support/chance.ts'
import type { RefundPlan } from '../support/stripe/stand.ts'
import type { Ailment } from './ground.ts'
import { PAYERS, SINCE } from './template.ts'
import type { Kill } from './turns.ts'

/** What a seed's world is like. */
export type Shape = {
  kind: 'society' | 'political_party'
  capacity: number
  payers: number
  feeMinor: number
  /** How long an unpaid seat is held; null for ever. */
  holdMinutes: number | null
  foreignCards: 'review' | 'refund'
  startsAt: number
}

/** What becomes of letters that are brought. */
export type Fate = 'once' | 'twice' | 'thrice' | 'lost' | 'never' | 'elsewhere'

/** How Stripe fails; `remembered` is an error that is repeated for the same key. */
export type Outage = 'error' | 'too-many' | 'cut' | 'slow' | 'hang-up' | 'remembered'

/** Something that happens in a world. Numbers name things by their place in a list, whatever its length. */
export type Act =
  | { do: 'seat' | 'cancel' | 'checkout' | 'decline' | 'look' | 'waive' | 'wait'; who: number }
  | { do: 'pay'; of: number; card: 'IN' | 'US'; plan: RefundPlan; lessMinor: number; feeLater: number }
  | { do: 'pay-late'; of: number; outcome: 'succeeds' | 'fails'; after: number }
  | { do: 'cash'; who: number; share: number }
  | { do: 'group' | 'group-cash' | 'late-group'; whom: number[] }
  | {
      do: 'claim'
      who: number
      by: 'upi' | 'bank' | 'cheque'
      reference: number
      share: number
      desk: boolean
    }
  | { do: 'end-claim'; of: number; how: 'verify' | 'refuse' | 'withdraw' }
  | { do: 'bounce' | 'clear'; of: number }
  | { do: 'refund'; of: number; share: number }
  | { do: 'dashboard-refund'; of: number; share: number; plan: RefundPlan }
  | { do: 'fail-refund'; of: number }
  | { do: 'dispute'; of: number; inquiry: boolean }
  | { do: 'close-dispute'; of: number; won: boolean }
  | { do: 'post'; of: number; fate: Fate; queueDown: boolean }
  | { do: 'work'; of: number }
  | { do: 'review'; of: number; accept: boolean }
  | { do: 'tick' | 'mail-day' | 'cron' }
  | { do: 'pass'; seconds: number }
  | {
      do: 'outage'
      how: Outage
      on: '' | '/v1/refunds' | '/v1/checkout/sessions'
      times: number
      skip: number
    }
  | { do: 'ailment'; ailment: Ailment }
  | { do: 'account'; enabled: boolean }
  | { do: 'forged-sale'; of: number }

/** What happens at once; who goes first at each step follows from `dice`. A kill ends one of them half-way. */
export type Moment = { acts: { act: Act; kill?: Kill }[]; dice: number }

/** A seed as it was written out: the world, and what happens in it, moment after moment. */
export type Schedule = { seed: number; shape: Shape; moments: Moment[] }

const NEW_YEAR = Math.floor(Date.parse('2027-03-31T23:30:00+05:30') / 1000)
const PLANS: readonly RefundPlan[] = ['succeed', 'succeed', 'pend', 'fail']

const shapeOf = (c: Chance): Shape => ({
  kind: c.maybe(0.3) ? 'political_party' : 'society',
  capacity: 1 + c.below(5),
  payers: 2 + c.below(PAYERS - 2),
  feeMinor: c.one([50_000, 150_000, 180_050]),
  holdMinutes: c.one([null, 31, 60, 600]),
  foreignCards: c.one(['review', 'refund']),
  startsAt: c.maybe(0.15) ? NEW_YEAR : SINCE,
})

type Kind = Act['do']

/** As long as nothing may run at all: Stripe forgets what it answered to a key after a day. Seconds. */
const LONG = 20_000

/** How often each kind of act comes, beside the others. */
const WEIGHTS: Record<Kind, number> = {
  seat: 8,
  cancel: 3,
  checkout: 12,
  decline: 1,
  look: 6,
  waive: 1,
  wait: 2,
  review: 3,
  pay: 13,
  'pay-late': 2,
  cash: 3,
  group: 4,
  'group-cash': 1,
  refund: 6,
  'dashboard-refund': 5,
  'fail-refund': 2,
  dispute: 4,
  'close-dispute': 4,
  post: 14,
  work: 14,
  tick: 2,
  cron: 8,
  'mail-day': 6,
  pass: 10,
  outage: 7,
  ailment: 4,
  account: 1,
  'forged-sale': 2,
  'late-group': 6,
  claim: 14,
  'end-claim': 10,
  bounce: 2,
  clear: 2,
}
const BAG = Object.entries(WEIGHTS).flatMap(([kind, weight]) => Array<Kind>(weight).fill(kind as Kind))

const ailmentOf = (c: Chance): Ailment => ({
  database: c.one(['directory', 'tenant']),
  skip: c.below(4),
  times: 1 + c.below(6),
  executed: c.maybe(0.5),
})

const HOW: readonly Outage[] = ['error', 'too-many', 'cut', 'slow', 'hang-up']
const OUTAGES: readonly { how: Outage; on: '' | '/v1/refunds' | '/v1/checkout/sessions' }[] = [
  ...HOW.flatMap((how) => [
    { how, on: '' as const },
    { how, on: '/v1/refunds' as const },
    { how, on: '/v1/refunds' as const },
    { how, on: '/v1/checkout/sessions' as const },
  ]),
  { how: 'remembered', on: '/v1/refunds' },
  { how: 'remembered', on: '/v1/refunds' },
  { how: 'remembered', on: '/v1/checkout/sessions' },
  { how: 'remembered', on: '/v1/refunds' },
]

const severalOf = (c: Chance, s: Shape) =>
  Array.from({ length: s.payers }, (_, who) => who).filter(() => c.maybe(0.6))

/** Makes one act of each kind. */
const MAKERS: { [K in Kind]: (c: Chance, s: Shape) => Extract<Act, { do: K }> | Act } = {
  seat: (c, s) => ({ do: 'seat', who: c.below(s.payers) }),
  cancel: (c, s) => ({ do: 'cancel', who: c.below(s.payers) }),
  checkout: (c, s) => ({ do: 'checkout', who: c.below(s.payers) }),
  decline: (c, s) => ({ do: 'decline', who: c.below(s.payers) }),
  look: (c, s) => ({ do: 'look', who: c.below(s.payers) }),
  wait: (c, s) => ({ do: 'wait', who: c.below(s.payers) }),
  review: (c) => ({ do: 'review', of: c.below(3), accept: c.maybe(0.5) }),
  waive: (c, s) => ({ do: 'waive', who: c.below(s.payers) }),
  pay: (c) => ({
    do: 'pay',
    of: c.below(6),
    card: c.maybe(0.15) ? 'US' : 'IN',
    plan: c.one(PLANS),
    lessMinor: c.maybe(0.1) ? 1000 : 0,
    feeLater: c.maybe(0.2) ? 90 : 0,
  }),
  'pay-late': (c) => ({
    do: 'pay-late',
    of: c.below(6),
    outcome: c.maybe(0.7) ? 'succeeds' : 'fails',
    after: c.one([30, 600, 4000]),
  }),
  cash: (c, s) => ({ do: 'cash', who: c.below(s.payers), share: c.one([0.5, 1]) }),
  group: (c, s) => ({ do: 'group', whom: severalOf(c, s) }),
  'group-cash': (c, s) => ({ do: 'group-cash', whom: severalOf(c, s) }),
  'late-group': (c, s) => ({ do: 'late-group', whom: severalOf(c, s) }),
  claim: (c, s) => ({
    do: 'claim',
    who: c.below(s.payers),
    by: c.one(['upi', 'upi', 'bank', 'cheque']),
    // Few references, so that some are said twice.
    reference: c.below(12),
    share: c.one([0.5, 1, 1]),
    desk: c.maybe(0.3),
  }),
  'end-claim': (c) => ({
    do: 'end-claim',
    of: c.below(6),
    how: c.one(['verify', 'verify', 'refuse', 'withdraw']),
  }),
  bounce: (c) => ({ do: 'bounce', of: c.below(4) }),
  clear: (c) => ({ do: 'clear', of: c.below(4) }),
  refund: (c) => ({ do: 'refund', of: c.below(8), share: c.one([0.4, 0.6, 1, 1.1]) }),
  'dashboard-refund': (c) => ({
    do: 'dashboard-refund',
    of: c.below(8),
    share: c.one([0.4, 1]),
    plan: c.one(PLANS),
  }),
  'fail-refund': (c) => ({ do: 'fail-refund', of: c.below(8) }),
  dispute: (c) => ({ do: 'dispute', of: c.below(8), inquiry: c.maybe(0.2) }),
  'close-dispute': (c) => ({ do: 'close-dispute', of: c.below(4), won: c.maybe(0.5) }),
  post: (c) => ({
    do: 'post',
    of: c.below(16),
    fate: c.one(['once', 'once', 'once', 'twice', 'thrice', 'lost', 'never', 'elsewhere']),
    queueDown: c.maybe(0.1),
  }),
  work: (c) => ({ do: 'work', of: c.below(16) }),
  tick: () => ({ do: 'tick' }),
  cron: () => ({ do: 'cron' }),
  'mail-day': () => ({ do: 'mail-day' }),
  pass: (c) => ({ do: 'pass', seconds: c.one([5, 130, 310, 1900, 3700, LONG]) }),
  outage: (c) => ({
    do: 'outage',
    ...c.one(OUTAGES),
    times: 1 + c.below(8),
    skip: c.below(2),
  }),
  ailment: (c) => ({ do: 'ailment', ailment: ailmentOf(c) }),
  account: (c) => ({ do: 'account', enabled: c.maybe(0.6) }),
  'forged-sale': (c) => ({ do: 'forged-sale', of: c.below(8) }),
}

/** What changes the world for all, and so does not happen beside something else. */
const ALONE: ReadonlySet<Kind> = new Set(['mail-day', 'cron', 'pass', 'outage', 'ailment', 'account'])

function momentOf(c: Chance, shape: Shape): Moment {
  const make = (): Moment['acts'][number] => {
    const act = MAKERS[c.one(BAG)](c, shape)
    const kill = c.maybe(0.08) ? { call: c.below(5), after: c.maybe(0.6) } : undefined
    return { act, ...(kill && !ALONE.has(act.do) ? { kill } : {}) }
  }
  const first = make()
  if (ALONE.has(first.act.do) || c.maybe(0.6)) return { acts: [first], dice: c.below(1 << 30) }
  const others = Array.from({ length: 1 + c.below(3) }, make).filter(({ act }) => !ALONE.has(act.do))
  return { acts: [first, ...others], dice: c.below(1 << 30) }
}

/** The schedule of a seed: always the same one. */
export function scheduleOf(seed: number): Schedule {
  const c = chance(seed)
  const shape = shapeOf(c)
  const all = (kind: 'seat' | 'checkout'): Moment => ({
    acts: Array.from({ length: shape.payers }, (_, who) => ({ act: { do: kind, who } })),
    dice: c.below(1 << 30),
  })
  const opening = [all('seat'), all('checkout')]
  const length = 12 + c.below(16)
  return { seed, shape, moments: [...opening, ...Array.from({ length }, () => momentOf(c, shape))] }
}
