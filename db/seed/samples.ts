import { v7 } from 'uuid'
import { fiveQuestions, SIGNS } from './tables/questions.ts'
import type { Person, Row, Tenant, Unit } from './tenant.ts'
import { draws } from './weeks.ts'

/** A sample as it is to be drawn of a tier in a unit, and how sure people of it are: the chance that an answer is right. */
export type Sample = {
  tierId: string
  unit: Unit
  batches: number
  each: number
  seed: number
  right: number
}

/** How much better or worse than the others of their tier the trainees of a trainer remember. */
const SPREAD = 0.34
/** The share of trainers whose trainees remember next to nothing. */
const WEAK = 0.06
/** The share of those drawn who were not at home. */
const ABSENT = 0.07

const questions = () =>
  fiveQuestions.map(({ text, options, answer }) => ({
    textEn: text.en,
    textHi: text.hi,
    options: options.map(({ en, hi }, at) => ({ sign: SIGNS[at], nameEn: en, nameHi: hi })),
    answer,
  }))

type Drawn = Omit<Sample, 'right'> & { id: string; probeId: string }

/** Some batches of a tier by chance, and of each some of those whom nobody drew before. */
async function drawn(t: Tenant, { id, probeId, tierId, unit, batches, each, seed }: Drawn): Promise<Row[]> {
  const { rows } = await t.db.execute({
    sql: `select c.id, c.workshop_id, c.generation, (select f.person_id from faculty f
        where f.workshop_id = c.workshop_id order by f.leads desc, f.person_id limit 1) as trainer_id
      from credentials c join units u on u.id = c.unit_id and u.path >= ?3 and u.path < ?3 || '~'
      where c.tier_id = ?1 and c.revoked_at is null
        and not exists (select 1 from sampled o where o.credential_id = c.id and o.probe_id = ?2) order by c.id`,
    args: [tierId, probeId, unit.path],
  })
  const next = draws(seed)
  const byChance = <T>(all: readonly T[], most: number): T[] =>
    all
      .map((one) => ({ one, at: next() }))
      .sort((a, b) => a.at - b.at)
      .slice(0, most)
      .map(({ one }) => one)
  const held = Map.groupBy(rows, ({ workshop_id }) => workshop_id)
  return byChance([...held.values()], batches).flatMap((batch) =>
    byChance(batch, each).map(({ id: credentialId, generation, trainer_id }, at) => ({
      sampling_id: id,
      credential_id: credentialId ?? null,
      probe_id: probeId,
      tier_id: tierId,
      trainer_id: trainer_id ?? null,
      generation: generation ?? 0,
      place: at + 1,
    })),
  )
}

/** Sets five questions for a programme, draws samples of those it trained, and has them answered. */
export async function ask(t: Tenant, programmeId: string, asker: Person, samples: readonly Sample[]) {
  const [probeId, at] = [v7(), t.now - 86_400 * 6]
  await t.insert('probes', [
    {
      id: probeId,
      programme_id: programmeId,
      questions: JSON.stringify(questions()),
      made_by: asker.id,
      made_at: at,
    },
  ])
  for (const { unit, right, ...sample } of samples) {
    const id = v7()
    await t.insert('samplings', [
      {
        id,
        probe_id: probeId,
        tier_id: sample.tierId,
        unit_id: unit.id,
        seed: sample.seed,
        drawn_by: asker.id,
        drawn_at: at + sample.seed,
      },
    ])
    await t.insert('sampled', await drawn(t, { ...sample, unit, id, probeId }))
    await answer(t, id, asker, { right, seed: sample.seed, at })
  }
}

type How = { right: number; seed: number; at: number }

async function answer(t: Tenant, samplingId: string, asker: Person, { right, seed, at }: How) {
  const { rows } = await t.db.execute({
    sql: 'select credential_id, trainer_id from sampled where sampling_id = ? order by trainer_id, place, credential_id',
    args: [samplingId],
  })
  const next = draws(seed)
  const byTrainer = new Map<unknown, number>()
  const said = rows.map(({ credential_id, trainer_id }) => {
    const own = byTrainer.get(trainer_id) ?? (next() < WEAK ? 0.2 : right + SPREAD * (next() - 0.5))
    byTrainer.set(trainer_id, own)
    const choices = fiveQuestions.map(({ answer: is }) =>
      next() < own ? is : (is + 1 + Math.floor(next() * 2)) % 3,
    )
    const known = choices.filter((one, n) => one === fiveQuestions[n]?.answer).length
    const absent = next() < ABSENT
    return absent
      ? [credential_id, null, null, 'absent']
      : [credential_id, JSON.stringify(choices), known, null]
  })
  await t.db.execute({
    sql: `update sampled set answers = e.value ->> 1, known = e.value ->> 2, missed = e.value ->> 3, asked_by = ?, asked_at = ?
      from json_each(?) e where sampled.sampling_id = ? and sampled.credential_id = e.value ->> 0`,
    args: [asker.id, at + 86_400, JSON.stringify(said), samplingId],
  })
}
