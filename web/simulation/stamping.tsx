import '../planning/planning.css'
import './simulation.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { type ProgrammePage, programmesApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { programmesText } from '../text/programmes.ts'
import { stampingText } from '../text/stamping.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Progress } from '../ui/progress.tsx'
import { DraftList } from './draft-list.tsx'
import { isGoing, type Stamping, stampApi } from './stamp-api.ts'
import { Told } from './told.tsx'
import { useStamping } from './use-stamping.ts'

type Stamps = ReturnType<typeof useStamping>
type PartProps = { slug: string; stamping: Stamping; stamps: Stamps }

const useAsked = (stamps: Stamps) => {
  const [asked, setAsked] = useState(false)
  const close = () => setAsked(false)
  return { open: asked, ask: () => setAsked(true), close, busy: stamps.busy, problem: stamps.problem }
}

const Ready = ({ stamping, stamps }: PartProps) => {
  const say = useText(stampingText)
  const dropping = useAsked(stamps)
  const drop = async () => {
    if (await stamps.drop(stamping.id)) dropping.close()
  }
  return (
    <>
      <Banner
        tone="note"
        title={say('ready.title', { count: stamping.drafts })}
        actions={
          <>
            <Button kind="main" icon="check" busy={stamps.busy} onPress={() => stamps.write(stamping.id)}>
              {say('write')}
            </Button>
            <Button onPress={dropping.ask}>{say('drop')}</Button>
          </>
        }
      >
        <p>{say('ready.text')}</p>
      </Banner>
      <ConfirmDialog
        title={say('drop.title')}
        open={dropping.open}
        onClose={dropping.close}
        onConfirm={drop}
        confirm={say('drop')}
        busy={dropping.busy}
        problem={dropping.problem}
      >
        <p>{say('drop.text')}</p>
      </ConfirmDialog>
    </>
  )
}

/** Taking all back, asked for twice. */
const TakeBack = ({ stamping, stamps }: PartProps) => {
  const say = useText(stampingText)
  const asking = useAsked(stamps)
  const revert = async () => {
    asking.close()
    await stamps.revert(stamping.id)
  }
  return (
    <>
      <Button onPress={asking.ask}>{say('revert')}</Button>
      <ConfirmDialog
        title={say('revert.title')}
        open={asking.open}
        onClose={asking.close}
        onConfirm={revert}
        confirm={say('revert')}
        danger
        busy={asking.busy}
      >
        <p>{say('revert.text')}</p>
      </ConfirmDialog>
    </>
  )
}

const Going = (props: PartProps) => {
  const { stamping, stamps } = props
  const say = useText(stampingText)
  const { state } = stamping
  if (state !== 'clearing' && state !== 'writing' && state !== 'reverting') return null
  const stale = stamps.problem?.slug === 'state-changed'
  return (
    <Panel title={say(`state.${state}`)}>
      <Progress label={say(`going.${state}`)} done={stamping.at} total={stamping.drafts} />
      <p class="soft">{stale ? say('stale') : say('going.hint')}</p>
      {!stamps.busy && (
        <div class="cluster">
          {!stale && (
            <Button kind="main" onPress={() => stamps.goOn(stamping.id)}>
              {say('go-on')}
            </Button>
          )}
          {state !== 'reverting' && <TakeBack {...props} />}
        </div>
      )}
    </Panel>
  )
}

const Done = (props: PartProps & { programme: ProgrammePage | undefined }) => {
  const { slug, stamping, programme } = props
  const say = useText(stampingText)
  const name = useName()
  const stamped = stamping.tiers.map(({ tierId }) => tierId)
  const planned = programme?.tiers.filter((tier) => tier.planned && stamped.includes(tier.id)) ?? []
  return (
    <Banner
      tone="good"
      title={say('done.title', { count: stamping.written })}
      actions={
        <>
          <LinkButton kind="main" icon="hall" href={`/o/${slug}/workshops`}>
            {say('done.workshops')}
          </LinkButton>
          {planned.map((tier) => (
            <LinkButton key={tier.id} icon="units" href={`/o/${slug}/tiers/${tier.id}/plan`}>
              {say('done.plan', { name: name(tier) })}
            </LinkButton>
          ))}
          {stamping.published === 0 && <TakeBack {...props} />}
        </>
      }
    >
      <p>{say('done.text')}</p>
    </Banner>
  )
}

const Reverted = ({ stamping }: { stamping: Stamping }) => {
  const say = useText(stampingText)
  const kept = stamping.kept > 0 ? say('reverted.kept', { count: stamping.kept }) : say('reverted.none')
  return (
    <Banner tone="note" title={say('reverted.title')}>
      <p>{kept}</p>
    </Banner>
  )
}

const Shown = (props: PartProps & { programme: ProgrammePage | undefined }) => {
  const { slug, stamping, stamps, programme } = props
  const say = useText(stampingText)
  return (
    <>
      {stamps.problem && <ProblemView problem={stamps.problem} />}
      {stamping.state === 'ready' && <Ready {...props} />}
      {isGoing(stamping) && <Going {...props} />}
      {stamping.state === 'done' && <Done {...props} />}
      {stamping.state === 'reverted' && <Reverted stamping={stamping} />}
      {stamping.state === 'dropped' && <Banner tone="note" title={say('dropped')} />}
      <Panel title={say('told.title')}>
        <Told tiers={programme?.tiers ?? []} told={stamping.tiers} />
      </Panel>
      {stamping.state !== 'dropped' && <DraftList slug={slug} stamping={stamping} />}
    </>
  )
}

/** One stamping: what it would make, its progress, and what it made. */
export const StampingScreen = ({ params }: { params: { organisation: string; stamping: string } }) => {
  const slug = params.organisation
  const say = useText(stampingText)
  const sayProgrammes = useText(programmesText)
  const name = useName()
  const key = `${slug}/stamping/${params.stamping}`
  const stamps = useStamping(slug, key)
  const query = useQuery(key, (signal) =>
    json(
      stampApi(slug).stampings[':stampingId'].$get(
        { param: { stampingId: params.stamping } },
        { init: { signal } },
      ),
    ),
  )
  const programmeId = query.data?.programmeId
  const programme = useQuery(programmeId ? `${slug}/programmes/${programmeId}` : null, (signal) =>
    json(
      programmesApi(slug).programmes[':programmeId'].$get(
        { param: { programmeId: programmeId ?? '' } },
        { init: { signal } },
      ),
    ),
  ).data
  const here = `/o/${slug}/programmes/${programmeId}`
  return (
    <>
      <PageHeader
        kind={query.data ? say(`kind.${query.data.kind}`) : say('kind')}
        title={programme ? name(programme) : say('title')}
        crumbs={[
          { label: sayProgrammes('title'), href: `/o/${slug}/programmes` },
          ...(programme ? [{ label: name(programme), href: here }] : []),
          ...(programmeId ? [{ label: say('title.short'), href: `${here}/drafts` }] : []),
        ]}
        actions={<PrintButton />}
      />
      <AsyncView query={query}>
        {(stamping) => <Shown slug={slug} stamping={stamping} stamps={stamps} programme={programme} />}
      </AsyncView>
    </>
  )
}
