import '../planning/planning.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { daysFrom } from '../planning/days.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatCount } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { obligationTexts } from '../text/obligations.ts'
import { AsyncView } from '../ui/async.tsx'
import { Chip } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { PageHeader } from '../ui/page.tsx'
import { toast } from '../ui/toast.tsx'
import { type DutyState, keys, type Obligation, obligationsApi } from './api.ts'
import { BindOffice } from './bind.tsx'
import { DutiesOf } from './duties.tsx'
import { STATES } from './state.tsx'

/** Who must come to a workshop by his office, and how each stands. */
export const ObligationsScreen = ({
  params,
}: ScreenProps<'/o/:organisation/workshops/:workshop/obligations'>) => {
  const { organisation, workshop } = params
  const say = useText(obligationTexts)
  const name = useName()
  const holds = useFrame(organisation)?.holds
  const edits = holds?.has('workshops:edit') ?? false
  const query = useQuery(keys.workshop(organisation, workshop), (signal) =>
    json(
      obligationsApi(organisation).workshops[':workshopId'].obligations.$get(
        { param: { workshopId: workshop } },
        { init: { signal } },
      ),
    ),
  )
  const told = query.data?.workshop
  const binds = edits && told && told.cancelledAt === null
  return (
    <>
      <PageHeader
        kind={told ? name(told) : ''}
        title={say('title')}
        crumbs={[{ label: say('workshop'), href: `/o/${organisation}/workshops/${workshop}` }]}
        lead={say('lead')}
        actions={
          binds && (
            <BindOffice
              organisation={organisation}
              workshopId={workshop}
              lasts={daysFrom(told.startsOn, told.endsOn).length}
            />
          )
        }
      />
      <AsyncView
        query={query}
        isEmpty={({ obligations }) => obligations.length === 0}
        empty={() => (
          <EmptyState icon="people" title={say('none')}>
            {say(binds ? 'none.text' : 'none.read')}
          </EmptyState>
        )}
      >
        {({ obligations }) => (
          <div class="stack stack-l">
            {obligations.map((obligation) => (
              <One
                key={obligation.id}
                organisation={organisation}
                obligation={obligation}
                edits={edits}
                asks={holds?.has('registrations:edit') ?? false}
              />
            ))}
          </div>
        )}
      </AsyncView>
    </>
  )
}

type OneProps = { organisation: string; obligation: Obligation; edits: boolean; asks: boolean }

const One = ({ organisation, obligation, edits, asks }: OneProps) => {
  const say = useText(obligationTexts)
  const name = useName()
  const [state, setState] = useState<DutyState | null>(null)
  const { kind, unit, days, counts } = obligation
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <Panel
      title={say('of', { kind: name(kind), unit: name(unit) })}
      actions={edits && <Release organisation={organisation} obligation={obligation} />}
    >
      <div class="stack">
        <p class="soft">{say('on.days', { count: days })}</p>
        {/* biome-ignore lint/a11y/useSemanticElements: chips of one filter, no form */}
        <div class="cluster" role="group" aria-label={say('filter')}>
          <Chip pressed={state === null} onPress={() => setState(null)}>
            {say('all')} {formatCount(all)}
          </Chip>
          {STATES.filter((each) => counts[each] > 0).map((each) => (
            <Chip key={each} pressed={state === each} onPress={() => setState(each)}>
              {say(`state.${each}`)} {formatCount(counts[each])}
            </Chip>
          ))}
        </div>
        <DutiesOf organisation={organisation} obligation={obligation} state={state} asks={asks} />
      </div>
    </Panel>
  )
}

const Release = ({ organisation, obligation }: Pick<OneProps, 'organisation' | 'obligation'>) => {
  const say = useText(obligationTexts)
  const name = useName()
  const [open, setOpen] = useState(false)
  const release = useAction(async () => {
    const one = obligationsApi(organisation).obligations[':obligationId']
    await json(one.$delete({ param: { obligationId: obligation.id } }))
    reloadQueries(keys.all(organisation))
    toast(say('release.done'))
    setOpen(false)
  })
  return (
    <>
      <Button
        icon="close"
        label={`${say('release')}: ${name(obligation.kind)}`}
        onPress={() => setOpen(true)}
      >
        {say('release')}
      </Button>
      <ConfirmDialog
        title={say('release.title', { kind: name(obligation.kind) })}
        open={open}
        onClose={() => setOpen(false)}
        onConfirm={release.run}
        confirm={say('release')}
        danger
        busy={release.busy}
        problem={release.problem}
      >
        <p>{say('release.text')}</p>
      </ConfirmDialog>
    </>
  )
}
