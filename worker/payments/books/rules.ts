// Statements of account from sums of the ledger. Pure. Money is integer minor units.

/** Which account of the ledger a sum is of: what is owed, what is given back, or what waits. */
export type Side = 'receivable' | 'refunds' | 'suspense'

/** Sums of the ledger of one row of a statement: of one kind of posting, before the period and in it. */
export type Moved = {
  key: string
  currency: string
  side: Side
  /** What the posting is of (`due`, `payment`, `waiver`, `release`, …), and how money came. */
  kind: string
  provider: string | null
  beforeMinor: number
  withinMinor: number
}

/** One row of a statement. Opening + raised + other - waived - released - received = owed. */
export type Line = {
  key: string
  currency: string
  openingMinor: number
  raisedMinor: number
  waivedMinor: number
  releasedMinor: number
  received: { provider: string; amountMinor: number }[]
  otherMinor: number
  owedMinor: number
  refundedMinor: number
  suspenseMinor: number
}

const nothing = (key: string, currency: string): Line => ({
  key,
  currency,
  openingMinor: 0,
  raisedMinor: 0,
  waivedMinor: 0,
  releasedMinor: 0,
  received: [],
  otherMinor: 0,
  owedMinor: 0,
  refundedMinor: 0,
  suspenseMinor: 0,
})

function receive(line: Line, provider: string, amountMinor: number) {
  const known = line.received.find((one) => one.provider === provider)
  if (known) known.amountMinor += amountMinor
  else line.received.push({ provider, amountMinor })
}

function owe(line: Line, { kind, provider, beforeMinor, withinMinor }: Moved) {
  line.openingMinor += beforeMinor
  line.owedMinor += beforeMinor + withinMinor
  if (withinMinor === 0) return
  if (kind === 'due') line.raisedMinor += withinMinor
  else if (kind === 'waiver') line.waivedMinor -= withinMinor
  else if (kind === 'release') line.releasedMinor -= withinMinor
  else if (kind === 'payment' && provider) receive(line, provider, -withinMinor)
  else line.otherMinor += withinMinor
}

/** The rows of a statement, in the order in which their keys first come. */
export function statementOf(moved: readonly Moved[]): Line[] {
  const lines = new Map<string, Line>()
  for (const one of moved) {
    const line = lines.get(one.key) ?? nothing(one.key, one.currency)
    lines.set(one.key, line)
    if (one.side === 'receivable') owe(line, one)
    else if (one.side === 'refunds') line.refundedMinor += one.withinMinor
    else line.suspenseMinor -= one.beforeMinor + one.withinMinor
  }
  return [...lines.values()]
}

/** All rows as one. */
export function totalOf(lines: readonly Line[]): Omit<Line, 'key' | 'currency'> {
  const total = nothing('', '')
  for (const line of lines) {
    for (const { provider, amountMinor } of line.received) receive(total, provider, amountMinor)
    total.openingMinor += line.openingMinor
    total.raisedMinor += line.raisedMinor
    total.waivedMinor += line.waivedMinor
    total.releasedMinor += line.releasedMinor
    total.otherMinor += line.otherMinor
    total.owedMinor += line.owedMinor
    total.refundedMinor += line.refundedMinor
    total.suspenseMinor += line.suspenseMinor
  }
  const { key: _key, currency: _currency, ...sums } = total
  return sums
}
