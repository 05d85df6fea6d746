import * as z from 'zod'
import { contactOf } from '../../accounts/index.ts'
import { searchText, soundKey, unitWords } from '../../hierarchy/index.ts'
import { plainCell } from '../../platform/csv-out.ts'
import { newId } from '../../platform/id.ts'
import { oneLine } from '../../platform/letters.ts'
import { mended } from '../rules.ts'
import { type Columns, cellFault, severalOf } from './cells.ts'
import { dayFrom, PERSON_COLUMNS, partOfDay, readPerson } from './person.ts'

/** What can be brought by a table. */
export const Kind = z.enum(['units', 'people', 'offices', 'trainings'])
export type Kind = z.infer<typeof Kind>

/** The columns of each kind of table. */
export const COLUMNS: Record<Kind, Columns> = {
  units: {
    required: ['code', 'parent_code', 'level'],
    oneOf: [['name_en', 'name_hi']],
    optional: ['aliases'],
  },
  people: PERSON_COLUMNS,
  offices: {
    required: ['office'],
    oneOf: [['code', 'phone', 'name_en', 'name_hi']],
    optional: ['unit_code', 'level', 'from', 'until'],
  },
  trainings: {
    required: [],
    oneOf: [
      ['tier', 'subject'],
      ['code', 'phone', 'name_en', 'name_hi'],
    ],
    optional: ['unit_code', 'level', 'programme', 'trained_on', 'trained_by', 'place', 'certificate'],
  },
}

/** A row with what it says by itself; the fault is [column, code, value]. */
export type ReadRow = {
  row: number
  level: string
  look: string
  place: string
  cells: readonly string[]
  said: Record<string, unknown>
  fault: readonly [string, string, string] | null
  repairs: readonly (readonly [string, string, string, string])[] | null
}

type Cells = { cell: (column: string) => string; fault: ReadRow['fault'] }
type Meant = Pick<ReadRow, 'level' | 'look' | 'place' | 'said' | 'fault'>

const CODE = /^[A-Za-z0-9._/-]{1,64}$/
const LETTERS_SHOWN = 100

const searched = (en: string, hi: string) => searchText([en || hi, hi || en])

function readUnit({ cell, fault }: Cells): Meant {
  const [code, en, hi] = [cell('code'), cell('name_en'), cell('name_hi')]
  const aliases = severalOf(cell('aliases'))
  const own = (): ReadRow['fault'] => {
    if (!code) return ['code', 'missing-code', '']
    if (!CODE.test(code)) return ['code', 'code-letters', code]
    if (!en && !hi) return ['name_en', 'missing-name', '']
    if (en.length > 120 || hi.length > 120) return ['name_en', 'too_big', (en || hi).slice(0, LETTERS_SHOWN)]
    return null
  }
  return {
    level: cell('level').toLowerCase(),
    look: code,
    place: cell('parent_code'),
    said: {
      id: newId(),
      en: en || null,
      hi: hi || null,
      aliases: aliases.length > 0 ? JSON.stringify(aliases) : null,
      search: unitWords({ nameEn: en || hi, nameHi: hi || en, aliases, code }),
    },
    fault: fault ?? own(),
  }
}

/** What a text that names a unit is looked up by: the level narrows it. */
const placeOf = (text: string, level: string) => (level ? `${text}\n${level.toLowerCase()}` : text)

function readSomebody({ cell, fault }: Cells): Meant {
  const { person, fault: unread } = readPerson(cell)
  const [en, hi, unit] = [cell('name_en'), cell('name_hi'), cell('unit_code')]
  const own: ReadRow['fault'] = unread
    ? [...unread, cell(unread[0]).slice(0, LETTERS_SHOWN)]
    : unit
      ? null
      : ['unit_code', 'missing-unit', '']
  return {
    level: '',
    look: person.code ?? JSON.stringify([unit, en || hi, hi || en, person.guardianName, person.phone]),
    place: placeOf(unit, cell('level')),
    said: {
      id: newId(),
      officeId: newId(),
      en: en || null,
      hi: hi || null,
      ...person,
      search: searched(en, hi),
      sound: soundKey([en, hi]),
      guardianSound: soundKey([person.guardianName]),
    },
    fault: fault ?? own,
  }
}

