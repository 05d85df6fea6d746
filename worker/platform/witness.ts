import { type AuditKey, auditKeys } from './audit-chain.ts'
import type { Bindings } from './env.ts'

/** What an audit row says of a request beside who and what, and the key that it is signed with. */
export type Witness = {
  organisation: string
  key: AuditKey
  /** The network that the request came from, cut to /24 or /48; null when unknown. */
  source: string | null
  /** Browser and system in short; null when unknown. */
  device: string | null
}

const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['SamsungBrowser', 'Samsung'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const

/** A device in short, such as `Chrome, Android`; null when its browser does not say what it is. */
export function deviceOf(agent: string | undefined): string | null {
  const named = (table: readonly (readonly [string, string])[]) =>
    table.find(([mark]) => agent?.includes(mark))?.[1]
  return [named(BROWSERS), named(SYSTEMS)].filter(Boolean).join(', ') || null
}

/** The network of an address, 203.0.113.0/24 or 2001:db8:1::/48; the address itself is nobody's business. */
export function networkOf(address: string | undefined): string | null {
  const four = /(?:^|:)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(address ?? '')
  if (four) return `${four[1]}.${four[2]}.${four[3]}.0/24`
  if (!address || !/^[0-9a-f:]+$/i.test(address) || !address.includes(':')) return null
  const [head = '', tail] = address.toLowerCase().split('::')
  const given = head.split(':').filter(Boolean)
  const zeros = tail === undefined ? 0 : 8 - given.length - tail.split(':').filter(Boolean).length
  const parts = [...given, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...(tail?.split(':') ?? [])]
  const [a = '0', b = '0', c = '0'] = parts.map((part) => part.replace(/^0+(?=.)/, ''))
  return `${a}:${b}:${c}::/48`
}

type Keyed = Pick<Bindings, 'SEALING_KEY'>

/** The witness of a request, from the header that the platform sets and the one that the browser sends. */
export const witnessOf = (
  env: Keyed,
  organisation: string,
  header: (name: string) => string | undefined,
): Witness => ({
  organisation,
  key: auditKeys(env.SEALING_KEY)[0],
  source: networkOf(header('cf-connecting-ip')),
  device: deviceOf(header('user-agent')),
})

/** The witness of background work, which comes from nowhere. */
export const jobWitness = (env: Keyed, organisation: string): Witness =>
  witnessOf(env, organisation, () => undefined)
