import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { BelowTop } from '../hierarchy/top.tsx'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { reloadQueries, useAction } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { choosingTexts } from '../text/choosing.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card, Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { teachingApi } from './api.ts'
import { OpenPlaces } from './open-places.tsx'

type Api = ReturnType<typeof teachingApi>
type Waiting = InferResponseType<Api['tiers'][':tierId']['nominations']['$get'], 200>
type Nominated = Waiting['nominations'][number]

/** The nominations of a hop that somebody has yet to agree to. */
export const ChoosingScreen = ({ params }: ScreenProps<'/o/:organisation/tiers/:tier/nominations'>) => {
  const { organisation, tier: tierId } = params
  const say = useText(choosingTexts)
  return (
    <>
      <PageHeader title={say('title')} lead={<p>{say('lead')}</p>} />
      <BelowTop organisation={organisation}>
        {(unit) => (
          <>
            <Below key={unit} organisation={organisation} tierId={tierId} unit={unit} />
            <OpenPlaces key={`places ${unit}`} organisation={organisation} tierId={tierId} unit={unit} />
          </>
        )}
      </BelowTop>
    </>
  )
}

type BelowProps = { organisation: string; tierId: string; unit: string }

const Below = ({ organisation, tierId, unit }: BelowProps) => {
  const say = useText(choosingTexts)
  const language = useLanguage()
  const name = useName()
  const [tier, setTier] = useState<Waiting['tier'] | undefined>(undefined)
  const key = `${organisation}/choosing/${tierId}/${unit}`
  const pages = usePages<Nominated>(key, async (after, signal) => {
    const query = { unit, ...(after && { after }) }
    const route = teachingApi(organisation).tiers[':tierId'].nominations
    const page = await json(route.$get({ param: { tierId }, query }, signal && { init: { signal } }))
    setTier(page.tier)
    return { items: page.nominations, after: page.after }
  })
  return (
    <Panel
      title={tier ? name(tier) : say('list')}
      hint={
        tier?.nominateBy ? say('lead.by', { day: formatDay(tier.nominateBy, 'medium', language) }) : undefined
      }
    >
      <AsyncView
        query={pages.query}
        isEmpty={({ items }) => items.length === 0}
        empty={() => (
          <EmptyState
            icon="check"
            title={say('none')}
            actions={<LinkButton href={`/o/${organisation}/teach`}>{say('none.unit')}</LinkButton>}
          >
            {say('none.hint')}
          </EmptyState>
        )}
      >
        {() => (
          <ul class="stack" aria-label={say('list')}>
            {pages.items.map((one) => (
              <One key={one.id} organisation={organisation} tier={tier} one={one} />
            ))}
          </ul>
        )}
      </AsyncView>
      <More pages={pages} />
    </Panel>
  )
}

type OneProps = { organisation: string; tier: Waiting['tier'] | undefined; one: Nominated }

const useSteps = (organisation: string, one: Nominated) => {
  const say = useText(choosingTexts)
  const name = useName()
  return useAction(async (decision: 'approved' | 'refused', note: string) => {
    const route = teachingApi(organisation).nominations[':nominationId'].steps
    const made = await json(
      route.$post({ param: { nominationId: one.id }, json: { step: one.next, decision, note } }),
    )
    reloadQueries(`${organisation}/choosing`)
    if (decision === 'refused') toast(say('refused', { name: name(one.person) }))
    else toast(made.complete ? say('done', { name: name(one.person) }) : say('next'))
    return made
  })
}

const One = ({ organisation, tier, one }: OneProps) => {
  const say = useText(choosingTexts)
  const name = useName()
  const [refusing, setRefusing] = useState(false)
  const step = useSteps(organisation, one)
  const person = name(one.person)
  const facts = [
    name(one.unit),
    one.nominatedBy && say('proposed', { name: name(one.nominatedBy) }),
    ...one.steps.map(({ by }) => say('agreed', { name: name(by) })),
  ]
  return (
    <li>
      <Card title={person} aside={<Badge>{say(one.next === 1 ? 'step.1' : 'step.2')}</Badge>}>
        <p class="soft">{facts.filter(Boolean).join(', ')}</p>
        {one.skilled !== null && tier?.skill && (
          <p>
            <Badge tone={one.skilled ? 'good' : 'warn'}>
              {say(one.skilled ? 'skill.yes' : 'skill.no', { skill: tier.skill })}
            </Badge>
          </p>
        )}
        {step.problem && !refusing && <ProblemView problem={step.problem} />}
        {one.mine ? (
          <div class="cluster">
            <Button
              kind="main"
              busy={step.busy}
              label={say('agree.of', { name: person })}
              onPress={() => step.run('approved', '')}
            >
              {say('agree')}
            </Button>
            <Button label={say('refuse.of', { name: person })} onPress={() => setRefusing(true)}>
              {say('refuse')}
            </Button>
            <LinkButton kind="quiet" href={`/o/${organisation}/people/${one.person.id}`}>
              {say('person')}
            </LinkButton>
          </div>
        ) : (
          <p class="soft">{say('others')}</p>
        )}
      </Card>
      {refusing && <Refuse person={person} step={step} onClose={() => setRefusing(false)} />}
    </li>
  )
}

type RefuseProps = { person: string; step: ReturnType<typeof useSteps>; onClose: () => void }

const Refuse = ({ person, step, onClose }: RefuseProps) => {
  const say = useText(choosingTexts)
  const [note, setNote] = useState('')
  const fault = useFaults(step.problem)
  const refuse = async () => {
    if (await step.run('refused', note)) onClose()
  }
  return (
    <ConfirmDialog
      title={say('refuse.title', { name: person })}
      open
      onClose={onClose}
      onConfirm={refuse}
      confirm={say('refuse')}
      danger
      busy={step.busy}
      problem={step.problem}
    >
      <p>{say('refuse.text')}</p>
      <Textarea
        label={say('reason')}
        required
        rows={2}
        maxLength={300}
        error={fault('/note')}
        value={note}
        onChange={setNote}
      />
    </ConfirmDialog>
  )
}
