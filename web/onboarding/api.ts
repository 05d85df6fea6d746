import type { InferResponseType } from 'hono/client'
import type { onboarding } from '../../worker/onboarding/index.ts'
import { client } from '../api.ts'

/** Founding an organisation, and shapes to begin with. */
export const onboardingApi = client<typeof onboarding>('/api')

/** A shape to begin with. */
export type Template = InferResponseType<typeof onboardingApi.templates.$get, 200>[number]
