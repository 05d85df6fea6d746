import type { InferResponseType } from 'hono/client'
import { useEffect, useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { calledOffTexts } from '../text/called-off.ts'
import { formatCount, formatInstant, formatMoney, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Facts, Panel } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Progress } from '../ui/progress.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { takeBack } from './api.ts'

type Api = ReturnType<typeof paymentsApi>['workshops'][':workshopId']['refunds']
type Page = InferResponseType<Api['$get'], 200>
type PartProps = { organisation: string; page: Page; stash: string }

const LOOK_MS = 4_000
const sumOf = <T extends { amountMinor: number }>(rows: readonly T[]) =>
  rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
const countOf = <T extends { count: number }>(rows: readonly T[]) =>
  rows.reduce((sum, { count }) => sum + count, 0)

/** Gives everybody back what he paid for a workshop that was called off, and shows how far that has come. */
export const CalledOff = ({ params }: ScreenProps<'/o/:organisation/workshops/:workshop/refunds'>) => {
  const { organisation, workshop: workshopId } = params
  const say = useText(calledOffTexts)
  const name = useName()
  const stash = `${organisation}/money/called-off/${workshopId}`
  const page = useQuery(stash, (signal) =>
    json(
      paymentsApi(organisation).workshops[':workshopId'].refunds.$get(
        { param: { workshopId } },
        { init: { signal } },
      ),
    ),
  )
  const under = page.data?.given.some(({ way, state }) => way === 'stripe' && state === 'open') === true
  useEffect(() => {
    if (!under) return
    const timer = setInterval(page.reload, LOOK_MS)
    return () => clearInterval(timer)
  }, [under])
  return (
    <>
      <PageHeader
        kind={page.data && name(page.data.workshop)}
        title={say('title')}
        lead={say('lead')}
        crumbs={[{ label: say('workshop'), href: `/o/${organisation}/workshops/${workshopId}` }]}
      />
      <AsyncView query={page}>
        {(shown) =>
          shown.cancelledAt === null ? (
            <EmptyState icon="hall" title={say('live')}>
              {say('live.text')}
            </EmptyState>
          ) : (
            <div class="stack stack-l">
              <Left organisation={organisation} page={shown} stash={stash} />
              <Given organisation={organisation} page={shown} stash={stash} />
            </div>
          )
        }
      </AsyncView>
    </>
  )
}

const Left = (props: PartProps) => {
  const { organisation, page, stash } = props
  const say = useText(calledOffTexts)
  const language = useLanguage()
  const asks = useFrame(organisation)?.holds.has('refunds:request') ?? false
  const money = (minor: number) => formatMoney(minor, page.currency, language)
  return (
    <>
      {page.unclearedMinor > 0 && (
        <Banner tone="warn" title={say('uncleared', { amount: money(page.unclearedMinor) })}>
          <p>{say('uncleared.text')}</p>
        </Banner>
      )}
      {page.blockedMinor > 0 && (
        <Banner tone="warn" title={say('blocked', { amount: money(page.blockedMinor) })}>
          <p>{say('blocked.text')}</p>
        </Banner>
      )}
      {page.left.length === 0 ? (
        <EmptyState icon="check" title={say('left.none')}>
          {say('left.none.text')}
        </EmptyState>
      ) : (
        <Table
          caption={say('left')}
          captioned
          rows={page.left}
          keyOf={({ way }) => way}
          columns={[
            { key: 'way', header: say('way'), names: true, cell: ({ way }) => say(`way.${way}`) },
            {
              key: 'count',
              header: say('payments'),
              numeric: true,
              cell: ({ count }) => formatCount(count, language),
            },
            {
              key: 'amount',
              header: say('amount'),
              numeric: true,
              cell: ({ amountMinor }) => money(amountMinor),
            },
          ]}
          foot={{
            way: say('total'),
            count: formatCount(countOf(page.left), language),
            amount: money(sumOf(page.left)),
          }}
        />
      )}
      {page.asked && <Waits organisation={organisation} page={page} stash={stash} asked={page.asked} />}
      {!page.asked && page.left.length > 0 && asks && <Ask {...props} />}
    </>
  )
}

const Waits = ({ organisation, page, stash, asked }: PartProps & { asked: NonNullable<Page['asked']> }) => {
  const say = useText(calledOffTexts)
  const language = useLanguage()
  const zone = useZone()
  const back = useAction(async () => {
    await takeBack(organisation, asked.approvalId)
    reloadQueries(stash)
    toast(say('back.done'))
  })
  return (
    <Banner
      tone="note"
      title={say('waits', { amount: formatMoney(asked.amountMinor, page.currency, language) })}
      actions={
        asked.own && (
          <Button icon="undo" busy={back.busy} onPress={back.run}>
            {say('back')}
          </Button>
        )
      }
    >
      <p>{say('waits.text', { at: formatInstant(asked.askedAt, zone, language) })}</p>
      {back.problem && <ProblemView problem={back.problem} />}
    </Banner>
  )
}

const Ask = ({ organisation, page, stash }: PartProps) => {
  const say = useText(calledOffTexts)
  const language = useLanguage()
  const [id, setId] = useState<string | undefined>(undefined)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const wrong = reason.trim().length < 3
  const amount = formatMoney(sumOf(page.left), page.currency, language)
  const people = page.left.reduce((sum, row) => sum + row.people, 0)
  const ask = useAction(async (approvalId: string) => {
    await json(
      paymentsApi(organisation).workshops[':workshopId'].refunds.$post({
        param: { workshopId: page.workshop.id },
        json: { approvalId, reason: reason.trim() },
      }),
    )
    reloadQueries(stash)
    toast(say('asked'))
    setId(undefined)
  })
  return (
    <div>
      <Button kind="main" large wide icon="undo" onPress={() => setId(newId())}>
        {say('ask', { amount, count: people })}
      </Button>
      <Dialog
        title={say('ask.title')}
        open={id !== undefined}
        onClose={() => setId(undefined)}
        actions={
          <Button
            kind="main"
            icon="check"
            busy={ask.busy}
            onPress={() => {
              setTried(true)
              if (id && !wrong) ask.run(id)
            }}
          >
            {say('confirm')}
          </Button>
        }
      >
        <div class="form">
          <p>{say('ask.text', { amount, count: countOf(page.left) })}</p>
          <Textarea
            label={say('reason')}
            hint={say('reason.hint')}
            error={tried && wrong ? say('reason.wrong') : undefined}
            required
            rows={3}
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
          {ask.problem && <ProblemView problem={ask.problem} />}
        </div>
      </Dialog>
    </div>
  )
}

const Given = ({ organisation, page }: PartProps) => {
  const say = useText(calledOffTexts)
  const language = useLanguage()
  if (page.given.length === 0) return null
  const paid = page.given.filter(({ state }) => state === 'paid')
  const others = page.given.filter(({ state }) => state !== 'paid')
  return (
    <Panel title={say('progress')}>
      <Progress label={say('progress')} done={countOf(paid)} total={countOf(page.given)} />
      <Facts
        facts={[
          { label: say('progress'), value: formatMoney(sumOf(paid), page.currency, language) },
          ...others.map(({ way, state, amountMinor }) => ({
            label: `${say(`way.${way}`)} – ${say(state === 'failed' ? 'given.failed' : 'given.open')}`,
            value: formatMoney(amountMinor, page.currency, language),
          })),
        ]}
      />
      <div>
        <LinkButton icon="file" href={`/o/${organisation}/money?tab=refunds`}>
          {say('list')}
        </LinkButton>
      </div>
    </Panel>
  )
}
