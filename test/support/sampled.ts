import { v7 } from 'uuid'
import { cascade } from './cascade.ts'
import { trained } from './trained.ts'
import type { World } from './world.ts'

const AT = Math.floor(Date.parse('2026-11-20T06:00:00Z') / 1000)
/** The five right answers. */
export const RIGHT = [0, 1, 2, 0, 1]
/** Five wrong ones. */
export const WRONG = [1, 2, 0, 1, 2]

/** A sample as it is told. */
export type Page = {
  id: string
  people: number
  done: number
  questions: Record<string, unknown>[]
  sampled: { credentialId: string; person: { id: string }; done: boolean }[]
}

const questions = RIGHT.map((answer, n) => ({
  textEn: `Question ${n + 1}`,
  textHi: `प्रश्न ${n + 1}`,
  options: ['🌕', '🌗', '🌑'].map((sign) => ({ sign, nameEn: 'Moon', nameHi: 'चाँद' })),
  answer,
}))

/** Two batches of booth workers, of D1 by Asha and of D2 by Ravi, six people each, and the five questions. */
export async function taught(w: World, planned = 0) {
  const org = await w.organisation()
  const oneDay = { days: 1, passDays: 1 }
  const made = await cascade(org, [oneDay, { ...oneDay, planned }, oneDay])
  const owner = await org.person('Owner', { grants: ['owner@ST'] })
  const asha = await org.person('Asha', { unit: 'D1', grants: ['registrar@D1'] })
  const ravi = await org.person('Ravi', { unit: 'D2' })
  const sampler = await org.person('Sampler', { grants: ['registrar@ST'] })
  for (const [by, unit, booth] of [
    [asha, 'D1', 'B1'],
    [ravi, 'D2', 'B3'],
  ] as const) {
    const workshopId = await made.workshop({ tier: 2, unit, days: 1, faculty: [by.id] })
    for (let n = 0; n < 6; n += 1) {
      const { id: personId } = await org.person(`Worker ${booth} ${n}`, { unit: booth })
      await trained(org, made, {
        workshopId,
        personId,
        unit: booth,
        issuedAt: AT,
        by: [by.id],
        generation: 2,
      })
    }
  }
  const set = await owner.post(`/programmes/${made.programmeId}/probes`, { id: v7(), questions })
  if (set.status !== 201) throw new Error(`no questions: ${set.status}`)
  const draft = (more = {}) => ({
    id: v7(),
    tierId: made.tierId(2),
    unitId: org.unitId('ST'),
    batches: 2,
    each: 4,
    seed: 7,
    ...more,
  })
  const answer = (samplingId: string, credentialId: string, choices: (number | null)[], by = sampler) =>
    by.put<{ done: boolean }>(`/samplings/${samplingId}/answers/${credentialId}`, { choices })
  return { org, made, owner, asha, ravi, sampler, draft, answer }
}
