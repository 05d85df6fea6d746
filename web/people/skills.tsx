import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { putQuery, useAction } from '../query.ts'
import { common } from '../text/common.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { personTexts } from '../text/persons.ts'
import { Badge, Chip } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choice, Choices } from '../ui/choice.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { peopleApi } from './api.ts'
import type { PartProps } from './person.tsx'

/** The wings that a person belongs to. */
export const Wings = (props: PartProps) => {
  const { person, edits } = props
  const say = useText(peopleTexts)
  const name = useName()
  const [open, setOpen] = useState(false)
  return (
    <Panel
      title={say('wings')}
      actions={
        edits && (
          <Button
            kind="quiet"
            icon="edit"
            label={`${say('wings.edit')}: ${say('wings')}`}
            onPress={() => setOpen(true)}
          >
            {say('wings.edit')}
          </Button>
        )
      }
    >
      {person.wings.length === 0 ? (
        <p class="soft">{say('wings.none')}</p>
      ) : (
        <div class="cluster">
          {person.wings.map((wing) => (
            <Chip key={wing.id}>{name(wing)}</Chip>
          ))}
        </div>
      )}
      <Dialog title={say('wings')} open={open} onClose={() => setOpen(false)}>
        <WingsForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </Panel>
  )
}

const WingsForm = ({ organisation, person, frame, onDone }: PartProps & { onDone: () => void }) => {
  const say = useText(peopleTexts)
  const sayCommon = useText(common)
  const language = useLanguage()
  const wings = frame?.organisation.wings ?? []
  const [wingIds, setWingIds] = useState(person.wings.map(({ id }) => id))
  const save = useAction(async () => {
    const saved = await json(
      peopleApi(organisation).people[':personId'].wings.$put({
        param: { personId: person.id },
        json: { wingIds },
      }),
    )
    putQuery(`${organisation}/people/${person.id}`, saved)
    onDone()
  })
  if (wings.length === 0) return <p>{say('wings.unknown')}</p>
  return (
    <div class="stack">
      <Choices
        label={say('wings')}
        values={wingIds}
        onChange={setWingIds}
        options={wings.map((wing) => ({ value: wing.id, label: wing.names[language] }))}
      />
      {save.problem && <ProblemView problem={save.problem} />}
      <div class="cluster">
        <Button kind="main" busy={save.busy} onPress={save.run}>
          {sayCommon('save')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </div>
  )
}

type SkillState = 'claimed' | 'nominated' | 'verified'
const TONES = { claimed: 'plain', nominated: 'note', verified: 'good' } as const

const useSaySkill = ({ organisation, person }: PartProps, onDone: () => void) => {
  const say = useText(peopleTexts)
  return useAction(async (skill: string, state: SkillState, evidence?: string) => {
    const saved = await json(
      peopleApi(organisation).people[':personId'].skills[':skill'].$put({
        param: { personId: person.id, skill: skill.trim().toLowerCase() },
        json: { state, ...(evidence === undefined ? {} : { evidence: evidence.trim() || null }) },
      }),
    )
    putQuery(`${organisation}/people/${person.id}`, saved)
    toast(say('skill.done'))
    onDone()
  })
}

const useDropSkill = ({ organisation, person }: PartProps) => {
  const say = useText(peopleTexts)
  return useAction(async (skill: string) => {
    const left = await json(
      peopleApi(organisation).people[':personId'].skills[':skill'].$delete({
        param: { personId: person.id, skill },
      }),
    )
    putQuery(`${organisation}/people/${person.id}`, left)
    toast(say('skill.dropped'))
  })
}

/** What a person can do, and who says so. */
export const Skills = (props: PartProps) => {
  const { person, edits } = props
  const say = useText(peopleTexts)
  const sayPersons = useText(personTexts)
  const name = useName()
  const [open, setOpen] = useState(false)
  const verify = useSaySkill(props, () => setOpen(false))
  const drop = useDropSkill(props)
  const [dropping, setDropping] = useState<string | null>(null)
  return (
    <Panel
      title={say('skills')}
      actions={
        edits && (
          <Button kind="quiet" icon="plus" onPress={() => setOpen(true)}>
            {say('skill.add')}
          </Button>
        )
      }
    >
      {verify.problem && <ProblemView problem={verify.problem} />}
      {drop.problem && <ProblemView problem={drop.problem} />}
      {person.skills.length === 0 ? (
        <p class="soft">{say('skills.none')}</p>
      ) : (
        <List label={say('skills')}>
          {person.skills.map(({ skill, state, evidence, byEn, byHi }) => (
            <Row
              key={skill}
              title={skill}
              note={
                <>
                  <Badge tone={TONES[state]}>{say(`skill.${state}`)}</Badge>{' '}
                  {[
                    evidence,
                    byEn && byHi && sayPersons('story.by', { name: name({ nameEn: byEn, nameHi: byHi }) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </>
              }
              aside={
                edits && (
                  <span class="cluster">
                    {state !== 'verified' && (
                      <Button
                        kind="quiet"
                        icon="check"
                        label={`${say('skill.verify')}: ${skill}`}
                        busy={verify.busy}
                        onPress={() => verify.run(skill, 'verified')}
                      >
                        {say('skill.verify')}
                      </Button>
                    )}
                    <Button
                      kind="quiet"
                      icon="trash"
                      label={`${say('skill.drop')}: ${skill}`}
                      onPress={() => setDropping(skill)}
                    >
                      {say('skill.drop')}
                    </Button>
                  </span>
                )
              }
            />
          ))}
        </List>
      )}
      <ConfirmDialog
        title={say('skill.drop.title', { skill: dropping ?? '' })}
        open={dropping !== null}
        onClose={() => setDropping(null)}
        onConfirm={async () => {
          if (dropping !== null) await drop.run(dropping)
          setDropping(null)
        }}
        confirm={say('skill.drop')}
        danger
        busy={drop.busy}
        problem={drop.problem}
      />
      <Dialog title={say('skill.add')} open={open} onClose={() => setOpen(false)}>
        <SkillForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </Panel>
  )
}

const SkillForm = (props: PartProps & { onDone: () => void }) => {
  const say = useText(peopleTexts)
  const sayCommon = useText(common)
  const [skill, setSkill] = useState('')
  const [state, setState] = useState<SkillState>('claimed')
  const [evidence, setEvidence] = useState('')
  const sayPersons = useText(personTexts)
  const save = useSaySkill(props, props.onDone)
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (skill.trim()) save.run(skill, state, evidence)
      }}
    >
      <TextField
        label={say('skill.name')}
        hint={say('filter.skill.hint')}
        required
        maxLength={60}
        value={skill}
        onChange={setSkill}
      />
      <Choice
        label={say('skill.state')}
        required
        value={state}
        onChange={setState}
        options={(['claimed', 'nominated', 'verified'] as const).map((value) => ({
          value,
          label: say(`skill.${value}.long`),
        }))}
      />
      <TextField
        label={sayPersons('evidence')}
        hint={sayPersons('evidence.hint')}
        maxLength={300}
        value={evidence}
        onChange={setEvidence}
      />
      {save.problem && <ProblemView problem={save.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={save.busy} disabled={!skill.trim()}>
          {sayCommon('save')}
        </Button>
        <Button onPress={props.onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}
