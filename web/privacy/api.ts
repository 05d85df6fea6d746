import type { InferRequestType, InferResponseType } from 'hono/client'
import type { consents } from '../../worker/consents/index.ts'
import type { privacy } from '../../worker/privacy/index.ts'
import { client } from '../api.ts'

/** Consents, requests and what else concerns people's data in an organisation. */
export const privacyApi = (organisation: string) =>
  client<typeof privacy>(`/api/o/${encodeURIComponent(organisation)}`)

/** The privacy notice of an organisation. */
export const noticeApi = (organisation: string) =>
  client<typeof consents>(`/api/o/${encodeURIComponent(organisation)}`)

type Api = ReturnType<typeof privacyApi>

/** What a person agreed to and asked. */
export type OwnPrivacy = InferResponseType<Api['me']['privacy']['$get'], 200>

/** A version of the privacy notice. */
export type Notice = NonNullable<OwnPrivacy['notice']>

/** A request with what became of it. */
export type PrivacyRequest = OwnPrivacy['requests'][number]

/** What may be asked. */
export type Asked = InferRequestType<Api['me']['requests']['$post']>['json']['asked']

/** Everything that is kept about a person. */
export type Copy = InferResponseType<Api['me']['copy']['$get'], 200>

/** The desk's numbers. */
export type DeskNumbers = InferResponseType<Api['privacy']['desk']['$get'], 200>

/** Somebody who has not agreed. */
export type Lacking = InferResponseType<Api['privacy']['lacking']['$get'], 200>['people'][number]

/** A rule of retention. */
export type Rule = InferResponseType<Api['privacy']['retention']['$get'], 200>['rules'][number]

/** A breach with what was done about it. */
export type Breach = InferResponseType<Api['privacy']['breaches']['$get'], 200>['breaches'][number]

/** What a person, or somebody for him, is asked when he agrees. */
export type Consenting = Extract<InferRequestType<Api['me']['consents']['$post']>['json'], { given: true }>
