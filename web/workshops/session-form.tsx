import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { v7 } from 'uuid'
import { json } from '../api.ts'
import { programmesApi, type Session, type WorkshopPage } from '../planning/api.ts'
import { clockOf, minutesOf } from '../planning/days.ts'
import { Form } from '../planning/form.tsx'
import { NamesField } from '../planning/names-field.tsx'
import { useQuery } from '../query.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { bothNames, useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { workshopsText } from '../text/workshops.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField, TextField } from '../ui/field.tsx'

const OTHER = 'other'
const MORNING = 10 * 60
const HOUR = 60

/** When a new session would begin: where the last of its day ends. */
const nextStart = (workshop: WorkshopPage, day: string): number =>
  Math.min(
    23 * HOUR,
    Math.max(MORNING, ...workshop.sessions.filter(({ dayOn }) => dayOn === day).map((s) => s.endsMinute)),
  )

type SessionDialogProps = {
  slug: string
  workshop: WorkshopPage
  session: Partial<Session> & { dayOn: string }
  busy: boolean
  refusal: ComponentChildren
  onClose: () => void
  onTake: (session: Session) => void
  onRemove: (id: string) => void
}

const useSubjects = (slug: string, programmeId: string) =>
  useQuery(`${slug}/programmes/${programmeId}`, (signal) =>
    json(
      programmesApi(slug).programmes[':programmeId'].$get({ param: { programmeId } }, { init: { signal } }),
    ),
  ).data?.subjects ?? []

const begin = (workshop: WorkshopPage, { dayOn, ...known }: SessionDialogProps['session']) => {
  const startsMinute = known.startsMinute ?? nextStart(workshop, dayOn)
  return {
    id: known.id ?? v7(),
    subject: known.subjectId ?? (known.id ? OTHER : ''),
    nameEn: known.titleEn ?? '',
    nameHi: known.titleHi ?? '',
    starts: clockOf(startsMinute),
    ends: clockOf(known.endsMinute ?? Math.min(startsMinute + HOUR, 24 * HOUR - 1)),
    speaker: known.speaker ?? '',
  }
}

/** One session of a timetable: its time, its subject or what else it is, and who speaks. */
export const SessionDialog = (props: SessionDialogProps) => {
  const { slug, workshop, session, busy, refusal, onClose, onTake, onRemove } = props
  const say = useText(workshopsText)
  const shared = useText(planning)
  const name = useName()
  const language = useLanguage()
  const subjects = useSubjects(slug, workshop.programmeId)
  const [draft, setDraft] = useState(() => begin(workshop, session))
  const put = (more: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...more }))
  const choose = (subject: string) => {
    const found = subjects.find(({ id }) => id === subject)
    put({ subject, ...(found && { nameEn: found.nameEn, nameHi: found.nameHi }) })
  }
  const wrong = minutesOf(draft.ends) <= minutesOf(draft.starts)
  const submit = () => {
    if (wrong) return
    const names = bothNames(draft)
    onTake({
      id: draft.id,
      dayOn: session.dayOn,
      startsMinute: minutesOf(draft.starts),
      endsMinute: minutesOf(draft.ends),
      subjectId: draft.subject === OTHER || draft.subject === '' ? null : draft.subject,
      titleEn: names.nameEn,
      titleHi: names.nameHi,
      speaker: draft.speaker.trim() || null,
    })
  }
  return (
    <Dialog
      title={`${say('session.title')}: ${formatDay(session.dayOn, 'medium', language)}`}
      open
      onClose={onClose}
    >
      <Form onSubmit={submit}>
        <div class="pair">
          <TextField
            label={say('session.starts')}
            type="time"
            required
            value={draft.starts}
            onChange={(starts) => put({ starts })}
          />
          <TextField
            label={say('session.ends')}
            type="time"
            required
            error={wrong ? say('session.fault') : undefined}
            value={draft.ends}
            onChange={(ends) => put({ ends })}
          />
        </div>
        <SelectField
          label={say('session.subject')}
          required
          value={draft.subject}
          onChange={choose}
          options={[
            ...subjects.map((subject) => ({ value: subject.id, label: name(subject) })),
            { value: OTHER, label: say('session.other') },
          ]}
        />
        {draft.subject !== '' && (
          <NamesField
            nameEn={draft.nameEn}
            nameHi={draft.nameHi}
            maxLength={160}
            hint={shared('name.hint')}
            onChange={(key, value) => put({ [key]: value })}
          />
        )}
        <TextField
          label={say('session.speaker')}
          maxLength={160}
          value={draft.speaker}
          onChange={(speaker) => put({ speaker })}
        />
        {refusal}
        <div class="cluster apart">
          <Button kind="main" submit busy={busy}>
            {say('session.take')}
          </Button>
          {session.id && (
            <Button kind="quiet" icon="trash" onPress={() => onRemove(draft.id)}>
              {say('session.remove')}
            </Button>
          )}
        </div>
      </Form>
    </Dialog>
  )
}
