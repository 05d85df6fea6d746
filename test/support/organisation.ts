import type { Client, InValue } from '@libsql/client'
import { v7 } from 'uuid'
import { searchText, soundKey, unitWords } from '../../worker/hierarchy/names.ts'
import type { Role } from '../../worker/platform/roles.ts'
import type { Answer, Call } from './world.ts'

/** What a test organisation looks like. Units are written `CODE<PARENT`, top first; the level follows from the depth. */
export type OrganisationShape = {
  slug?: string
  kind?: string
  levels?: string[]
  units?: string[]
  /** Names of units by code, `English|हिन्दी`; without one the code is the name. */
  names?: Record<string, string>
}

/** A person as a test needs one; grants are `role@unitCode`. */
export type PersonShape = {
  unit?: string
  grants?: string[]
  phone?: string
  email?: string
  nameHi?: string
}

type Caller = <T>(method: string, path: string, how?: Call) => Promise<Answer<T>>
type Founding = {
  slug: string
  shape: OrganisationShape
  db: Client
  call: Caller
  token: (slug: string, personId: string) => Promise<string>
  now: number
}

const LEVELS = ['state', 'district', 'booth']
const UNITS = ['ST', 'D1<ST', 'D2<ST', 'B1<D1', 'B2<D1', 'B3<D2']

/** An organisation of a test: its database, its units and its people by name. */
export type TestOrganisation = Awaited<ReturnType<typeof found>>

/** Makes the tree of a test organisation: by default ST > D1, D2 > B1, B2 (of D1), B3 (of D2). */
export async function found({ slug, shape, db, call, token, now }: Founding) {
  const levels = shape.levels ?? LEVELS
  const units = new Map<string, { id: string; path: string; depth: number }>()
  const planted = (shape.units ?? UNITS).map((text) => {
    const [code = '', parentCode] = text.split('<')
    const parent = parentCode ? units.get(parentCode) : undefined
    const id = v7()
    const unit = { id, path: `${parent?.path ?? '/'}${id}/`, depth: parent ? parent.depth + 1 : 0 }
    units.set(code, unit)
    const [nameEn = code, nameHi = code] = shape.names?.[code]?.split('|') ?? []
    const words = unitWords({ nameEn, nameHi, aliases: [], code })
    return [id, code, parent?.id ?? null, levels[unit.depth] ?? '', unit.path, nameEn, nameHi, words, now]
  })
  await db.batch(
    [
      {
        sql: `insert into organisation (id, slug, name_en, name_hi, kind, language, time_zone, currency, created_at)
          values (1, ?, ?, ?, ?, 'hi', 'Asia/Kolkata', 'INR', ?)`,
        args: [slug, `Test ${slug}`, `परीक्षण ${slug}`, shape.kind ?? 'society', now],
      },
      ...levels.map((level, depth) => ({
        sql: 'insert into levels values (?, ?, ?, ?)',
        args: [level, depth, level, level] as InValue[],
      })),
      ...planted.map((args) => ({
        sql: `insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        args,
      })),
    ],
    'write',
  )
  const unitId = (code: string) => {
    const unit = units.get(code)
    if (!unit) throw new Error(`no unit ${code}`)
    return unit.id
  }

  /** Adds a person with grants and returns an id, a token and an API client of that person. */
  async function person(name: string, { unit = 'ST', grants = [], phone, email, nameHi }: PersonShape = {}) {
    const id = v7()
    await db.execute({
      sql: `insert into people (id, unit_id, name_en, name_hi, phone, email, search_text, sound_key, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      args: [
        id,
        unitId(unit),
        name,
        nameHi ?? name,
        phone ?? null,
        email ?? null,
        searchText([name, nameHi]),
        soundKey([name, nameHi]),
        now,
      ],
    })
    for (const text of grants) {
      const [role = '', code = ''] = text.split('@')
      await grant(id, role as Role, code)
    }
    const own = await token(slug, id)
    return { id, token: own, ...client(own) }
  }

  /** Gives a role; of owners, every one after the first is asked for by the first and approved by somebody else. */
  async function grant(personId: string, role: Role, code: string) {
    const id = v7()
    const [first] = role === 'owner' ? await rows("select person_id from grants where role = 'owner'") : []
    if (first) {
      await approveOwner({ id, personId, unitId: unitId(code), asker: String(first.person_id) })
      return id
    }
    await db.execute({
      sql: 'insert into grants (id, person_id, role, unit_id, from_at, given_at) values (?, ?, ?, ?, ?, ?)',
      args: [id, personId, role, unitId(code), now - 60, now - 60],
    })
    return id
  }

  async function approveOwner(of: { id: string; personId: string; unitId: string; asker: string }) {
    const question = v7()
    const detail = JSON.stringify({ deed: 'give', grantId: of.id, fromAt: null, untilAt: null })
    await db.execute({
      sql: `insert into approvals (id, kind, subject_id, unit_id, person_id, detail, reason, asked_by, asked_account,
        asked_at) values (?, 'owner', ?, ?, ?, ?, 'a test needs one', ?, ?, ?)`,
      args: [
        question,
        of.personId,
        of.unitId,
        of.personId,
        detail,
        of.asker,
        `account-${of.asker}`,
        now - 60,
      ],
    })
    await db.execute({
      sql: `update approvals set decision = 'approved', decided_by = 'second', decided_account = 'second', decided_at = ?
        where id = ?`,
      args: [now - 60, question],
    })
  }

  /** Calls this organisation's API with a token, or as nobody. Paths are below `/api/o/<slug>`. */
  function client(as?: string) {
    const send =
      (method: string) =>
      <T = Record<string, unknown>>(path: string, json?: unknown) =>
        call<T>(method, `/o/${slug}${path}`, { as, json })
    return {
      get: send('GET'),
      post: send('POST'),
      patch: send('PATCH'),
      put: send('PUT'),
      delete: send('DELETE'),
    }
  }

  /** Rows of a query on the organisation's database. */
  const rows = async (sql: string, args: InValue[] = []) =>
    (await db.execute({ sql, args })).rows.map((row) => ({ ...row }))

  return { slug, db, unitId, person, grant, rows, nobody: client(), client }
}
