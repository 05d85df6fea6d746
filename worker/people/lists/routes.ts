import { Hono } from 'hono'
import * as z from 'zod'
import { contactOf } from '../../accounts/index.ts'
import { searchQuery } from '../../hierarchy/index.ts'
import { record } from '../../platform/audit.ts'
import { type Actor, may, powersTable } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { PeopleAsked, PeopleFilters, PeopleFound } from '../shapes.ts'
import { COUNTED, counted, found, type Looking, listed, PAGE, rowFrom } from './queries.ts'
import { dropList, listFrom, listsOf, ownsList, saveList } from './saved.ts'
import { ListDraft, PeopleCount, SavedLists } from './shapes.ts'

const ListId = z.object({ listId: z.uuid() })

const seeingOf = (actor: Actor, now: number) => ({
  reading: powersTable(actor, 'people:read', now, 'reading_powers'),
  contact: powersTable(actor, 'people:contact', now, 'contact_powers'),
})

/** Whoever may see people of one workshop or tier only has no list of members. */
const refuseLimited = (powers: readonly { workshopId: string | null; tierId: string | null }[]) => {
  if (!powers.some((p) => p.workshopId === null && p.tierId === null)) throw new Problem('not-found')
}

/** Lists of people: filtered, searched, counted, and kept under a name. */
export const lists = new Hono<TenantEnv>()
  .get(
    '/people',
    may('people:read'),
    answers(PeopleFound, 'List people'),
    valid('query', PeopleAsked),
    async (c) => {
      const { q: typed = '', after, ...asked } = c.req.valid('query')
      const exact = [typed.trim(), contactOf(typed)?.value].filter((value) => value !== undefined)
      const looking: Looking = { ...asked, match: searchQuery(typed), exact, after }
      const { actor, db, now, scopes } = c.var
      const seeing = seeingOf(actor, now)
      const [powers, rows] = await db.read([scopes, typed ? found(looking, seeing) : listed(looking, seeing)])
      refuseLimited(powers)
      const shown = rows.slice(0, PAGE).map(rowFrom)
      return c.json({ people: shown, after: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null })
    },
  )
  .get(
    '/people/count',
    may('people:read'),
    answers(PeopleCount, 'Count people, up to 1,000'),
    valid('query', PeopleFilters),
    async (c) => {
      const { actor, db, now, scopes } = c.var
      const looking: Looking = { ...c.req.valid('query'), match: undefined, exact: [], after: undefined }
      const [powers, [count]] = await db.read([scopes, counted(looking, seeingOf(actor, now).reading)])
      refuseLimited(powers)
      const people = count?.people ?? 0
      return c.json({ people: Math.min(people, COUNTED), more: people > COUNTED })
    },
  )
  .get('/people-lists', may('people:read'), answers(SavedLists, 'Saved lists of people'), async (c) => {
    const { actor, db, now, scopes } = c.var
    const [powers, rows] = await db.read([scopes, listsOf(actor, seeingOf(actor, now).reading)])
    refuseLimited(powers)
    return c.json({ lists: rows.map(listFrom) })
  })
  .put(
    '/people-lists/:listId',
    may('people:read'),
    answers(SavedLists, 'Save a list of people'),
    valid('param', ListId),
    valid('json', ListDraft),
    async (c) => {
      const { listId } = c.req.valid('param')
      const draft = c.req.valid('json')
      const { actor, db, now, scopes } = c.var
      const { reading } = seeingOf(actor, now)
      const [powers, , , own, rows] = await db.write([
        scopes,
        saveList(listId, draft, actor, now, reading),
        record(c, 'people-list.saved', listId, { shared: draft.shared, unit: draft.filters.unit }),
        ownsList(listId, actor),
        listsOf(actor, reading),
      ])
      refuseLimited(powers)
      if (own.length === 0) throw new Problem('not-found')
      return c.json({ lists: rows.map(listFrom) })
    },
  )
  .delete(
    '/people-lists/:listId',
    may('people:read'),
    answers(z.null(), 'Drop a saved list', 204),
    valid('param', ListId),
    async (c) => {
      const { listId } = c.req.valid('param')
      const { actor, db } = c.var
      const [own] = await db.write([
        ownsList(listId, actor),
        dropList(listId, actor),
        record(c, 'people-list.dropped', listId),
      ])
      if (own.length === 0) throw new Problem('not-found')
      return nothing(c)
    },
  )
