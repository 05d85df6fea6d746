import { Hono } from 'hono'
import type { TenantEnv } from '../platform/env.ts'
import { entry } from './entry/routes.ts'
import { self } from './me/routes.ts'

/** Everything about people, by noun. */
export const people = new Hono<TenantEnv>().route('/', entry).route('/', self)
