import { type LocalDatabases, migrate } from '../local/databases.ts'
import { TENANT_MIGRATIONS } from '../migrations.ts'
import { type LogIn, logInPhone } from './cast.ts'
import * as bjpMp from './organisations/bjp-mp.ts'
import * as cpiBihar from './organisations/cpi-bihar.ts'
import * as incMp from './organisations/inc-mp.ts'
import * as incRajasthan from './organisations/inc-rajasthan.ts'
import { type Bindings, productOf } from './product.ts'
import { connectStripe, type StripeAt } from './stripe.ts'
import { type Founding, foundTenant, type Say, type Tenant } from './tenant.ts'

type Story = {
  founding: Founding
  tell: (
    t: Tenant,
    keys: { SIGNING_KEYS: string },
    say: Say,
    product: () => ReturnType<typeof productOf>,
  ) => Promise<void>
}

/** The demo organisations: the small ones first, then those with a state's booths. */
const SMALL: Story[] = [incMp, cpiBihar]
const LARGE: Story[] = [bjpMp, incRajasthan]

/** Who can sign in to the demo organisations, and with which phone. */
export const logIns = (): LogIn[] =>
  [...SMALL, ...LARGE].flatMap(({ founding }) =>
    (['admin', 'treasurer', 'trainer', 'participant'] as const).map((role) => ({
      organisation: founding.slug,
      role,
      name: founding.nameEn,
      phone: logInPhone(founding.slug, role),
    })),
  )

/** What seeding stands on. */
export type Seeding = {
  databases: LocalDatabases
  keys: { SIGNING_KEYS: string }
  stripe: StripeAt
  /** What the Worker is told; what the largest organisations do is done by the Worker itself. */
  bindings: Bindings
  now: number
  say: Say
  /** Short names of the demo organisations to write; undefined means all. */
  only: string[] | undefined
}

/** Writes the demo organisations that are not there yet; `ready` is called as soon as the small ones are. */
export async function seedAll(s: Seeding, ready: () => void) {
  const { rows } = await s.databases.open('directory').execute('select slug from organisations')
  const known = new Set(rows.map(({ slug }) => slug))
  const missing = (group: readonly Story[]) =>
    group.filter(({ founding: { slug } }) => !known.has(slug) && (s.only?.includes(slug) ?? true))
  for (const one of missing(SMALL)) await seedOne(s, one)
  ready()
  const large = missing(LARGE)
  for (const [at, one] of large.entries()) {
    s.say(`Writing the demo organisation ${one.founding.slug} (${at + 1} of ${large.length}) …`)
    const seconds = await seedOne(s, one)
    s.say(`${one.founding.slug} is ready after ${seconds} s.`)
  }
}

/** Writes one demo organisation from nothing; what a broken-off run left is thrown away first. Answers in seconds. */
export async function seedOne(s: Seeding, { founding, tell }: Story): Promise<number> {
  const began = performance.now()
  const { slug, nameEn, nameHi, kind } = founding
  const name = `o-${slug}`
  await s.databases.drop(name)
  await s.databases.create(name)
  const db = s.databases.open(name)
  await migrate(db, TENANT_MIGRATIONS, s.now)
  const tenant = await foundTenant(db, founding, s.now)
  await tell(tenant, s.keys, s.say, () => productOf(tenant, s.keys, s.bindings))
  if (slug === incMp.founding.slug) await connectStripe(s.databases, slug, nameEn, s.stripe, s.now)
  await s.databases.open('directory').execute({
    sql: 'insert into organisations (slug, name_en, name_hi, kind, created_at) values (?, ?, ?, ?, ?)',
    args: [slug, nameEn, nameHi, kind, s.now],
  })
  return Math.round((performance.now() - began) / 100) / 10
}
