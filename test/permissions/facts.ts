import Database from 'libsql'
import { scriptFrom } from '../../db/migrate.ts'
import { TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { ROLE_NAMES } from '../../worker/platform/roles.ts'
import type { Chance } from '../support/chance.ts'
import type { CredentialFact, Facts, GrantFact, TierFact, UnitFact } from '../support/powers.ts'

/** Names that the random world is made of; ids that begin alike are on purpose. */
export const PEOPLE = ['p', 'pa', 'pb', 'pab']
export const WINGS = ['w', 'w1', 'w12']
export const WORKSHOPS = ['h', 'h1']

/** The instants around which powers begin and end. */
export const INSTANTS = [1000, 1010, 1020, 1030]

function treeOf(dice: Chance): UnitFact[] {
  const depth = 1 + dice.below(6)
  const units: UnitFact[] = [{ id: 'u', parent: null }]
  let level = units
  for (let at = 1; at < depth; at += 1) {
    const below: UnitFact[] = []
    // Siblings' ids begin alike: a path must not be taken for another that it begins with.
    for (const parent of level)
      for (let n = 1 + dice.below(4); n > 0; n -= 1)
        below.push({ id: `${parent.id}.${'a'.repeat(n)}`, parent })
    const some = below.slice(0, 12)
    units.push(...some)
    level = some
  }
  return units
}

const spanOf = (dice: Chance) => ({
  from: dice.one(INSTANTS),
  until: dice.maybe(0.5) ? dice.one(INSTANTS) : null,
})

function grantOf(dice: Chance, units: readonly UnitFact[], tiers: readonly TierFact[]): GrantFact {
  const limit = <T>(list: readonly T[]) => (dice.maybe(0.25) ? dice.one(list) : null)
  return {
    personId: dice.one(PEOPLE),
    role: dice.one(ROLE_NAMES),
    unit: dice.maybe(0.3) ? (units[0] ?? dice.one(units)) : dice.one(units),
    wing: limit(WINGS),
    workshop: limit(WORKSHOPS),
    tier: limit(tiers)?.id ?? null,
    ...spanOf(dice),
  }
}

/** A random organisation: a tree of one to six levels, two programmes, grants and credentials. */
export function factsOf(dice: Chance): Facts {
  const units = treeOf(dice)
  const tiers = ['x', 'y'].flatMap((programme) =>
    [1, 2, 3].map(
      (position): TierFact => ({
        id: `${programme}${position}`,
        programme,
        position,
        taughtBy: dice.one(['guest', 'credential', 'credential', 'office']),
      }),
    ),
  )
  const grants = Array.from({ length: dice.below(24) }, () => grantOf(dice, units, tiers))
  const passed = new Map<string, CredentialFact>()
  for (let n = dice.below(8); n > 0; n -= 1) {
    const [personId, tier, { from, until }] = [dice.one(PEOPLE), dice.one(tiers), spanOf(dice)]
    passed.set(personId + tier.id, { personId, tier, unit: dice.one(units), issued: from, revoked: until })
  }
  return { units, tiers, grants, credentials: [...passed.values()] }
}

/** The path of a unit as the tree stores it. */
export const pathOf = (unit: UnitFact): string => `${unit.parent ? pathOf(unit.parent) : '/'}${unit.id}/`

/** An empty organisation in memory: the tables of the migrations without the rules that the writing of facts has. */
export function emptyTenant() {
  const db = new Database(':memory:')
  db.exec(scriptFrom(0, TENANT_MIGRATIONS, 0))
  db.exec('pragma foreign_keys = off')
  const triggers = db.prepare("select name from sqlite_master where type = 'trigger'").all() as {
    name: string
  }[]
  for (const { name } of triggers) db.exec(`drop trigger "${name}"`)
  return db
}

/** Puts facts into a tenant in place of those before. */
export function store(db: Database.Database, { units, tiers, grants, credentials }: Facts) {
  for (const table of ['grants', 'credentials', 'tiers', 'units']) db.exec(`delete from ${table}`)
  const put = (table: string, row: Record<string, string | number | null>) => {
    const names = Object.keys(row)
    db.prepare(`insert into ${table} (${names}) values (${names.map(() => '?')})`).run(...Object.values(row))
  }
  const [names, code] = [
    { name_en: '', name_hi: '' },
    { search_text: '', created_at: 0 },
  ]
  for (const unit of units)
    put('units', {
      id: unit.id,
      code: unit.id,
      parent_id: unit.parent?.id ?? null,
      level_id: 'l',
      path: pathOf(unit),
      ...names,
      ...code,
    })
  const none = { minimum: 1, target: 1, maximum: 1, batch_size: 1, days: 1, hours_per_day: 1, pass_days: 1 }
  for (const { id, programme, position, taughtBy } of tiers)
    put('tiers', {
      id,
      programme_id: programme,
      position,
      taught_by: taughtBy,
      host_level_id: 'l',
      trainee_level_id: 'l',
      planned: 0,
      ...names,
      ...none,
    })
  for (const [n, grant] of grants.entries())
    put('grants', {
      id: `g${n}`,
      person_id: grant.personId,
      role: grant.role,
      unit_id: grant.unit.id,
      wing_id: grant.wing,
      workshop_id: grant.workshop,
      tier_id: grant.tier,
      from_at: grant.from,
      until_at: grant.until,
      given_at: grant.from,
    })
  for (const [n, passed] of credentials.entries())
    put('credentials', {
      id: `c${n}`,
      code: `c${n}`,
      registration_id: `r${n}`,
      person_id: passed.personId,
      tier_id: passed.tier.id,
      workshop_id: 'h',
      unit_id: passed.unit.id,
      generation: 1,
      issued_by: 'x',
      issued_at: passed.issued,
      signature: 'x',
      revoked_at: passed.revoked,
    })
}
