import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { Export } from '../exports/export.tsx'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { paymentsApi } from '../registrations/api.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { booksTexts } from '../text/books.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge, Chip } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { SelectField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PayerPanel } from './payer.tsx'

type Payer = InferResponseType<ReturnType<typeof paymentsApi>['payers']['$get'], 200>['payers'][number]

const ONLY = ['all', 'near', 'reported'] as const
const TONES = { below: 'plain', near: 'warn', reported: 'bad' } as const

/** The financial years up to now, the newest first, as `26-27`. */
function years(): string[] {
  const now = new Date()
  const first = now.getFullYear() - (now.getMonth() < 3 ? 1 : 0)
  const two = (year: number) => String(year % 100).padStart(2, '0')
  return [0, 1, 2, 3].map((back) => `${two(first - back)}-${two(first - back + 1)}`)
}

/** Who gave how much in a financial year, and the report of those above Rs 20,000. */
export const Payers = ({ params }: ScreenProps<'/o/:organisation/payers'>) => {
  const { organisation } = params
  const say = useText(booksTexts)
  const language = useLanguage()
  const [year, setYear] = useState(years()[0] ?? '26-27')
  const [only, setOnly] = useState<(typeof ONLY)[number]>('all')
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const api = paymentsApi(organisation).payers
  const key = `${organisation}/money/payers?${year}&${only}`
  const pages = usePages<Payer>(key, async (after, signal) => {
    const query = { year, ...(only !== 'all' && { only }), ...(after && { after }) }
    const page = await json(api.$get({ query }, signal && { init: { signal } }))
    return { items: page.payers, after: page.after }
  })
  const money = (minor: number) => formatMoney(minor, 'INR', language)
  return (
    <>
      <PageHeader
        title={say('payers')}
        lead={say('payers.lead')}
        crumbs={[{ label: say('money'), href: `/o/${organisation}/money` }]}
        actions={
          <Export
            tables={[
              {
                name: `24a-${year}`,
                ask: async (reason) => {
                  const { csv, rows } = await json(api.export.$post({ json: { year, reason } }))
                  return { csv, rows, next: null }
                },
              },
            ]}
          />
        }
      />
      <div class="stack stack-l">
        <SelectField
          label={say('year')}
          value={year}
          onChange={setYear}
          options={years().map((value) => ({ value, label: `20${value}` }))}
        />
        <fieldset class="cluster" aria-label={say('show')}>
          {ONLY.map((each) => (
            <Chip key={each} pressed={each === only} onPress={() => setOnly(each)}>
              {say(`only.${each}`)}
            </Chip>
          ))}
        </fieldset>
        {chosen && (
          <PayerPanel
            key={`${chosen}/${year}`}
            organisation={organisation}
            payerKey={chosen}
            year={year}
            onClose={() => setChosen(undefined)}
          />
        )}
        <AsyncView
          query={pages.query}
          isEmpty={({ items }) => items.length === 0}
          empty={() => (
            <EmptyState icon="people" title={say('none')}>
              {say('none.text')}
            </EmptyState>
          )}
        >
          {() => (
            <div class="stack">
              <List label={say('payers')}>
                {pages.items.map((payer) => (
                  <Row
                    key={payer.key}
                    icon="person"
                    title={payer.legalName}
                    note={`${say('payments', { count: payer.payments })}, ${say('cash', { amount: money(payer.cashMinor) })}`}
                    aside={
                      <>
                        {payer.standing !== 'below' && (
                          <Badge tone={TONES[payer.standing]}>{say(payer.standing)}</Badge>
                        )}{' '}
                        {money(payer.keptMinor)}
                      </>
                    }
                    onPress={() => setChosen(payer.key)}
                  />
                ))}
              </List>
              <More pages={pages} />
            </div>
          )}
        </AsyncView>
      </div>
    </>
  )
}
