import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { type UnitRef, type WorkshopPage, workshopsApi } from '../planning/api.ts'
import { useCatchmentText } from '../planning/catchment.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { plansText } from '../text/plans.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { faultsOf } from './faults.tsx'
import { type lookUpAll, useAtlas } from './known.ts'
import { Refused } from './refused.tsx'
import { TermList, useSpelt } from './term-list.tsx'
import { sentTerms, standingOf, type Terms, termsOf, toggled, unitsIn } from './terms.ts'
import { UnitSearch, UnitTree } from './unit-tree.tsx'

type EditorProps = { slug: string; workshop: WorkshopPage; begun: Awaited<ReturnType<typeof lookUpAll>> }

const same = (a: Terms, b: Terms): boolean =>
  (['include', 'exclude'] as const).every(
    (list) => a[list].length === b[list].length && a[list].every((id) => b[list].includes(id)),
  )

/** The state of an edit: the terms, the workshop as it was seen, and the writing of it. */
const useCatchment = ({ slug, workshop: first }: EditorProps) => {
  const { route } = useLocation()
  const say = useText(plansText)
  const plans = useFrame(slug)?.holds.has('workshops:read') ?? false
  const [workshop, setWorkshop] = useState(first)
  const [terms, setTerms] = useState<Terms>(termsOf(first.catchment))
  const [theirs, setTheirs] = useState<WorkshopPage | undefined>(undefined)
  const one = workshopsApi(slug).workshops[':workshopId']
  const param = { workshopId: workshop.id }
  const done = () => {
    for (const begin of ['workshops', 'plans', 'programmes', 'catchments']) reloadQueries(`${slug}/${begin}`)
    toast(say('saved'))
    route(
      workshop.planned && plans
        ? `/o/${slug}/tiers/${workshop.tierId}/plan`
        : `/o/${slug}/workshops/${workshop.id}`,
    )
  }
  const save = useAction(async () => {
    const edit = { version: workshop.version, ...sentTerms(terms) }
    await json(one.catchment.$put({ param, json: edit }))
    done()
  })
  const submit = async () => {
    await save.run()
  }
  const look = useAction(async () => setTheirs(await json(one.$get({ param }))))
  const settle = (keep: boolean) => {
    if (!theirs) return
    setWorkshop(theirs)
    if (!keep) setTerms(termsOf(theirs.catchment))
    setTheirs(undefined)
    save.reset()
  }
  return { workshop, terms, setTerms, save, submit, look, theirs, settle, done }
}

type Edit = ReturnType<typeof useCatchment>

const Outcome = ({ slug, edit }: { slug: string; edit: Edit }) => {
  const say = useText(planning)
  const sayPlans = useText(plansText)
  const sentence = useCatchmentText(slug)
  const { save, look, theirs, settle, workshop, terms, done } = edit
  const faults = faultsOf(save.problem)
  if (faults) return <Refused slug={slug} workshop={workshop} terms={terms} faults={faults} stored={done} />
  if (theirs) {
    return (
      <Banner
        tone="warn"
        urgent
        title={say('conflict')}
        actions={
          <>
            <Button kind="main" onPress={() => settle(true)}>
              {say('conflict.mine')}
            </Button>
            <Button onPress={() => settle(false)}>{say('conflict.theirs')}</Button>
          </>
        }
      >
        <p class="conflict">
          <del>{sentence(workshop.catchment)}</del> <ins>{sentence(theirs.catchment)}</ins>
        </p>
      </Banner>
    )
  }
  if (!save.problem) return null
  return (
    <ProblemView
      problem={save.problem}
      words={{
        'below-trainees': sayPlans('below-trainees'),
        'unknown-unit': sayPlans('unknown-unit'),
        'unknown-term': sayPlans('unknown-term'),
      }}
      onRetry={save.problem.slug === 'version-changed' ? look.run : undefined}
    />
  )
}

/** Takes units in and out of a workshop's catchment, with the number it comes to at hand. */
export const CatchmentEditor = (props: EditorProps) => {
  const { slug, begun } = props
  const say = useText(plansText)
  const name = useName()
  const language = useLanguage()
  const sentence = useCatchmentText(slug)
  const edit = useCatchment(props)
  const { workshop, terms, setTerms, save, submit } = edit
  const { include, exclude } = props.workshop.catchment
  const levelId = workshop.traineeLevelId
  const atlas = useAtlas(slug, levelId, [...include, ...exclude], begun)
  const level = useFrame(slug)?.organisation.levels.find(({ id }) => id === levelId)?.names[language] ?? ''
  const outcome = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (save.problem) outcome.current?.scrollIntoView({ block: 'start' })
  }, [save.problem])
  const tap = useAction(async (unit: UnitRef) => {
    const chain = await atlas.learn(unit.id)
    setTerms((now) => {
      const known = new Map(atlas.known).set(unit.id, atlas.known.get(unit.id) ?? { chain, units: 0 })
      if (standingOf(chain, now, known) === 'cut') toast(say('tap.cut', { name: name(unit) }))
      return toggled(chain, now, known)
    })
  })
  const spelt = useSpelt(slug, atlas.refs)
  const units = unitsIn(terms, atlas.known)
  const count = units === null ? say('catchment.uncounted') : say('catchment.count', { count: units, level })
  const unchanged = same(terms, termsOf(workshop.catchment))
  return (
    <>
      <div ref={outcome}>
        <Outcome slug={slug} edit={edit} />
      </div>
      <div class="picker">
        <div class="stack">
          <UnitSearch
            slug={slug}
            levelId={levelId}
            standing={(id) => standingOf(atlas.known.get(id)?.chain ?? [], terms, atlas.known)}
            onTap={tap.run}
          />
          {tap.problem && <ProblemView problem={tap.problem} />}
          <UnitTree
            slug={slug}
            levelId={levelId}
            standing={(chain) => standingOf(chain, terms, atlas.known)}
            onTap={tap.run}
          />
        </div>
        <div class="stack">
          <p class="strong" aria-live="polite">
            {sentence({ include: spelt(terms.include), exclude: spelt(terms.exclude) })}
          </p>
          <TermList slug={slug} levelId={levelId} terms={terms} refs={atlas.refs} onChange={setTerms} />
        </div>
      </div>
      <div class="save-bar">
        <span class="strong">{count}</span>
        <Button kind="main" busy={save.busy} disabled={unchanged} onPress={submit}>
          {say('save')}
        </Button>
      </div>
    </>
  )
}
