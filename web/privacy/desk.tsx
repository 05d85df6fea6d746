import './privacy.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { deskTexts } from '../text/privacy-desk.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Panel, Stat, Stats } from '../ui/card.tsx'
import { Count } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { type DeskNumbers, privacyApi } from './api.ts'
import { Breaches } from './breaches.tsx'
import { LackingConsents } from './lacking.tsx'
import { NoticeEditor } from './notice-editor.tsx'
import { DeskRequests } from './requests.tsx'
import { Retention } from './retention.tsx'

const PARTS = ['requests', 'consents', 'notice', 'retention', 'breaches'] as const
type Part = (typeof PARTS)[number]

/** The desk of whoever looks after people's data. */
export const PrivacyDesk = ({ params, query }: ScreenProps<'/o/:organisation/privacy-desk'>) => {
  const { organisation } = params
  const say = useText(deskTexts)
  const frame = useFrame(organisation)
  const desk = useQuery(`${organisation}/privacy/desk`, (signal) =>
    json(privacyApi(organisation).privacy.desk.$get(undefined, { init: { signal } })),
  )
  const [shown, setShown] = useState<Part>(PARTS.find((part) => part === query.part) ?? 'requests')
  const header = <PageHeader title={say('title')} lead={say('lead')} />
  if (frame && !frame.holds.has('privacy:manage')) {
    return (
      <>
        {header}
        <EmptyState icon="lock" title={say('none.title')}>
          {say('none.text')}
        </EmptyState>
      </>
    )
  }
  return (
    <>
      {header}
      <AsyncView query={desk}>
        {(numbers) => (
          <>
            <Numbers numbers={numbers} />
            <Tabs
              label={say('tabs')}
              tabs={PARTS.map((key) => ({ key, label: say(key), ...countOf(key, numbers) }))}
              shown={shown}
              onShow={setShown}
            >
              <Panel title={say(shown)}>
                {shown === 'requests' && <DeskRequests organisation={organisation} />}
                {shown === 'consents' && <LackingConsents organisation={organisation} numbers={numbers} />}
                {shown === 'notice' && <NoticeEditor organisation={organisation} notice={numbers.notice} />}
                {shown === 'retention' && <Retention organisation={organisation} />}
                {shown === 'breaches' && <Breaches organisation={organisation} notice={numbers.notice} />}
              </Panel>
            </Tabs>
          </>
        )}
      </AsyncView>
    </>
  )
}

const countOf = (part: Part, numbers: DeskNumbers) => {
  if (part === 'requests' && numbers.open > 0) return { count: formatCount(numbers.open) }
  if (part === 'consents' && numbers.never > 0) return { count: formatCount(numbers.never) }
  return {}
}

const Numbers = ({ numbers }: { numbers: DeskNumbers }) => {
  const say = useText(deskTexts)
  const language = useLanguage()
  return (
    <Stats>
      <Stat label={say('open')} value={<Count value={numbers.open} />} />
      <Stat
        label={say('overdue')}
        tone={numbers.overdue > 0 ? 'bad' : 'plain'}
        value={<Count value={numbers.overdue} />}
      />
      <Stat
        label={say('agreed')}
        value={<Count value={numbers.agreed} />}
        note={say('agreed.of', { count: formatCount(numbers.people, language) })}
      />
      <Stat label={say('never')} value={<Count value={numbers.never} />} />
      <Stat label={say('withdrawn')} value={<Count value={numbers.withdrawn} />} />
    </Stats>
  )
}
