import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import {
  type AccountRow,
  accounts,
  atRoot,
  endAccount,
  mayHere,
  type RulesRow,
  rules,
  setAccount,
  setRules,
  tellChanged,
} from './queries.ts'
import { programmesFrom } from './rules.ts'
import { Account, AccountDraft, Accounts, MoneyRules, RulesDraft } from './shapes.ts'

const AccountId = z.object({ accountId: z.uuid() })

const personOr = (json: string | null, id: string | null) =>
  id === null
    ? null
    : json === null
      ? { id, nameEn: '', nameHi: '' }
      : Account.shape.setBy.parse(JSON.parse(json))

const accountJson = ({ setById, setBy, endedById, endedBy, ...row }: AccountRow): z.infer<typeof Account> =>
  Account.parse({ ...row, setBy: personOr(setBy, setById), endedBy: personOr(endedBy, endedById) })

const rulesJson = ({ setById, setBy, programmes, ...row }: RulesRow): z.infer<typeof MoneyRules> => ({
  ...row,
  programmes: programmesFrom(programmes),
  setBy: personOr(setBy, setById),
})

const moneyPage = (c: { env: { ORIGIN: string }; var: { organisation: string } }) =>
  `${c.env.ORIGIN}/o/${c.var.organisation}/money/accounts`

/** Whether the rules are those that were wanted: the retry of a request whose answer was lost. */
const holdsAll = (rules: z.infer<typeof MoneyRules>, wanted: Omit<z.infer<typeof RulesDraft>, 'version'>) =>
  rules.twoAboveMinor === wanted.twoAboveMinor &&
  rules.claimDays === wanted.claimDays &&
  rules.classification === wanted.classification &&
  rules.programmes.length === wanted.programmes.length &&
  wanted.programmes.every((one) =>
    rules.programmes.some(
      (kept) => kept.programmeId === one.programmeId && kept.classification === one.classification,
    ),
  )

/** Where fees are sent to, and the rules of money: set by the treasurer, seen by everybody who looks after money. */
export const accountsAndRules = new Hono<TenantEnv>()
  .get(
    '/bank-accounts',
    may('payments:read'),
    answers(Accounts, 'Where fees are sent to, now and before'),
    async (c) => {
      const { db, holds } = c.var
      const [[here], rows] = await db.read([mayHere(holds), accounts(atRoot(holds))])
      if (here?.may !== 1) throw new Problem('not-found')
      return c.json({ accounts: rows.map(accountJson) })
    },
  )
  .post(
    '/bank-accounts',
    may('payments:connect'),
    answers(Accounts, 'Set an account that fees are sent to', 201),
    valid('json', AccountDraft),
    async (c) => {
      const { db, holds } = c.var
      const draft = c.req.valid('json')
      const guard = atRoot(holds)
      const [, , , [here], rows] = await db.write([
        setAccount(draft, c.var, guard),
        record(c, 'bank-account.set', draft.id, {
          vpa: draft.vpa,
          ifsc: draft.ifsc,
          last4: draft.number?.slice(-4),
        }),
        tellChanged(draft.id, moneyPage(c), c.var),
        mayHere(holds),
        accounts(guard),
      ])
      if (here?.may !== 1) throw new Problem('not-found')
      if (!rows.some(({ id }) => id === draft.id)) throw new Problem('code-taken')
      return c.json({ accounts: rows.map(accountJson) }, 201)
    },
  )
  .post(
    '/bank-accounts/:accountId/ending',
    may('payments:connect'),
    answers(Accounts, 'Send no more fees to an account', 201),
    valid('param', AccountId),
    async (c) => {
      const { db, holds } = c.var
      const { accountId } = c.req.valid('param')
      const guard = atRoot(holds)
      const [, , , rows] = await db.write([
        endAccount(accountId, c.var, guard),
        record(c, 'bank-account.ended', accountId),
        tellChanged(accountId, moneyPage(c), c.var),
        accounts(guard),
      ])
      if (!rows.some(({ id }) => id === accountId)) throw new Problem('not-found')
      return c.json({ accounts: rows.map(accountJson) }, 201)
    },
  )
  .get('/money-rules', may('payments:read'), answers(MoneyRules, 'The rules of money'), async (c) => {
    const [[found]] = await c.var.db.read([rules(atRoot(c.var.holds))])
    if (!found) throw new Problem('not-found')
    return c.json(rulesJson(found))
  })
  .put(
    '/money-rules',
    may('payments:connect'),
    answers(MoneyRules, 'Set the rules of money'),
    valid('json', RulesDraft),
    async (c) => {
      const { actor, db, holds } = c.var
      const draft = c.req.valid('json')
      const guard = atRoot(holds)
      const [, , [after]] = await db.write([
        setRules(draft, c.var, guard),
        record(c, 'money-rules.set', 'money', draft),
        rules(guard),
      ])
      if (!after) throw new Problem('not-found')
      const shown = rulesJson(after)
      if (after.version === draft.version)
        throw new Problem('invalid', {
          errors: [{ pointer: '/programmes', code: 'unknown', detail: 'There is no such programme' }],
        })
      const { version: _seen, ...wanted } = draft
      const same = after.version === draft.version + 1 && after.setById === actor.personId
      if (!same || !holdsAll(shown, wanted)) throw new Problem('version-changed')
      return c.json(shown)
    },
  )
