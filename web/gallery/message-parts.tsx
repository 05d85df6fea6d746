import { useState } from 'preact/hooks'
import { Problem } from '../api.ts'
import { useText } from '../text/index.ts'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { ICONS, type IconName } from '../ui/icons.ts'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Progress, Skeleton, Stepper } from '../ui/progress.tsx'
import { QrCode } from '../ui/qr.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { toast } from '../ui/toast.tsx'
import { galleryText } from './text.ts'

const REFUSED = new Problem(422, {
  type: '/problems/invalid',
  title: 'Some of the input cannot be accepted',
  errors: [
    { pointer: '/phone', code: 'too_small', detail: 'Too small: expected string to have >=10 characters' },
  ],
})

const Messages = () => {
  const say = useText(galleryText)
  return (
    <Panel title={say('messages')}>
      <Banner tone="good" title={say('notice.good')} />
      <Banner tone="note" title={say('notice.note')}>
        <p>{say('notice.body')}</p>
      </Banner>
      <Banner tone="warn" title={say('notice.warn')} actions={<Button>{say('details')}</Button>} />
      <ProblemView problem={REFUSED} />
      <ProblemView problem={new Problem(0, { type: 'network' })} onRetry={() => toast(say('working'))} />
      <EmptyState
        icon="hall"
        title={say('empty')}
        actions={
          <LinkButton kind="main" icon="plus" href="/gallery">
            {say('plan')}
          </LinkButton>
        }
      >
        {say('empty.next')}
      </EmptyState>
      <Skeleton rows={2} />
    </Panel>
  )
}

const Asking = () => {
  const say = useText(galleryText)
  const [open, setOpen] = useState(false)
  return (
    <Panel title={say('dialogs')}>
      <div class="cluster">
        <Button onPress={() => setOpen(true)}>{say('dialog.open')}</Button>
        <Button kind="main" icon="check" onPress={() => toast(say('toast.text'), () => toast(say('later')))}>
          {say('toast.show')}
        </Button>
      </div>
      <ConfirmDialog
        title={say('cancel')}
        open={open}
        onClose={() => setOpen(false)}
        onConfirm={() => setOpen(false)}
        confirm={say('cancel')}
        danger
      >
        <p>{say('dialog.body')}</p>
      </ConfirmDialog>
    </Panel>
  )
}

const Ways = () => {
  const say = useText(galleryText)
  const [step, setStep] = useState(2)
  const [tab, setTab] = useState<'today' | 'all'>('today')
  return (
    <Panel title={say('steps')}>
      <Stepper
        label={say('steps')}
        steps={[say('step.levels'), say('step.units'), say('step.people'), say('step.open')]}
        now={step}
        onGo={setStep}
      />
      <Progress label={say('import')} done={41_200} total={65_400} />
      <Tabs
        label={say('tabs')}
        shown={tab}
        onShow={setTab}
        tabs={[
          { key: 'today', label: say('today'), count: '12' },
          { key: 'all', label: say('all') },
        ]}
      >
        <p>{say('notice.body')}</p>
      </Tabs>
    </Panel>
  )
}

const Printed = () => {
  const say = useText(galleryText)
  return (
    <Panel title={say('print')} actions={<PrintButton />}>
      <PrintSheet label={say('card')} kind="cards">
        {['मीरा अहिरवार', 'Salim Qureshi'].map((name, index) => (
          <div key={name} class="stack">
            <h3>{name}</h3>
            <QrCode
              text={`https://example.org/v/demo/7KQM-2F${index}X`}
              label={`${say('card')}: ${name}`}
              caption={`7KQM-2F${index}X`}
            />
          </div>
        ))}
      </PrintSheet>
      <h3>{say('icons')}</h3>
      <ul class="cluster">
        {(Object.keys(ICONS) as IconName[]).map((name) => (
          <li key={name}>
            <Icon name={name} size={28} />
            <span class="small soft">{name}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** What tells, asks, leads and prints. */
export const MessageParts = () => (
  <>
    <Messages />
    <Asking />
    <Ways />
    <Printed />
  </>
)
