import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { v7 } from 'uuid'
import { scriptFrom } from '../../db/migrate.ts'
import { TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { type Ask, goOn, send } from '../../web/imports/bringing.ts'
import { searchText } from '../../worker/hierarchy/names.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { watchHeap } from './heap.ts'
import { inventedPeople, PEOPLE_COLUMNS } from './people-file.ts'
import { rssMB } from './processes.ts'
import type { Stage } from './stage.ts'

type Say = (line: Record<string, unknown>) => void

/** Least share of a raw insert of the same rows that the import must reach, and most memory of the Worker, MB. */
const [LEAST, MEMORY] = [1 / 6, 128]
const UNIT_COLUMNS = ['code', 'parent_code', 'level', 'name_hi', 'name_en']

/** A state: 55 districts, 230 constituencies, booths below them. */
function* units(booths: number): Generator<string[]> {
  for (let d = 0; d < 55; d += 1) yield [`D${d}`, 'ST', 'district', `ज़िला ${d}`, `District ${d}`]
  for (let c = 0; c < 230; c += 1)
    yield [`C${c}`, `D${c % 55}`, 'constituency', `विधानसभा ${c}`, `Constituency ${c}`]
  for (let b = 0; b < booths; b += 1)
    yield [`B${b}`, `C${b % 230}`, 'booth', `मतदान केंद्र ${b}`, `Polling station ${b}`]
}

const founding = (root: string, admin: string, now: number) => `
  insert into organisation (id, slug, name_en, name_hi, kind, language, time_zone, currency, created_at)
    values (1, 'x', 'X', 'X', 'society', 'hi', 'Asia/Kolkata', 'INR', ${now});
  insert into levels values ('state', 0, 'state', 'राज्य'), ('district', 1, 'district', 'ज़िला'),
    ('constituency', 2, 'constituency', 'विधानसभा'), ('booth', 3, 'booth', 'बूथ');
  insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
    values ('${root}', 'ST', null, 'state', '/${root}/', 'State', 'राज्य', 'state', ${now});
  insert into people (id, unit_id, name_en, name_hi, search_text, created_at) values ('${admin}', '${root}', 'A', 'A', 'a', ${now});
  insert into grants (id, person_id, role, unit_id, from_at, given_at) values ('g', '${admin}', 'owner', '${root}', 1, 1);
  insert into entries values ('session', '${admin}', 'account-${admin}', null, ${now}, null);`

/** The same rows inserted raw into the embedded engine in this process: prepared, 2,000 to a transaction; seconds each. */
function floor(tree: string[][], people: string[][], now: number) {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-floor-'))
  const db = new Database(join(folder, 'floor.db'))
  db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on')
  const root = v7()
  db.exec(`${scriptFrom(0, TENANT_MIGRATIONS, now)};${founding(root, v7(), now)}`)
  const at = new Map([['ST', { id: root, path: `/${root}/` }]])
  const unit =
    db.prepare(`insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const person =
    db.prepare(`insert into people (id, unit_id, name_en, name_hi, guardian_name, gender, born_year, phone,
    external_code, search_text, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  // What the rows are found by is made beforehand: the floor is the insert alone.
  const unitRows = tree.map(([code = '', parent = '', level, hi, en]) => {
    const above = at.get(parent) ?? { id: root, path: `/${root}/` }
    const id = v7()
    const path = `${above.path}${id}/`
    at.set(code, { id, path })
    return [id, code, above.id, level, path, en, hi, searchText([en, hi, code]), now]
  })
  const peopleRows = people.map(([place = '', hi, en, guardian, phone, gender, born, code]) => {
    const unitId = at.get(place)?.id
    return [
      v7(),
      unitId,
      en,
      hi,
      guardian,
      gender,
      Number(born),
      `+91${phone}`,
      code,
      searchText([en, hi]),
      now,
    ]
  })
  const timed = (statement: typeof unit, rows: unknown[][]) => {
    const began = performance.now()
    for (let from = 0; from < rows.length; from += 2000) {
      db.exec('begin immediate')
      for (const row of rows.slice(from, from + 2000)) statement.run(row)
      db.exec('commit')
    }
    return (performance.now() - began) / 1000
  }
  const seconds = { units: timed(unit, unitRows), people: timed(person, peopleRows) }
  db.close()
  rmSync(folder, { recursive: true, force: true })
  return seconds
}

/** Measures the import of a state through the public API, at 1/10 and in full, each beside a raw insert of the same rows. */
export async function imports(s: Stage, say: Say) {
  for (const share of [10, 1]) {
    const slug = `import-${share}`
    const [root, admin] = [v7(), v7()]
    await s.databases.create(`o-${slug}`)
    await s.databases
      .open(`o-${slug}`)
      .executeMultiple(`${scriptFrom(0, TENANT_MIGRATIONS, s.now)};${founding(root, admin, s.now)}`)
    const claims = { sub: `account-${admin}`, sid: 'session', pid: admin }
    const token = await signToken(s.bindings, claims, { audience: slug, now: s.now, life: 7200 })
    let peak = 0
    const ask: Ask = async (method, path, json) => {
      const response = await fetch(new URL(`/api/o/${slug}${path}`, s.product), {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      })
      peak = Math.max(peak, rssMB(s.productPid))
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return response.json()
    }
    const bring = async (kind: 'units' | 'people', columns: string[], rows: string[][]) => {
      const began = performance.now()
      const id = v7()
      const numbered = rows.map((cells, at): [number, string[]] => [at + 2, cells])
      const about = { id, kind, unitId: root, fileName: `${kind}.csv`, bytes: 1, columns, mapping: {} }
      const marks: number[] = []
      for await (const _ of send(ask, { ...about, rows: numbered }));
      marks.push(performance.now())
      for await (const _ of goOn(ask, id));
      marks.push(performance.now())
      await ask('POST', `/imports/${id}/commitment`, { leaveOut: false })
      for await (const _ of goOn(ask, id));
      marks.push(performance.now())
      const [sent = 0, judged = 0, written = 0] = marks.map((mark) => (mark - began) / 1000)
      return { sent, judged: judged - sent, written: written - judged, all: written }
    }
    const tree = [...units(65_400 / share)]
    const codes = tree.filter(([, , level]) => level === 'booth').map(([code = '']) => code)
    const people = [...inventedPeople(150_000 / share, codes)]
    const before = rssMB(s.productPid)
    const heap = s.inspector && (await watchHeap(s.inspector))
    const own = {
      units: await bring('units', UNIT_COLUMNS, tree),
      people: await bring('people', PEOPLE_COLUMNS, people),
    }
    const heapMBPeak = heap?.stop()
    const raw = floor(tree, people, s.now)
    const two = (n: number) => Math.round(n * 100) / 100
    for (const [kind, rows] of [
      ['units', tree],
      ['people', people],
    ] as const) {
      const { sent, judged, written, all } = own[kind]
      const ratio = two(raw[kind] / all)
      say({
        bench: `import of ${kind}`,
        rows: rows.length,
        perSecond: Math.round(rows.length / all),
        floorPerSecond: Math.round(rows.length / raw[kind]),
        ratio,
        least: two(LEAST),
        seconds: two(all),
        sendSeconds: two(sent),
        judgeSeconds: two(judged),
        writeSeconds: two(written),
      })
      if (raw[kind] / all < LEAST && share === 1) process.exitCode = 1
    }
    // What production bounds is the heap of the isolate; the process of workerd holds much else.
    say({
      bench: 'memory of the Worker while importing',
      heapMBPeak,
      most: MEMORY,
      processMBBefore: before,
      processMBPeak: peak,
    })
    if (heapMBPeak !== undefined && heapMBPeak > MEMORY) process.exitCode = 1
  }
}
