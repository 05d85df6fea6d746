import { useState } from 'preact/hooks'
import { More } from '../planning/more.tsx'
import { type Pages, usePages } from '../planning/pages.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { approvalTexts } from '../text/approvals.ts'
import { formatCount } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { type Approval, approvalsKey, approvalsPage } from './api.ts'
import { ApprovalCard, type Deed } from './card.tsx'
import { Deciding } from './deciding.tsx'

type View = 'mine' | 'asked' | 'decided'

const useApprovals = (organisation: string, state: 'open' | 'decided', wanted: boolean) =>
  usePages(wanted ? approvalsKey(organisation, state) : null, (after, signal) =>
    approvalsPage(organisation, state, after, signal),
  )

/** What needs two people: what waits for me, what I asked, what was decided. */
export const Approvals = ({ params }: ScreenProps<'/o/:organisation/approvals'>) => {
  const { organisation } = params
  const say = useText(approvalTexts)
  const [chosen, setChosen] = useState<View>()
  const [doing, setDoing] = useState<{ approval: Approval; deed: Deed }>()
  const open = useApprovals(organisation, 'open', true)
  const mine = open.items.filter((each) => each.decidable)
  const own = open.items.filter((each) => each.own)
  const others = open.items.filter((each) => !each.decidable && !each.own)
  const shown = chosen ?? (mine.length === 0 && own.length > 0 ? 'asked' : 'mine')
  const decided = useApprovals(organisation, 'decided', shown === 'decided')
  const count = (list: readonly Approval[]) => (open.query.data ? formatCount(list.length) : undefined)
  const act = (approval: Approval) => (deed: Deed) => setDoing({ approval, deed })
  const list = { organisation, act }
  return (
    <>
      <PageHeader title={say('title')} lead={say('lead')} />
      <Tabs
        label={say('views')}
        shown={shown}
        onShow={setChosen}
        tabs={[
          { key: 'mine', label: say('mine'), count: count(mine) },
          { key: 'asked', label: say('asked'), count: count(own) },
          { key: 'decided', label: say('decided') },
        ]}
      >
        {shown === 'mine' && (
          <div class="stack stack-l">
            <Listing {...list} pages={open} items={mine} view="mine" />
            {others.length > 0 && (
              <section class="stack" aria-label={say('others')}>
                <h2>{say('others')}</h2>
                <p class="soft">{say('others.hint')}</p>
                {others.map((each) => (
                  <ApprovalCard key={each.id} organisation={organisation} approval={each} />
                ))}
              </section>
            )}
          </div>
        )}
        {shown === 'asked' && <Listing {...list} pages={open} items={own} view="asked" />}
        {shown === 'decided' && <Listing {...list} pages={decided} items={decided.items} view="decided" />}
      </Tabs>
      {doing && <Deciding organisation={organisation} {...doing} onClose={() => setDoing(undefined)} />}
    </>
  )
}

type ListingProps = {
  organisation: string
  pages: Pages<Approval>
  items: readonly Approval[]
  view: View
  act: (approval: Approval) => (deed: Deed) => void
}

const Listing = ({ organisation, pages, items, view, act }: ListingProps) => {
  const say = useText(approvalTexts)
  return (
    <AsyncView
      query={pages.query}
      isEmpty={() => items.length === 0}
      empty={() => (
        <EmptyState icon="check" title={say(`${view}.none`)}>
          {view !== 'decided' && say(`${view}.none.text`)}
        </EmptyState>
      )}
    >
      {() => (
        <div class="stack">
          <h2 class="visually-hidden">{say(view)}</h2>
          {items.map((each) => (
            <ApprovalCard key={each.id} organisation={organisation} approval={each} onDo={act(each)} />
          ))}
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}
