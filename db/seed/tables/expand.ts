/** One unit of an organisation's tree as an import takes it: parents come before their children. */
export type UnitRow = {
  code: string
  parentCode: string | null
  level: string
  nameEn: string
  nameHi: string
  aliases?: string[]
}

/** One rung of a tree, listed from the top; `code` is what `UnitRow.level` holds. */
export type LevelRow = { code: string; nameEn: string; nameHi: string }

/** One entry of an outline; `path` holds the ids of its ancestors from the top, `count` is 0 where none is written. */
export type Entry = {
  depth: number
  id: string
  nameEn: string
  nameHi: string
  count: number
  path: string[]
}

/** Reads a table of `id|english|hindi|count` entries, several to a line by `;`, nested by one leading space a level. */
export function* outline(table: string): Generator<Entry> {
  const path: string[] = []
  for (const line of table.split('\n')) {
    const text = line.trimStart()
    const depth = line.length - text.length
    for (const item of text === '' ? [] : text.split(';')) {
      const [id = '', nameEn = '', nameHi = '', count = '0'] = item.split('|')
      yield { depth, id, nameEn, nameHi, count: Number(count), path: path.slice(0, depth) }
      path[depth] = id
    }
  }
}

/** Passes rows on, adding the other spellings under which a unit is known. */
export function* withAliases(rows: Iterable<UnitRow>, known: Record<string, string[]>): Generator<UnitRow> {
  for (const row of rows) {
    const aliases = known[row.code]
    yield aliases === undefined ? row : { ...row, aliases }
  }
}

/** Splits `total` in proportion to the weights by largest remainder: whole shares that add up to it exactly. */
export function apportion(total: number, weights: number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const shares = exact.map(Math.floor)
  const left = total - shares.reduce((a, b) => a + b, 0)
  const order = exact.map((value, at) => ({ at, rest: value - Math.floor(value) }))
  order.sort((a, b) => b.rest - a.rest || a.at - b.at)
  const rounded = new Set(order.slice(0, left).map((one) => one.at))
  return shares.map((share, at) => (rounded.has(at) ? share + 1 : share))
}

/** Writes a number with at least three digits, as the codes carry it. */
export function three(number: number | string): string {
  return String(number).padStart(3, '0')
}

/** Numbers a seat's booths 1..count; `parentOf` names the unit that each booth stands under. */
export function* booths(
  seat: { code: string; nameEn: string; nameHi: string; count: number },
  parentOf: (booth: number) => string,
): Generator<UnitRow> {
  for (let booth = 1; booth <= seat.count; booth += 1) {
    yield {
      code: `${seat.code}-P${three(booth)}`,
      parentCode: parentOf(booth),
      level: 'booth',
      nameEn: `${seat.nameEn} Booth ${booth}`,
      nameHi: `${seat.nameHi} बूथ ${booth}`,
    }
  }
}

/** Writes an English place name in Devanagari word by word; throws on a word that the lexicon cannot spell. */
export function inDevanagari(name: string, lexicon: ReadonlyMap<string, string>, endings: string[]): string {
  return name.replaceAll(/[A-Za-z]+/g, (written) => {
    const word = written.toLowerCase()
    const whole = lexicon.get(word)
    if (whole !== undefined) return whole
    const ending = endings.find((one) => word.endsWith(one) && lexicon.has(word.slice(0, -one.length)))
    if (ending === undefined) throw new Error(`no Devanagari spelling for "${written}" in "${name}"`)
    return `${lexicon.get(word.slice(0, -ending.length))}${lexicon.get(ending)}`
  })
}
