import { useState } from 'preact/hooks'
import { type Frame, useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { reconciliationTexts } from '../text/reconciliation.ts'
import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { Balance } from './balance.tsx'
import { DisputeList } from './disputes.tsx'
import { ExceptionList } from './exceptions.tsx'
import { PayoutList } from './payouts.tsx'

const TABS = ['balance', 'exceptions', 'disputes', 'payouts'] as const
type Shown = (typeof TABS)[number]

/** Whether Stripe, the bank, the cash and the ledger say the same, and what is to be done where they do not. */
export const Reconciliation = ({ params, query }: ScreenProps<'/o/:organisation/money/reconciliation'>) => {
  const { organisation } = params
  const say = useText(reconciliationTexts)
  const frame = useFrame(organisation)
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            <LinkButton href={`/o/${organisation}/money`} icon="money">
              {say('back')}
            </LinkButton>
            <PrintButton />
          </>
        }
      />
      {/* A link of this page to another of its tabs shows it. */}
      {frame ? (
        <Parts key={query.tab} frame={frame} asked={TABS.find((tab) => tab === query.tab)} />
      ) : (
        <Skeleton />
      )}
    </>
  )
}

const Parts = ({ frame, asked }: { frame: Frame; asked: Shown | undefined }) => {
  const say = useText(reconciliationTexts)
  const [shown, show] = useState<Shown>(asked ?? 'balance')
  const organisation = frame.organisation.slug
  const acts = frame.holds.has('payments:connect')
  return (
    <Tabs
      label={say('tabs')}
      tabs={TABS.map((key) => ({ key, label: say(`tab.${key}`) }))}
      shown={shown}
      onShow={show}
    >
      {shown === 'balance' && (
        <Balance
          organisation={organisation}
          acts={acts}
          refunds={frame.holds.has('refunds:request')}
          onLook={() => show('exceptions')}
        />
      )}
      {shown === 'exceptions' && <ExceptionList organisation={organisation} acts={acts} />}
      {shown === 'disputes' && <DisputeList organisation={organisation} />}
      {shown === 'payouts' && <PayoutList organisation={organisation} />}
    </Tabs>
  )
}
