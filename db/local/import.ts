import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { v7 } from 'uuid'
import { type Ask, goOn, send, type Told } from '../../web/imports/bringing.ts'
import { lacking, suggested, toRemember, toSend } from '../../web/imports/reading/columns.ts'
import { FileFault } from '../../web/imports/reading/fault.ts'
import { readBytes, rootCodeIn, withRoot } from '../../web/imports/reading/file.ts'
import { sessionWith, signIn } from './import-session.ts'

const USAGE = `npm run import -- units|people|offices|trainings FILE --organisation SLUG --address http://… --contact PHONE-OR-E-MAIL
  [--sheet NAME]       which sheet of a workbook (the first one)
  [--unit ID]          for whose subtree (the topmost unit that the token's person may edit)
  [--import ID]        goes on with an import that was broken off
  [--write]            writes what it brings; without it everything is only tried out
  [--leave-out]        leaves out the rows that are refused
  [--person ID]        which of several people with the same contact
Signs in with the code that is sent to the contact: it is asked for here, or read from the outbox of a local machine.
Instead of it --token TOKEN, or IMPORT_TOKEN: an access token of the organisation, as POST /api/o/SLUG/entry answers one.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    organisation: { type: 'string' },
    address: { type: 'string', default: 'http://localhost:8787' },
    contact: { type: 'string' },
    person: { type: 'string' },
    token: { type: 'string', default: process.env.IMPORT_TOKEN ?? '' },
    sheet: { type: 'string' },
    unit: { type: 'string' },
    import: { type: 'string' },
    write: { type: 'boolean', default: false },
    'leave-out': { type: 'boolean', default: false },
  },
})
const [kind, file] = positionals
if (
  (kind !== 'units' && kind !== 'people' && kind !== 'offices' && kind !== 'trainings') ||
  !file ||
  !values.organisation ||
  !(values.token || values.contact)
) {
  console.error(USAGE)
  process.exit(2)
}
const { address, organisation, contact } = values
const session =
  contact === undefined
    ? sessionWith(values.token)
    : await signIn({ address, organisation, contact, personId: values.person }).catch((refused: unknown) => {
        console.error(String(refused))
        process.exit(1)
      })
const base = `${values.address}/api/o/${values.organisation}`

const [TRIES, WAIT_MS] = [20, 1000]

/** Asks the API; while it does not answer it is asked again: every request of an import may be repeated. */
const ask: Ask = async (method, path, json) => {
  for (let tried = 1; ; tried += 1) {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${session.token()}`, 'content-type': 'application/json' },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    }).catch(() => undefined)
    if (response?.ok) return response.json()
    // An import may last longer than a token.
    if (response?.status === 401 && tried < TRIES && (await session.renew())) continue
    if (response && response.status < 500) throw new Error(`${method} ${path}: ${await response.text()}`)
    if (tried === TRIES) throw new Error(`${method} ${path}: no answer`)
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }
}

type Tops = { units: { id: string; code: string; parentId: string | null }[] }
const say = (line: unknown) => console.log(JSON.stringify(line))
const began = performance.now()
const progress = ({ state, rows, received, passed }: Told) => {
  const seconds = Math.round((performance.now() - began) / 100) / 10
  process.stderr.write(`\r${state} ${state === 'open' ? received : passed}/${rows} after ${seconds} s      `)
}

async function tableOf(path: string) {
  const read = await readBytes(basename(path), readFileSync(path))
  const at = values.sheet === undefined ? 0 : read.sheets.indexOf(values.sheet)
  if (at < 0) throw new Error(`no sheet ${values.sheet}; there are ${read.sheets.join(', ')}`)
  return { read, sheet: read.sheet(at) }
}

async function run(of: Told['kind'], path: string) {
  const { read, sheet } = await tableOf(path)
  const { units } = (await ask('GET', '/units')) as Tops
  const { mappings } = (await ask('GET', '/imports')) as {
    mappings: { kind: string; mapping: Record<string, string> }[]
  }
  const remembered = mappings.find((one) => one.kind === of)?.mapping ?? {}
  const mapping = suggested(of, sheet.header, remembered)
  say({
    encoding: read.encoding,
    rows: sheet.rows.length,
    columns: Object.fromEntries(sheet.header.map((h, i) => [h, mapping[i]])),
    lacking: lacking(of, mapping),
  })
  const { columns, rows } = toSend(of, sheet, mapping)
  const ours = units.find(({ parentId }) => parentId === null)?.code
  const theirs = of === 'units' ? rootCodeIn(columns, rows) : undefined
  const id = values.import ?? v7()
  const bringing = {
    id,
    kind: of,
    unitId: values.unit ?? units[0]?.id ?? '',
    fileName: basename(path),
    bytes: readFileSync(path).length,
    columns,
    rows: ours && theirs && ours !== theirs ? withRoot(columns, rows, theirs, ours) : rows,
    mapping: toRemember(sheet.header, mapping),
  }
  say({ import: id })
  for await (const told of send(ask, bringing)) progress(told)
  for await (const told of goOn(ask, id)) progress(told)
  const report = (await ask('GET', `/imports/${id}/report`)) as { import: Told }
  say(report)
  if (report.import.state !== 'ready' || !values.write) return
  await ask('POST', `/imports/${id}/commitment`, { leaveOut: values['leave-out'] })
  let last = report.import
  for await (const told of goOn(ask, id)) {
    progress(told)
    last = told
  }
  const seconds = (performance.now() - began) / 1000
  say({
    import: last,
    seconds: Math.round(seconds * 10) / 10,
    rowsPerSecond: Math.round(last.rows / seconds),
  })
}

await run(kind, file).catch((refused: unknown) => {
  const told =
    refused instanceof FileFault
      ? `${refused.code} ${refused.row ?? ''} ${refused.column ?? ''}`
      : String(refused)
  console.error(told.trim())
  process.exitCode = 1
})
await session.leave().catch(() => undefined)
