import { useState } from 'preact/hooks'
import { v7 } from 'uuid'
import { json } from '../api.ts'
import { type ProgrammePage, programmesApi, type Tier } from '../planning/api.ts'
import { Conflict } from '../planning/conflict.tsx'
import { type Edit, useEdit } from '../planning/edit.ts'
import { Form } from '../planning/form.tsx'
import { NamesField } from '../planning/names-field.tsx'
import { useFrame } from '../shell/frame.ts'
import { formatDay, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { planning } from '../text/planning.ts'
import { programmesText } from '../text/programmes.ts'
import { sharesText } from '../text/shares.ts'
import { Button } from '../ui/button.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { sharesFrom } from './shares.ts'
import { blankTier, type TierFields, tierFieldsOf, tierInput } from './tier-fields.ts'
import { Choosing, Many, Time, Where } from './tier-parts.tsx'
import { TierShares } from './tier-shares.tsx'

type TierFormProps = {
  slug: string
  programme: ProgrammePage
  /** Undefined for a new tier below the last one. */
  tier: Tier | undefined
  onStored: (programme: ProgrammePage) => void
}

const useTierEdit = ({ slug, programme, tier, onStored }: TierFormProps): Edit<TierFields> => {
  const api = programmesApi(slug)
  const param = { programmeId: programme.id }
  const levels = useFrame(slug)?.organisation.levels ?? []
  const [id] = useState(() => v7())
  const page = () => json(api.programmes[':programmeId'].$get({ param }))
  return useEdit(
    tier
      ? { fields: tierFieldsOf(tier), version: tier.version }
      : { fields: blankTier(programme.tiers, levels), version: 0 },
    {
      write: async (fields, version) => {
        const input = tierInput(fields)
        await (tier
          ? json(api.tiers[':tierId'].$patch({ param: { tierId: tier.id }, json: { ...input, version } }))
          : json(api.programmes[':programmeId'].tiers.$post({ param, json: { id, ...input } })))
        onStored(await page())
      },
      read: async () => {
        const stored = (await page()).tiers.find((one) => one.id === tier?.id)
        return stored
          ? { fields: tierFieldsOf(stored), version: stored.version }
          : { fields: blankTier([], []), version: 0 }
      },
    },
  )
}

const useReadable = (slug: string) => {
  const say = useText(programmesText)
  const sayShares = useText(sharesText)
  const language = useLanguage()
  const organisation = useFrame(slug)?.organisation
  const label = (name: keyof TierFields): string =>
    ({
      nameEn: 'English',
      nameHi: 'हिन्दी',
      hostLevelId: say('form.host'),
      traineeLevelId: say('form.trainee'),
      taughtBy: say('form.taught'),
      planned: say('form.how'),
      minimum: say('form.minimum'),
      target: say('form.target'),
      maximum: say('form.maximum'),
      shares: sayShares('title'),
      batchSize: say('form.batch'),
      days: say('form.days'),
      hoursPerDay: say('form.hours'),
      passDays: say('form.pass'),
      passSessions: say('form.pass-sessions'),
      passSubjects: say('form.pass-subjects'),
      validMonths: say('form.valid'),
      approvals: say('form.approvals'),
      nominateBy: say('form.nominate-by'),
      skill: say('form.skill'),
      startBy: say('form.start'),
      finishBy: say('form.finish'),
      feeMinor: say('form.fee'),
    })[name]
  const levelName = (id: string) => organisation?.levels.find((level) => level.id === id)?.names[language]
  const day = (of: string) => of && formatDay(of, 'medium', language)
  const written: Partial<Record<keyof TierFields, (of: TierFields) => string>> = {
    hostLevelId: (of) => levelName(of.hostLevelId) ?? '',
    traineeLevelId: (of) => levelName(of.traineeLevelId) ?? '',
    taughtBy: (of) => say(of.taughtBy),
    planned: (of) => say(of.planned ? 'planned' : 'open'),
    shares: (of) => String(sharesFrom(of.shares).length),
    approvals: (of) => say(`approvals.${of.approvals}`),
    nominateBy: (of) => day(of.nominateBy),
    startBy: (of) => day(of.startBy),
    finishBy: (of) => day(of.finishBy),
    feeMinor: (of) => formatMoney(of.feeMinor ?? 0, organisation?.currency ?? 'INR', language),
  }
  const value = (name: keyof TierFields, of: TierFields): string =>
    written[name]?.(of) ?? String(of[name] ?? '')
  return { label, value }
}

/** One hop: where, for whom, by whom, how many, how long, by when and for how much. */
export const TierForm = (props: TierFormProps) => {
  const { slug, programme, tier } = props
  const say = useText(programmesText)
  const shared = useText(planning)
  const sayShares = useText(sharesText)
  const edit = useTierEdit(props)
  const readable = useReadable(slug)
  const words = {
    '/target': say('fault.target'),
    '/maximum': say('fault.maximum'),
    '/shares': sayShares('fault'),
    '/passDays': say('fault.pass'),
    '/finishBy': say('fault.finish'),
    'below-trainees': say('fault.below-trainees'),
    'first-tier': say('fault.first-tier'),
    'state-changed': say('form.fixed'),
  }
  const fault = useFaults(edit.save.problem, words)
  const submit = async () => {
    if (await edit.save.run()) toast(say('tier.saved'))
  }
  const parts = { slug, edit, fault }
  const first = tier ? tier.position === 1 : programme.tiers.length === 0
  return (
    <div class="stack">
      <Conflict edit={edit} {...readable} />
      <Form onSubmit={submit}>
        <NamesField
          nameEn={edit.draft.nameEn}
          nameHi={edit.draft.nameHi}
          hint={shared('name.hint')}
          errors={{ en: fault('/nameEn'), hi: fault('/nameHi') }}
          onChange={edit.set}
        />
        <Where {...parts} first={first} fixed={(tier?.workshops ?? 0) > 0} />
        <Many {...parts} />
        <TierShares
          slug={slug}
          subjects={programme.subjects}
          value={edit.draft.shares}
          onChange={(value) => edit.set('shares', value)}
          error={fault('/shares')}
        />
        <Choosing {...parts} />
        <Time {...parts} />
        {edit.save.problem && <ProblemView problem={edit.save.problem} words={words} />}
        <div class="cluster">
          <Button kind="main" submit busy={edit.save.busy}>
            {say('tier.save')}
          </Button>
        </div>
      </Form>
    </div>
  )
}
