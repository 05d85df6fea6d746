import { actionTexts } from '../text/actions.ts'
import { auditTexts } from '../text/audit.ts'
import { formatInstant, useZone } from '../text/format.ts'
import { type TextKey, useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import type { Entry } from './api.ts'

type ActionKey = TextKey<typeof actionTexts.en>
const isKnown = (action: string): action is ActionKey => Object.hasOwn(actionTexts.en, action)

const PAGES = {
  person: 'people',
  unit: 'units',
  workshop: 'workshops',
  programme: 'programmes',
  payment: 'receipts',
} as const

/** The page of what a row is about; undefined when it has none of its own. */
const pageOf = (organisation: string, subject: Entry['subject']): string | undefined => {
  const page = subject && subject.kind in PAGES ? PAGES[subject.kind as keyof typeof PAGES] : undefined
  return subject && page ? `/o/${organisation}/${page}/${subject.id}` : undefined
}

/** What a row says, as a sentence. */
const useSentence = () => {
  const say = useText(auditTexts)
  const sayAction = useText(actionTexts)
  const name = useName()
  return ({ who, action, subject, subjectId }: Entry): string => {
    const actor = who ? name(who) || say('somebody') : say('machine')
    const about = subject ? name(subject) : subjectId.slice(-6)
    return isKnown(action)
      ? sayAction(action, { who: actor, subject: about })
      : say('unknown', { who: actor, action })
  }
}

const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const isPair = (value: unknown): value is [unknown, unknown] => Array.isArray(value) && value.length === 2

const plain = (value: unknown, nothing: string): string =>
  value === null || value === undefined
    ? nothing
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

/** A row: a sentence, when and from where; its details, with what stood there before and after. */
export const EntryLine = ({ organisation, entry }: { organisation: string; entry: Entry }) => {
  const say = useText(auditTexts)
  const language = useLanguage()
  const zone = useZone()
  const name = useName()
  const sentence = useSentence()
  const { at, way, onBehalfOf, subject, source, device, session, requestId, seq, sealed } = entry
  const page = pageOf(organisation, subject)
  const from = [device, source, way === 'card' && say('by.card')].filter(Boolean)
  const around = [onBehalfOf && say('for', { name: name(onBehalfOf) }), ...from].filter(Boolean)
  return (
    <li class="card stack stack-s">
      <p class="strong">{sentence(entry)}</p>
      <p class="soft small">{[formatInstant(at, zone, language), ...around].join(' · ')}</p>
      <details>
        <summary>{say('more')}</summary>
        <div class="stack stack-s small">
          <Values entry={entry} />
          <p class="soft audit-ids">
            {[
              say('row', { seq }),
              say(sealed ? 'sealed' : 'unsealed'),
              session,
              say('request', { id: requestId }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {page && subject && <a href={page}>{say('open', { name: name(subject) })}</a>}
        </div>
      </details>
    </li>
  )
}

const Values = ({ entry: { detail, evidence } }: { entry: Entry }) => {
  const say = useText(auditTexts)
  const read = Object.entries(evidence ?? {})
  // What was asked for and what the database saw change are the same thing told twice.
  const given = Object.entries(detail).filter(
    ([field, value]) => value !== null && value !== undefined && !(evidence && columnOf(field) in evidence),
  )
  if (given.length + read.length === 0) return null
  return (
    <dl class="audit-values">
      {read.map(([field, value]) => (
        <div key={`read ${field}`}>
          <dt>{field}</dt>
          <dd>
            {isPair(value) ? (
              <>
                <span class="soft">{say('before')}</span> <del>{plain(value[0], say('nothing'))}</del>
                {' → '}
                <span class="soft">{say('after')}</span> <ins>{plain(value[1], say('nothing'))}</ins>
              </>
            ) : (
              plain(value, say('nothing'))
            )}
          </dd>
        </div>
      ))}
      {given.map(([field, value]) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>{plain(value, say('nothing'))}</dd>
        </div>
      ))}
    </dl>
  )
}
