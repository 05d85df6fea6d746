import './money.css'
import { useState } from 'preact/hooks'
import { type Frame, useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { moneyTexts } from '../text/money.ts'
import { Icon } from '../ui/icon.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { CashBook } from './cash-book.tsx'
import { Connection } from './connection.tsx'
import { PaymentList } from './payment-list.tsx'
import { RefundList } from './refund-list.tsx'
import { ReviewList } from './reviews.tsx'
import { Sums } from './sums.tsx'

const TABS = ['workshops', 'payments', 'reviews', 'refunds', 'cash', 'online'] as const
type Shown = (typeof TABS)[number]

const NEEDS = {
  workshops: 'payments:read',
  payments: 'payments:read',
  reviews: 'payments:read',
  refunds: 'payments:read',
  cash: 'payments:read',
  online: 'payments:connect',
} as const

/** The treasurer's page: sums by workshop, the payments, and the organisation's account for paying online. */
export const Money = ({ params, query }: ScreenProps<'/o/:organisation/money'>) => {
  const { organisation } = params
  const say = useText(moneyTexts)
  const frame = useFrame(organisation)
  // Stripe sends whoever ends its onboarding back with `?connection=`.
  const asked = query.connection ? 'online' : TABS.find((tab) => tab === query.tab)
  return (
    <>
      <PageHeader title={say('title')} lead={say('lead')} />
      {frame && <Ways frame={frame} />}
      {frame ? <Parts key={asked} frame={frame} asked={asked} /> : <Skeleton />}
    </>
  )
}

const WAYS = [
  { to: 'desk', icon: 'money', label: 'desk', needs: 'payments:record' },
  { to: 'money/claims', icon: 'phone', label: 'claims', needs: 'dues:read' },
  { to: 'money/bank', icon: 'hall', label: 'bank', needs: 'payments:read' },
  { to: 'money/reconciliation', icon: 'check', label: 'reconciliation', needs: 'payments:read' },
  { to: 'books', icon: 'file', label: 'books', needs: 'payments:read' },
  { to: 'payers', icon: 'people', label: 'payers', needs: 'payments:read' },
] as const

/** The other pages of money, each for whom it is. */
const Ways = ({ frame }: { frame: Frame }) => {
  const say = useText(moneyTexts)
  return (
    <nav class="money-ways no-print" aria-label={say('ways')}>
      {WAYS.filter(({ needs }) => frame.holds.has(needs)).map(({ to, icon, label }) => (
        <a key={to} href={`/o/${frame.organisation.slug}/${to}`}>
          <Icon name={icon} />
          {say(label)}
        </a>
      ))}
    </nav>
  )
}

const Parts = ({ frame, asked }: { frame: Frame; asked: Shown | undefined }) => {
  const say = useText(moneyTexts)
  const tabs = TABS.filter((tab) => frame.holds.has(NEEDS[tab]))
  const [chosen, choose] = useState<Shown>(asked ?? 'workshops')
  const shown = tabs.includes(chosen) ? chosen : (tabs[0] ?? 'workshops')
  const organisation = frame.organisation.slug
  return (
    <Tabs
      label={say('tabs')}
      tabs={tabs.map((key) => ({ key, label: say(`tab.${key}`) }))}
      shown={shown}
      onShow={choose}
    >
      {shown === 'workshops' && <Sums organisation={organisation} />}
      {shown === 'payments' && <PaymentList organisation={organisation} />}
      {shown === 'reviews' && <ReviewList organisation={organisation} />}
      {shown === 'refunds' && <RefundList organisation={organisation} />}
      {shown === 'cash' && (
        <CashBook organisation={organisation} collects={frame.holds.has('payments:record')} />
      )}
      {shown === 'online' && <Connection organisation={organisation} />}
    </Tabs>
  )
}
