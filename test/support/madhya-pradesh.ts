import { madhyaPradeshPartyLevels, madhyaPradeshPartyUnits } from '../../db/seed/tables/madhya-pradesh.ts'
import type { World } from './world.ts'

const LEVELS = ['state', 'division', 'district', 'constituency', 'mandal']

/** An organisation of Madhya Pradesh: its divisions and districts, and all that lies below the districts named. */
export async function madhyaPradesh(w: World, { slug, below = [] }: { slug: string; below?: string[] }) {
  const chosen = new Set(below)
  const units: string[] = []
  const names: Record<string, string> = {}
  for (const { code, parentCode, level, nameEn, nameHi } of madhyaPradeshPartyUnits()) {
    if (level === 'booth') continue
    const deep = level === 'constituency' || level === 'mandal'
    if (deep && !chosen.has(parentCode ?? '')) continue
    if (level === 'constituency') chosen.add(code)
    units.push(parentCode ? `${code}<${parentCode}` : code)
    names[code] = `${nameEn}|${nameHi}`
  }
  const org = await w.organisation({ slug, kind: 'political_party', levels: LEVELS, units, names })
  for (const { code, nameEn, nameHi } of madhyaPradeshPartyLevels) {
    const args = [nameEn, nameHi, code]
    await org.db.execute({ sql: 'update levels set name_en = ?, name_hi = ? where id = ?', args })
  }
  return org
}
