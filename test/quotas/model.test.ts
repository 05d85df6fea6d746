import { createClient } from '@libsql/client'
import { expect, test } from 'vitest'
import { scriptFrom } from '../../db/migrate.ts'
import { TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { type Chance, chance } from '../support/chance.ts'
import { Model, type ModelPerson } from './model.ts'

const NOW = 1_800_000_000
const PARENTS = new Map([
  ['D1', 'ST'],
  ['D2', 'ST'],
  ['B1', 'D1'],
  ['B2', 'D1'],
  ['B3', 'D2'],
])
const UNITS = ['ST', ...PARENTS.keys()]
const WINGS = ['W1', 'W2']
const lineOf = (unit: string): string[] => {
  const up = PARENTS.get(unit)
  return up ? [...lineOf(up), unit] : [unit]
}
const pathOf = (unit: string) => `/${lineOf(unit).join('/')}/`

async function ground() {
  const db = createClient({ url: ':memory:' })
  await db.executeMultiple(scriptFrom(0, TENANT_MIGRATIONS, NOW))
  await db.executeMultiple(`
    insert into organisation (id, slug, name_en, name_hi, kind, language, time_zone, currency, created_at)
      values (1, 'o', 'o', 'o', 'society', 'hi', 'Asia/Kolkata', 'INR', ${NOW});
    insert into levels values ('state', 0, 's', 's'), ('district', 1, 'd', 'd'), ('booth', 2, 'b', 'b');
    insert into wings values ('W1', 'w', 'w'), ('W2', 'w', 'w');
    insert into programmes (id, name_en, name_hi, starts_on, ends_on, created_at) values ('p', 'p', 'p', '2026-01-01', '2027-12-31', 0);
    insert into tiers (id, programme_id, position, name_en, name_hi, host_level_id, trainee_level_id, taught_by, planned,
      minimum, target, maximum, batch_size, days, hours_per_day, pass_days)
      values ('t', 'p', 1, 't', 't', 'state', 'booth', 'guest', 0, 1, 2, 500, 40, 1, 6, 1);`)
  for (const unit of UNITS) {
    const parent = PARENTS.get(unit) ?? null
    await db.execute({
      sql: `insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
        values (?, ?, ?, ?, ?, '', '', '', 0)`,
      args: [unit, unit, parent, ['state', 'district', 'booth'][lineOf(unit).length - 1] ?? '', pathOf(unit)],
    })
  }
  return db
}

type Db = Awaited<ReturnType<typeof ground>>

/** One workshop whose every step is done in the tables and in the model, which must agree after each. */
class Life {
  readonly model: Model
  readonly #people: ModelPerson[] = []
  #now = NOW
  #next = 0
  readonly #db: Db
  readonly #luck: Chance
  readonly #id: string
  constructor(db: Db, luck: Chance) {
    this.#db = db
    this.#luck = luck
    this.#id = `w${luck.seed}`
    this.model = new Model(4 + luck.below(8), PARENTS)
  }
  #run(sql: string, ...args: (string | number)[]) {
    return this.#db.execute({ sql, args })
  }
  async begin() {
    await this.#run(
      `insert into workshops (id, tier_id, unit_id, name_en, name_hi, starts_on, ends_on, capacity, fee_minor, currency,
        opens_at, closes_at, published_at, created_at)
        values (?, 't', 'ST', 'w', 'w', '2027-12-01', '2027-12-01', ?, 0, 'INR', 0, ?, 0, 0)`,
      ...[this.#id, this.model.capacity, NOW * 2],
    )
    for (let n = 0; n < 24; n += 1) {
      const unit = this.#luck.one(['B1', 'B2', 'B3'])
      const wings = WINGS.filter(() => this.#luck.maybe(0.3))
      const person = { id: `${this.#id}p${n}`, units: lineOf(unit), wings }
      this.#people.push(person)
      await this.#run(
        `insert into people (id, unit_id, name_en, name_hi, search_text, created_at) values (?, ?, 'x', 'x', '', 0)`,
        ...[person.id, unit],
      )
      for (const wing of wings) await this.#run('insert into wing_members values (?, ?)', person.id, wing)
    }
    while (this.model.cells.length === 0) await this.sheet()
  }
  async sheet(): Promise<void> {
    const { model } = this
    const cells = ['', ...UNITS].flatMap((unit) =>
      ['', ...WINGS].flatMap((wing) =>
        (unit !== '' || wing !== '') && this.#luck.maybe(0.2)
          ? [{ unit, wing, seats: this.#luck.below(4), released: false }]
          : [],
      ),
    )
    // Without any cell seats are given as they always were, which is not what is held here.
    if (cells.length === 0) return this.sheet()
    const asked = new Model(model.capacity, PARENTS)
    const { registered, waits } = model
    const was = (cell: { unit: string; wing: string }) =>
      model.cells.find(({ unit, wing }) => unit === cell.unit && wing === cell.wing)?.released ?? false
    Object.assign(asked, {
      cells: cells.map((cell) => ({ ...cell, released: was(cell) })),
      registered,
      waits,
    })
    const fits = asked.fits([])
    const json = cells.map(({ unit, wing, seats }) => ({
      unitId: unit || null,
      wingId: wing || null,
      seats,
      releaseOn: null,
    }))
    const done = this.#run(
      'insert into cell_sheets (workshop_id, cells, at) values (?, ?, ?)',
      ...[this.#id, JSON.stringify(json), this.#now],
    ).then(
      () => true,
      (error: unknown) => !/seats-short/.test(String(error)),
    )
    expect(await done).toBe(fits)
    if (!fits) return
    model.cells = asked.cells
    model.pass()
  }
  #idle() {
    const busy = new Set(
      [...this.model.registered, ...this.model.waits.flatMap(({ people }) => people)].map(({ id }) => id),
    )
    return this.#people.filter(({ id }) => !busy.has(id))
  }
  #insert(person: ModelPerson) {
    const id = `${this.#id}r${this.#next++}`
    return this.#run(
      `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
        values (?, ?, 't', ?, ?, ?, 'x', ?)`,
      ...[id, this.#id, person.id, person.units.at(-1) ?? '', id, this.#now],
    ).then(
      () => true,
      (error: unknown) => {
        expect(String(error)).toMatch(/cell-full/)
        return false
      },
    )
  }
  async register() {
    const person = this.#idle()[0]
    if (!person) return
    const may = this.model.mayTake(person)
    expect(await this.#insert(person)).toBe(may)
    if (may) this.model.registered.push(person)
  }
  async cancel() {
    if (this.model.registered.length === 0) return
    const person = this.#luck.one(this.model.registered)
    this.model.registered = this.model.registered.filter((one) => one !== person)
    await this.#run(
      'update registrations set cancelled_at = ? where person_id = ? and cancelled_at is null',
      ...[this.#now, person.id],
    )
    this.model.pass()
  }
  async join() {
    const people = this.#idle().slice(0, this.#luck.maybe(0.4) ? 2 + this.#luck.below(2) : 1)
    if (people.length === 0) return
    const id = `${this.#id}q${this.#next++}`
    await this.#run(
      'insert into waits (id, workshop_id, asked_by, place, asked_at) values (?, ?, ?, ?, ?)',
      ...[id, this.#id, people[0]?.id ?? '', this.#next, this.#now],
    )
    for (const { id: personId, units } of people)
      await this.#run(
        'insert into wait_people (wait_id, person_id, unit_id) values (?, ?, ?)',
        ...[id, personId, units.at(-1) ?? ''],
      )
    this.model.waits.push({ id, people, offered: false })
    await this.#offer()
  }
  async #offer() {
    await this.#run('insert into seat_offers (workshop_id, at) values (?, ?)', this.#id, this.#now)
    this.model.pass()
  }
  async leave(state: 'left' | 'lapsed') {
    const those = this.model.waits.filter(({ offered }) => state === 'left' || offered)
    if (those.length === 0) return
    const gone = this.#luck.one(those)
    this.model.waits = this.model.waits.filter((wait) => wait !== gone)
    await this.#run('update waits set state = ?, ended_at = ? where id = ?', state, this.#now, gone.id)
    this.model.pass()
  }
  async take() {
    const offered = this.model.waits.filter((wait) => wait.offered)
    if (offered.length === 0) return
    const wait = this.#luck.one(offered)
    for (const person of wait.people) expect(await this.#insert(person)).toBe(true)
    this.model.waits = this.model.waits.filter((one) => one !== wait)
    this.model.registered.push(...wait.people)
    this.model.pass()
    await this.#offer()
  }
  async release() {
    const kept = this.model.cells.filter(({ released }) => !released)
    if (kept.length === 0) return
    const cell = this.#luck.one(kept)
    cell.released = true
    await this.#run(
      `insert into cell_releases (workshop_id, cells, at)
        select workshop_id, json_array(id), ? from cells where workshop_id = ? and unit_id = ? and wing_id = ?`,
      ...[this.#now, this.#id, cell.unit, cell.wing],
    )
    this.model.pass()
  }
  async grow() {
    this.model.capacity += 1
    await this.#run('update workshops set capacity = ? where id = ?', this.model.capacity, this.#id)
    await this.#offer()
  }
  async agree() {
    const [counts, states] = await Promise.all([
      this.#run('select unit_id, wing_id, used from cells where workshop_id = ?', this.#id),
      this.#run(
        "select id, state from waits where workshop_id = ? and state in ('waiting', 'offered') order by place",
        this.#id,
      ),
    ])
    const holders = this.model.holders()
    for (const row of counts.rows) {
      const cell = this.model.cells.find(({ unit, wing }) => unit === row.unit_id && wing === row.wing_id)
      const used = cell ? this.model.used(cell, holders) : this.model.hallUsed(holders)
      expect([row.unit_id, row.wing_id, row.used]).toEqual([row.unit_id, row.wing_id, used])
    }
    expect(states.rows.map(({ id, state }) => [id, state])).toEqual(
      this.model.waits.map(({ id, offered }) => [id, offered ? 'offered' : 'waiting']),
    )
    expect(this.model.hallUsed(holders)).toBeLessThanOrEqual(this.model.capacity)
  }
  async step() {
    this.#now += 60
    const luck = this.#luck.below(100)
    if (luck < 35) await this.register()
    else if (luck < 50) await this.cancel()
    else if (luck < 70) await this.join()
    else if (luck < 76) await this.leave('left')
    else if (luck < 80) await this.leave('lapsed')
    else if (luck < 90) await this.take()
    else if (luck < 95) await this.release()
    else if (luck < 97) await this.grow()
    else await this.sheet()
  }
}

test('whatever happens, seats are given as somebody would who counts everything anew each time', async () => {
  const db = await ground()
  for (let seed = 1; seed <= Number(process.env.LIVES ?? 15); seed += 1) {
    const life = new Life(db, chance(seed))
    await life.begin()
    for (let n = 0; n < 60; n += 1) {
      await life.step()
      await life.agree().catch((error: unknown) => {
        throw new Error(`seed ${seed}, step ${n}`, { cause: error })
      })
    }
  }
}, 120_000)
