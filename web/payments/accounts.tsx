import './claims.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { bankTexts } from '../text/bank.ts'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { moneyTexts } from '../text/money.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import type { BankAccount } from './api.ts'
import { Rules } from './rules.tsx'

const key = (organisation: string) => `${organisation}/money/accounts`

/** The accounts that fees are sent to. */
export const useAccounts = (organisation: string) =>
  useQuery(key(organisation), (signal) =>
    json(paymentsApi(organisation)['bank-accounts'].$get({}, { init: { signal } })),
  )

/** Where fees are sent to, who set it, and the rules of money. */
export const Accounts = ({ params }: ScreenProps<'/o/:organisation/money/accounts'>) => {
  const { organisation } = params
  const say = useText(bankTexts)
  const sayMoney = useText(moneyTexts)
  const frame = useFrame(organisation)
  const accounts = useAccounts(organisation)
  const sets = frame?.holds.has('payments:connect') === true
  return (
    <>
      <PageHeader
        title={say('accounts.title')}
        lead={say('accounts.lead')}
        crumbs={[{ label: sayMoney('title'), href: `/o/${organisation}/money` }]}
        actions={
          <LinkButton href={`/o/${organisation}/money/bank`} icon="hall">
            {say('title')}
          </LinkButton>
        }
      />
      <AsyncView query={accounts}>
        {({ accounts: all }) => (
          <div class="stack stack-l">
            <Now organisation={organisation} all={all} sets={sets} />
            <Before all={all} />
            <Rules organisation={organisation} sets={sets} />
          </div>
        )}
      </AsyncView>
    </>
  )
}

const useWhere = () => {
  const say = useText(bankTexts)
  const name = useName()
  const language = useLanguage()
  const zone = useZone()
  return {
    where: ({ vpa, bank, number, ifsc }: BankAccount) =>
      [vpa, number && `${bank} ${number} (${ifsc})`].filter(Boolean).join(', '),
    set: ({ setBy, setAt }: BankAccount) =>
      say('accounts.set', { name: name(setBy), day: formatInstant(setAt, zone, language) }),
    ended: ({ endedBy, endedAt }: BankAccount) =>
      endedBy && endedAt
        ? say('accounts.ended', { name: name(endedBy), day: formatInstant(endedAt, zone, language) })
        : '',
  }
}

type NowProps = { organisation: string; all: readonly BankAccount[]; sets: boolean }

const Now = ({ organisation, all, sets }: NowProps) => {
  const say = useText(bankTexts)
  const { where, set } = useWhere()
  const [adding, add] = useState(false)
  const live = all.filter(({ endedAt }) => endedAt === null)
  return (
    <Panel
      title={say('accounts.now')}
      actions={
        sets && (
          <Button icon="plus" onPress={() => add(true)}>
            {say('accounts.add')}
          </Button>
        )
      }
    >
      {live.length === 0 ? (
        <EmptyState icon="hall" title={say('accounts.none')}>
          {say('accounts.none.text')}
        </EmptyState>
      ) : (
        <div class="stack">
          {live.map((account) => (
            <article key={account.id} class="claim">
              <h3>{account.name}</h3>
              <p>{account.holder}</p>
              <p class="pay-code">{where(account)}</p>
              <p class="soft small">{set(account)}</p>
              {sets && <End organisation={organisation} account={account} />}
            </article>
          ))}
        </div>
      )}
      {adding && <Add organisation={organisation} onClose={() => add(false)} />}
    </Panel>
  )
}

const Before = ({ all }: { all: readonly BankAccount[] }) => {
  const say = useText(bankTexts)
  const { where, set, ended } = useWhere()
  const gone = all.filter(({ endedAt }) => endedAt !== null)
  if (gone.length === 0) return null
  return (
    <Panel title={say('accounts.before')}>
      <List label={say('accounts.before')}>
        {gone.map((account) => (
          <Row
            key={account.id}
            icon="hall"
            title={`${account.name}: ${where(account)}`}
            note={`${set(account)}; ${ended(account)}`}
          />
        ))}
      </List>
    </Panel>
  )
}

const End = ({ organisation, account }: { organisation: string; account: BankAccount }) => {
  const say = useText(bankTexts)
  const [asking, ask] = useState(false)
  const end = useAction(async () => {
    const one = paymentsApi(organisation)['bank-accounts'][':accountId']
    await json(one.ending.$post({ param: { accountId: account.id } }))
    reloadQueries(key(organisation))
    toast(say('accounts.end.done'))
    ask(false)
  })
  return (
    <div>
      <Button icon="close" onPress={() => ask(true)}>
        {say('accounts.end')}
      </Button>
      <ConfirmDialog
        title={say('accounts.end.title')}
        open={asking}
        onClose={() => ask(false)}
        onConfirm={end.run}
        confirm={say('accounts.end')}
        danger
        busy={end.busy}
        problem={end.problem}
      >
        <p>{say('accounts.end.text')}</p>
      </ConfirmDialog>
    </div>
  )
}

const FIELDS = ['name', 'holder', 'vpa', 'bank', 'number', 'ifsc'] as const
const HINTS = { name: 'name.hint', holder: 'holder.hint', vpa: 'vpa.hint' } as const

const Add = ({ organisation, onClose }: { organisation: string; onClose: () => void }) => {
  const say = useText(bankTexts)
  const [id] = useState(newId)
  const [given, give] = useState<Partial<Record<(typeof FIELDS)[number], string>>>({})
  const [tried, setTried] = useState(false)
  const of = (field: (typeof FIELDS)[number]) => given[field]?.trim() ?? ''
  const complete = of('vpa') !== '' || (of('bank') !== '' && of('number') !== '' && of('ifsc') !== '')
  const whole = of('name').length >= 2 && of('holder').length >= 2 && complete
  const add = useAction(async () => {
    const filled = Object.fromEntries(
      FIELDS.filter((field) => of(field) !== '').map((field) => [
        field,
        field === 'ifsc' ? of(field).toUpperCase() : of(field),
      ]),
    )
    await json(
      paymentsApi(organisation)['bank-accounts'].$post({
        json: { id, name: of('name'), holder: of('holder'), ...filled },
      }),
    )
    reloadQueries(key(organisation))
    toast(say('accounts.done'))
    onClose()
  })
  return (
    <Dialog
      title={say('accounts.add')}
      open
      onClose={onClose}
      actions={
        <Button
          kind="main"
          icon="check"
          busy={add.busy}
          onPress={() => {
            setTried(true)
            if (whole) add.run()
          }}
        >
          {say('accounts.add')}
        </Button>
      }
    >
      <div class="form">
        {FIELDS.map((field) => (
          <TextField
            key={field}
            label={say(field)}
            hint={field in HINTS ? say(HINTS[field as keyof typeof HINTS]) : undefined}
            error={tried && field === 'vpa' && !complete ? say('missing') : undefined}
            required={field === 'name' || field === 'holder'}
            maxLength={80}
            value={given[field] ?? ''}
            onChange={(value) => give({ ...given, [field]: value })}
          />
        ))}
        {add.problem && <ProblemView problem={add.problem} />}
      </div>
    </Dialog>
  )
}