/** Whom a row means, for tables about people who are there; `person` is how he is asked about. */
function readWhom(cell: Cells['cell']) {
  const contact = cell('phone') ? contactOf(cell('phone')) : undefined
  const place = placeOf(cell('unit_code'), cell('level'))
  const whom = {
    code: cell('code') || null,
    phone: contact?.kind === 'phone' ? contact.value : null,
    en: cell('name_en') || null,
    hi: cell('name_hi') || null,
  }
  const nobody = Object.values(whom).every((value) => value === null)
  const own: ReadRow['fault'] =
    cell('phone') && !whom.phone
      ? ['phone', 'bad-phone', cell('phone')]
      : nobody
        ? ['name_en', 'missing-name', '']
        : null
  const named = whom.code || whom.phone ? '' : place.replace('\n', ', ')
  const person = [whom.code, whom.phone, whom.en, whom.hi, named].filter(Boolean).join(' · ')
  return { place, whom: { ...whom, person, sound: soundKey([whom.en ?? '', whom.hi ?? '']) }, own }
}

function readOffice({ cell, fault }: Cells): Meant {
  const { place, whom, own: unknown } = readWhom(cell)
  const [from, until] = [cell('from'), cell('until')].map((text) => (text ? (dayFrom(text) ?? null) : null))
  const unread = (['from', 'until'] as const).find((column) => cell(column) && !dayFrom(cell(column)))
  const own = (): ReadRow['fault'] => {
    if (!cell('office')) return ['office', 'missing-office', '']
    if (unread) return [unread, 'bad-date', cell(unread)]
    return from && until && until < from ? ['until', 'ends-before', cell('until')] : unknown
  }
  const office = cell('office').toLowerCase()
  return {
    level: '',
    look: JSON.stringify([whom.person, place, office, from]),
    place,
    said: { id: newId(), ...whom, office, from: from ?? null, until: until ?? null },
    fault: fault ?? own(),
  }
}

const ABOUT_MAX = 120

function readTraining({ cell, fault }: Cells): Meant {
  const { place, whom, own: unknown } = readWhom(cell)
  const on = cell('trained_on') ? partOfDay(cell('trained_on')) : null
  const [tier, subject] = [cell('tier').toLowerCase(), cell('subject').toLowerCase()]
  const long = ['trained_by', 'place', 'certificate'].find((column) => cell(column).length > ABOUT_MAX)
  const own = (): ReadRow['fault'] => {
    if (!tier && !subject) return ['tier', 'missing-training', '']
    if (on === undefined) return ['trained_on', 'bad-date', cell('trained_on')]
    return long ? [long, 'too_big', cell(long).slice(0, LETTERS_SHOWN)] : unknown
  }
  return {
    level: '',
    look: JSON.stringify([whom.person, tier, subject]),
    place,
    said: {
      id: newId(),
      ...whom,
      tier: tier || null,
      subject: subject || null,
      programme: cell('programme').toLowerCase() || null,
      on: on ?? null,
      by: cell('trained_by') || null,
      at: cell('place') || null,
      certificate: cell('certificate') || null,
    },
    fault: fault ?? own(),
  }
}

const READERS: Record<Kind, (cells: Cells) => Meant> = {
  units: readUnit,
  people: readSomebody,
  offices: readOffice,
  trainings: readTraining,
}

/** Reads a row by itself: what it says, what was mended in it, and the first thing that is wrong with it. */
export function readRow(
  kind: Kind,
  columns: readonly string[],
  row: number,
  cells: readonly string[],
): ReadRow {
  const values = new Map<string, string>()
  const repairs: [string, string, string, string][] = []
  let fault: ReadRow['fault'] = null
  columns.forEach((column, index) => {
    const plain = oneLine(plainCell(cells[index] ?? ''))
    const { value, repair, fault: lost } = mended(column, plain)
    values.set(column, value)
    if (repair) repairs.push([column, repair, plain.slice(0, LETTERS_SHOWN), value])
    const code = lost ?? cellFault(column, value)
    if (code) fault ??= [column, code, plain.slice(0, LETTERS_SHOWN)]
  })
  const cell = (column: string) => values.get(column) ?? ''
  return {
    row,
    cells: columns.map((_, index) => (cells[index] ?? '').slice(0, 600)),
    ...READERS[kind]({ cell, fault }),
    repairs: repairs.length > 0 ? repairs : null,
  }
}
