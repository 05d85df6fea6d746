import { v7 } from 'uuid'
import { residentialCamp } from '../../db/seed/tables/campaigns.ts'
import { madhyaPradesh } from './madhya-pradesh.ts'
import type { World } from './world.ts'

const at = (instant: string) => Math.floor(Date.parse(instant) / 1000)

const HOP = {
  planned: false,
  batchSize: 60,
  days: 1,
  hoursPerDay: 6,
  passDays: 1,
  startBy: null,
  finishBy: null,
  feeMinor: 0,
}

/** The phones of the people of a camp. */
export const PHONES = {
  owner: '9893030002',
  treasurer: '9893030003',
  gate: '9893030004',
  meena: '9893030007',
  ravi: '9893030005',
}

/**
 * The residential camp on the day it is announced: seven days with a fee, in June, for the districts; below it the
 * mandals, taught by whoever holds the camp's certificate. Bhopal has its mandals; Meena of Bhopal is known, as are the
 * owner, a treasurer and a person for the desk. Left unpublished, the camp's page is a draft with everything in it.
 */
export async function camp(w: World, slug: string, { published = true } = {}) {
  w.clock.now = at('2025-05-20T05:00:00Z')
  const org = await madhyaPradesh(w, { slug, below: ['MP-D396N'] })
  const person = (nameEn: string, nameHi: string, phone: string, unit: string, grants: string[] = []) =>
    org.person(nameEn, { nameHi, unit, grants, phone: `+91${phone}` })
  const owner = await person('Asha Verma', 'आशा वर्मा', PHONES.owner, 'MP', ['owner@MP'])
  await person('Tara Kosh', 'तारा कोष', PHONES.treasurer, 'MP', ['treasurer@MP'])
  await person('Dev Dwar', 'देव द्वार', PHONES.gate, 'MP', ['supervisor@MP', 'cashier@MP'])
  const meena = await person('Meena Sahu', 'मीना साहू', PHONES.meena, 'MP-D396N')

  /** Says what the API answered, and insists that it agreed. */
  async function posted(path: string, json: unknown) {
    const answer = await owner.post<{ version: number }>(path, json)
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`)
    return answer.body
  }
  const ids = { programme: v7(), camp: v7(), mandals: v7(), workshop: v7() }
  const { title, startsOn, endsOn, days, fee } = residentialCamp
  const names = { nameEn: title.en, nameHi: title.hi }
  const span = { startsOn, endsOn: '2025-12-31', aboutEn: '', aboutHi: '' }
  await posted('/programmes', { id: ids.programme, ...names, ...span })
  await posted(`/programmes/${ids.programme}/tiers`, {
    ...HOP,
    ...{ id: ids.camp, nameEn: 'Camp', nameHi: 'शिविर', hostLevelId: 'state', traineeLevelId: 'district' },
    ...{ taughtBy: 'guest', minimum: 2, target: 7, maximum: 28, days, passDays: 6, batchSize: 500 },
    feeMinor: fee.amountMinor,
  })
  await posted(`/programmes/${ids.programme}/tiers`, {
    ...HOP,
    ...{ id: ids.mandals, nameEn: 'Mandal training', nameHi: 'मंडल प्रशिक्षण' },
    ...{ hostLevelId: 'district', traineeLevelId: 'mandal', taughtBy: 'credential' },
    ...{ minimum: 1, target: 2, maximum: 6 },
  })
  await posted(`/programmes/${ids.programme}/publication`, undefined)
  const { version } = await posted('/workshops', {
    ...{
      id: ids.workshop,
      tierId: ids.camp,
      unitId: org.unitId('MP'),
      ...names,
      venueEn: null,
      venueHi: null,
    },
    ...{ startsOn, endsOn, opensAt: w.clock.now, closesAt: at('2025-06-15T12:00:00Z') },
    ...{ capacity: 300, feeMinor: fee.amountMinor },
  })
  const include = [org.unitId('MP')]
  await owner.put(`/workshops/${ids.workshop}/catchment`, { version, include, exclude: [] })
  if (published) await posted(`/workshops/${ids.workshop}/publication`, undefined)

  /** A person's client whose token is of the present day. */
  const now = async (personId: string) => org.client(await w.token(slug, personId))

  /** Sets the clock to an hour of a day of the camp's place. */
  const setClock = (day: string, hour = '09:30') => {
    w.clock.now = at(`${day}T${hour}:00+05:30`)
  }
  return { org, owner, meena, ids, now, setClock }
}
