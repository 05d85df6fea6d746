import type { InferRequestType, InferResponseType } from 'hono/client'
import type { changes } from '../../worker/changes/index.ts'
import { client } from '../api.ts'

/** Changes of an organisation's tree and levels. */
export const changesApi = (organisation: string) =>
  client<typeof changes>(`/api/o/${encodeURIComponent(organisation)}`)

type Api = ReturnType<typeof changesApi>

/** What a change would do. */
export type Preview = InferResponseType<Api['units'][':unitId']['move']['preview']['$post'], 200>

/** Something that happened to the tree. */
export type Change = InferResponseType<Api['units'][':unitId']['changes']['$get'], 200>['changes'][number]

/** A level with its units and what may stand above it. */
export type Level = InferResponseType<Api['levels']['$get'], 200>['levels'][number]

/** A level as it is asked for. */
export type LevelDraft = InferRequestType<Api['levels']['preview']['$post']>['json']

/** Something planned in the tree for a day to come. */
export type Coming = InferResponseType<Api['units'][':unitId']['days']['$get'], 200>['coming'][number]

/** What is asked to be planned for a day to come. */
export type ComingAsked = InferRequestType<Api['units'][':unitId']['coming']['$post']>['json']
