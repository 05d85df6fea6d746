import '../planning/planning.css'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { v7 } from 'uuid'
import { json } from '../api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { type UnitRef, unitsApi, workshopsApi } from '../planning/api.ts'
import { Form } from '../planning/form.tsx'
import { type TierOf, tiersOf, useTiers } from '../planning/tiers.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useZone } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { workshopsText } from '../text/workshops.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { blankWorkshop, namedAfter, type WorkshopFields, workshopInput } from './workshop-fields.ts'
import { useWorkshopWords, WorkshopFormParts } from './workshop-form.tsx'

/** The host, where there is only one that it could be: the caller's one top unit, if it is of the tier's level. */
const useOnlyHost = (slug: string, levelId: string): UnitRef | undefined => {
  const tops = useQuery(`${slug}/hosts/top`, async (signal) => {
    const { units } = await json(unitsApi(slug).units.$get({ query: {} }, { init: { signal } }))
    return units
  })
  const [only, ...others] = tops.data ?? []
  return only && others.length === 0 && only.levelId === levelId ? only : undefined
}

const useDraft = ({ tier }: TierOf, only: UnitRef | undefined) => {
  const zone = useZone()
  const [draft, setDraft] = useState<WorkshopFields>(() => blankWorkshop(tier, zone))
  const [host, setHost] = useState<UnitRef | null>(null)
  const [named, setNamed] = useState(false)
  useEffect(() => setDraft(blankWorkshop(tier, zone)), [tier.id, zone])
  useEffect(() => setHost(only ?? null), [only?.id, tier.id])
  useEffect(() => {
    if (host && !named) setDraft((now) => ({ ...now, ...namedAfter(tier, host) }))
  }, [host, named, tier.id])
  const set = <K extends keyof WorkshopFields>(key: K, value: WorkshopFields[K]) => {
    if (key === 'nameEn' || key === 'nameHi') setNamed(true)
    setDraft((now) => ({ ...now, [key]: value }))
  }
  return { draft, set, host, setHost, zone }
}

type DraftingProps = { slug: string; of: TierOf }

const Drafting = ({ slug, of }: DraftingProps) => {
  const say = useText(workshopsText)
  const name = useName()
  const { route } = useLocation()
  const [id] = useState(() => v7())
  const { tier } = of
  const { draft, set, host, setHost, zone } = useDraft(of, useOnlyHost(slug, tier.hostLevel.id))
  const save = useAction(() =>
    json(
      workshopsApi(slug).workshops.$post({
        json: { id, tierId: tier.id, unitId: host?.id ?? '', ...workshopInput(draft, zone) },
      }),
    ),
  )
  const words = useWorkshopWords()
  const fault = useFaults(save.problem, words)
  const submit = async () => {
    if (!(await save.run())) return
    for (const begin of ['workshops', 'plans', 'programmes']) reloadQueries(`${slug}/${begin}`)
    toast(say('form.drafted'))
    route(`/o/${slug}/workshops/${id}/catchment`)
  }
  return (
    <Form onSubmit={submit}>
      <UnitPicker
        organisation={slug}
        of="mine"
        level={tier.hostLevel.id}
        label={say('form.host')}
        hint={say('form.host.hint', { level: name(tier.hostLevel) })}
        error={fault('/unitId')}
        value={host}
        onChange={setHost}
      />
      <WorkshopFormParts slug={slug} draft={draft} set={set} fault={fault} />
      {save.problem && <ProblemView problem={save.problem} words={words} />}
      <div class="cluster">
        <Button kind="main" submit busy={save.busy}>
          {say('form.draft')}
        </Button>
      </div>
    </Form>
  )
}

type NewWorkshopProps = { params: { organisation: string }; query: Record<string, string> }

/** Drafts a workshop: its hop and host first, then days, venue, seats and registration. */
export const NewWorkshop = ({ params, query }: NewWorkshopProps) => {
  const slug = params.organisation
  const say = useText(workshopsText)
  const name = useName()
  const tiers = useTiers(slug)
  const [chosen, setChosen] = useState(query.tier ?? '')
  return (
    <>
      <PageHeader title={say('new')} crumbs={[{ label: say('title'), href: `/o/${slug}/workshops` }]} />
      <AsyncView
        query={tiers}
        isEmpty={(programmes) => tiersOf(programmes).length === 0}
        empty={() => (
          <EmptyState
            icon="programme"
            title={say('form.tier.none')}
            actions={
              <LinkButton kind="main" href={`/o/${slug}/programmes`}>
                {say('open')}
              </LinkButton>
            }
          />
        )}
      >
        {(programmes) => {
          const all = tiersOf(programmes)
          const of = all.find(({ tier }) => tier.id === chosen)
          return (
            <div class="stack stack-l">
              <div class="form">
                <SelectField
                  label={say('form.tier')}
                  hint={say('form.tier.hint')}
                  required
                  value={of ? chosen : ''}
                  onChange={setChosen}
                  options={all.map(({ programme, tier }) => ({
                    value: tier.id,
                    label: `${name(tier)} – ${name(programme)}`,
                  }))}
                />
              </div>
              {of && <Drafting slug={slug} of={of} />}
            </div>
          )
        }}
      </AsyncView>
    </>
  )
}
