import type { Database } from './database.ts'
import { failureOf } from './failure.ts'
import { decodePipeline } from './request.ts'
import type { Streams } from './streams.ts'

/** What a pipeline came to: the text to send, and how to take the stream back if nobody is there to receive it. */
export type Answered = { readonly text: string; readonly abandon: () => void }

/** Runs a pipeline, request after request, and answers once all that was committed is on the disk. */
export async function runPipeline(database: Database, streams: Streams, body: unknown): Promise<Answered> {
  const { baton, requests } = decodePipeline(body)
  const stream = streams.take(database, baton)
  const results: string[] = []
  for (const request of requests) results.push(await stream.answer(request))
  try {
    await database.settled()
  } catch (error) {
    stream.close()
    throw failureOf(error)
  }
  const next = streams.park(stream)
  const text = `{"baton":${JSON.stringify(next)},"base_url":null,"results":[${results.join(',')}]}`
  return { text, abandon: () => next !== null && streams.take(database, next).close() }
}
