import type { Edit } from '../planning/edit.ts'
import { useFrame } from '../shell/frame.ts'
import { useLanguage, useText } from '../text/index.ts'
import { programmesText } from '../text/programmes.ts'
import { Choice } from '../ui/choice.tsx'
import { DateField, SelectField, TextField } from '../ui/field.tsx'
import { MoneyField, NumberField } from '../ui/number-field.tsx'
import type { TierFields } from './tier-fields.ts'

type PartProps = {
  slug: string
  edit: Edit<TierFields>
  fault: (pointer: string) => string | undefined
}

/** Where a hop is held, whom it trains, who teaches it and how people find their workshop. */
export const Where = ({
  slug,
  edit,
  fault,
  first,
  fixed,
}: PartProps & { first: boolean; fixed: boolean }) => {
  const say = useText(programmesText)
  const language = useLanguage()
  const levels = useFrame(slug)?.organisation.levels ?? []
  const options = levels.map(({ id, names }) => ({ value: id, label: names[language] }))
  const { draft, set } = edit
  const teachers = (['guest', 'credential', 'office'] as const)
    .filter((by) => !(first && by === 'credential'))
    .map((by) => ({ value: by, label: say(by), hint: say(`${by}.hint`) }))
  return (
    <section class="form-part">
      <h3>{say('form.where')}</h3>
      {fixed && <p class="soft">{say('form.fixed')}</p>}
      <SelectField
        label={say('form.host')}
        hint={say('form.host.hint')}
        required
        disabled={fixed}
        error={fault('/hostLevelId')}
        value={draft.hostLevelId}
        onChange={(value) => set('hostLevelId', value)}
        options={options}
      />
      <SelectField
        label={say('form.trainee')}
        hint={say('form.trainee.hint')}
        required
        disabled={fixed}
        error={fault('/traineeLevelId')}
        value={draft.traineeLevelId}
        onChange={(value) => set('traineeLevelId', value)}
        options={options}
      />
      <Choice
        label={say('form.taught')}
        required
        error={fault('/taughtBy')}
        value={draft.taughtBy}
        onChange={(value) => set('taughtBy', value)}
        options={teachers}
      />
      <Choice
        label={say('form.how')}
        required
        disabled={fixed}
        value={draft.planned ? 'planned' : 'open'}
        onChange={(value) => set('planned', value === 'planned')}
        options={(['planned', 'open'] as const).map((how) => ({
          value: how,
          label: say(how),
          hint: say(`${how}.hint`),
        }))}
      />
    </section>
  )
}

/** How many people from every unit, and how many in one batch. */
export const Many = ({ edit, fault }: PartProps) => {
  const say = useText(programmesText)
  const { draft, set } = edit
  return (
    <section class="form-part">
      <h3>{say('form.many')}</h3>
      <div class="triple">
        {(['minimum', 'target', 'maximum'] as const).map((name) => (
          <NumberField
            key={name}
            label={say(`form.${name}`)}
            required
            error={fault(`/${name}`)}
            value={draft[name]}
            onChange={(value) => set(name, value)}
          />
        ))}
      </div>
      <NumberField
        label={say('form.batch')}
        required
        error={fault('/batchSize')}
        value={draft.batchSize}
        onChange={(value) => set('batchSize', value)}
      />
    </section>
  )
}

/** Who agrees to nominations, until when units nominate, and which skill is asked for. */
export const Choosing = ({ edit, fault }: PartProps) => {
  const say = useText(programmesText)
  const { draft, set } = edit
  return (
    <section class="form-part">
      <h3>{say('form.choosing')}</h3>
      <Choice
        label={say('form.approvals')}
        required
        value={draft.approvals}
        onChange={(value) => set('approvals', value)}
        options={(['0', '1', '2'] as const).map((value) => ({ value, label: say(`approvals.${value}`) }))}
      />
      <DateField
        label={say('form.nominate-by')}
        hint={say('form.nominate-by.hint')}
        value={draft.nominateBy}
        error={fault('/nominateBy')}
        onChange={(value) => set('nominateBy', value)}
      />
      <TextField
        label={say('form.skill')}
        hint={say('form.skill.hint')}
        maxLength={60}
        value={draft.skill}
        error={fault('/skill')}
        onChange={(value) => set('skill', value)}
      />
    </section>
  )
}

/** How long, what it takes to pass, by when and for how much. */
export const Time = ({ slug, edit, fault }: PartProps) => {
  const say = useText(programmesText)
  const currency = useFrame(slug)?.organisation.currency ?? 'INR'
  const { draft, set } = edit
  return (
    <>
      <section class="form-part">
        <h3>{say('form.long')}</h3>
        <div class="triple">
          {(['days', 'hoursPerDay'] as const).map((name) => (
            <NumberField
              key={name}
              label={say(name === 'days' ? 'form.days' : 'form.hours')}
              required
              error={fault(`/${name}`)}
              value={draft[name]}
              onChange={(value) => set(name, value)}
            />
          ))}
        </div>
        <NumberField
          label={say('form.pass')}
          required
          error={fault('/passDays')}
          value={draft.passDays}
          onChange={(value) => set('passDays', value)}
        />
        <NumberField
          label={say('form.pass-sessions')}
          hint={say('form.pass-sessions.hint')}
          required
          after="%"
          error={fault('/passSessions')}
          value={draft.passSessions}
          onChange={(value) => set('passSessions', value)}
        />
        <NumberField
          label={say('form.pass-subjects')}
          hint={say('form.pass-subjects.hint')}
          required
          error={fault('/passSubjects')}
          value={draft.passSubjects}
          onChange={(value) => set('passSubjects', value)}
        />
        <NumberField
          label={say('form.valid')}
          hint={say('form.valid.hint')}
          error={fault('/validMonths')}
          value={draft.validMonths}
          onChange={(value) => set('validMonths', value)}
        />
      </section>
      <section class="form-part">
        <h3>{say('form.time')}</h3>
        <div class="pair">
          <DateField
            label={say('form.start')}
            value={draft.startBy}
            error={fault('/startBy')}
            onChange={(value) => set('startBy', value)}
          />
          <DateField
            label={say('form.finish')}
            value={draft.finishBy}
            error={fault('/finishBy')}
            onChange={(value) => set('finishBy', value)}
          />
        </div>
        <MoneyField
          label={say('form.fee')}
          required
          currency={currency}
          amountMinor={draft.feeMinor}
          error={fault('/feeMinor')}
          onChange={(value) => set('feeMinor', value)}
        />
      </section>
    </>
  )
}
