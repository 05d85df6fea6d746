import { json, Problem } from '../api.ts'
import { attendanceApi } from './api.ts'
import type { Mark } from './queue.ts'
import type { Accepted } from './verdict.ts'

/** What became of a mark that was sent. */
export type Told = { id: string } & ({ accepted: Accepted } | { refusal: string })

const TIMEOUT_MS = 15_000
const DEVICE_LENGTH = 80

const bodyOf = ({ id, dayOn, way, code, registrationId }: Mark) => ({
  id,
  dayOn,
  way,
  device: navigator.userAgent.slice(0, DEVICE_LENGTH),
  ...(code === undefined ? { registrationId } : { code }),
})

const sendOne = async (organisation: string, workshopId: string, mark: Mark): Promise<Told> => {
  const route = attendanceApi(organisation).workshops[':workshopId'].marks
  const init = { signal: AbortSignal.timeout(TIMEOUT_MS) }
  const sent = { param: { workshopId }, json: bodyOf(mark) }
  return { id: mark.id, accepted: await json(route.$post(sent, { init })) }
}

const sendMany = async (
  organisation: string,
  workshopId: string,
  marks: readonly Mark[],
): Promise<Told[]> => {
  const route = attendanceApi(organisation).workshops[':workshopId'].marks.batch
  const init = { signal: AbortSignal.timeout(TIMEOUT_MS) }
  const body = { marks: marks.map((mark) => ({ ...bodyOf(mark), markedAt: mark.at })) }
  const { marks: made } = await json(route.$post({ param: { workshopId }, json: body }, { init }))
  return made.map((told) =>
    told.refusal === null ? { id: told.id, accepted: told } : { id: told.id, refusal: told.refusal },
  )
}

const isFinal = (thrown: unknown): thrown is Problem =>
  thrown instanceof Problem && [404, 409, 422].includes(thrown.status)

/** Sends marks and tells what became of each; throws when the server was not reached, and then they are to be sent again. */
export const send = async (
  organisation: string,
  workshopId: string,
  marks: readonly Mark[],
): Promise<Told[]> => {
  const [only, ...others] = marks
  if (!only) return []
  try {
    return others.length === 0
      ? [await sendOne(organisation, workshopId, only)]
      : await sendMany(organisation, workshopId, marks)
  } catch (thrown) {
    if (!isFinal(thrown)) throw thrown
    return marks.map(({ id }) => ({ id, refusal: thrown.slug }))
  }
}

/** Takes a mark back. */
export const takeBack = (organisation: string, markId: string): Promise<unknown> =>
  json(attendanceApi(organisation).marks[':markId'].$delete({ param: { markId } }))
