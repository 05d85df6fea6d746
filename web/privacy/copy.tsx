import './privacy.css'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { copyWords, isNamed } from '../text/copy-words.ts'
import { formatDay, formatInstant, formatMoney, useZone } from '../text/format.ts'
import { type Language, useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { privacyTexts } from '../text/privacy.ts'
import { deskTexts } from '../text/privacy-desk.ts'
import { AsyncView } from '../ui/async.tsx'
import { LinkButton } from '../ui/button.tsx'
import { type Crumb, PageHeader } from '../ui/page.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { type Copy, privacyApi } from './api.ts'

/** Everything that is kept about oneself, to read, print or download. */
export const OwnCopy = ({ params }: ScreenProps<'/o/:organisation/privacy/copy'>) => {
  const { organisation } = params
  const copy = useQuery(`${organisation}/me/copy`, (signal) =>
    json(privacyApi(organisation).me.copy.$get(undefined, { init: { signal } })),
  )
  const say = useText(privacyTexts)
  return <CopyPage copy={copy} back={{ label: say('title'), href: `/o/${organisation}/privacy` }} />
}

/** Everything that is kept about somebody, for an officer to hand to him; that he looked is written down. */
export const CopyFor = ({ params }: ScreenProps<'/o/:organisation/privacy-desk/copy/:person'>) => {
  const { organisation, person } = params
  const copy = useQuery(`${organisation}/copy/${person}`, (signal) =>
    json(
      privacyApi(organisation).privacy.people[':personId'].copies.$post(
        { param: { personId: person } },
        { init: { signal } },
      ),
    ),
  )
  const say = useText(deskTexts)
  return <CopyPage copy={copy} back={{ label: say('title'), href: `/o/${organisation}/privacy-desk` }} />
}

type PageProps = { copy: ReturnType<typeof useQuery<Copy>>; back: Crumb }

const CopyPage = ({ copy, back }: PageProps) => {
  const say = useText(privacyTexts)
  const name = useName()
  const [zone, language] = [useZone(), useLanguage()]
  const { data } = copy
  const person = data?.sections.person?.[0]
  const named = person ? name({ nameEn: String(person.nameEn), nameHi: String(person.nameHi) }) : ''
  const title = data ? say('copy.title', { name: named }) : say('copy')
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[back]}
        lead={
          data &&
          say('copy.lead', {
            organisation: name(data.organisation),
            at: formatInstant(data.madeAt, zone, language),
          })
        }
        actions={
          data && (
            <>
              <PrintButton />
              <LinkButton icon="download" href={fileOf(data)} download={`copy-${data.personId}.json`}>
                {say('copy.download')}
              </LinkButton>
            </>
          )
        }
      />
      <AsyncView query={copy}>
        {({ sections }) => (
          <PrintSheet label={title}>
            <div class="copy-sheet stack stack-l">
              {PARTS.map((part) => (
                <Part key={part} part={part} rows={sections[part] ?? []} />
              ))}
            </div>
          </PrintSheet>
        )}
      </AsyncView>
    </>
  )
}

const PARTS = [
  'person',
  'transfers',
  'merges',
  'lists',
  'offices',
  'wings',
  'skills',
  'powers',
  'nominations',
  'registrations',
  'waits',
  'attendance',
  'assessments',
  'stays',
  'payments',
  'payer',
  'exceptions',
  'questions',
  'certificates',
  'trainings',
  'samples',
  'teaching',
  'signed',
  'duties',
  'feedback',
  'consents',
  'requests',
  'cards',
  'entries',
  'messages',
  'seenBy',
  'history',
] as const

const fileOf = (copy: Copy): string =>
  `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(copy, null, 2))}`

const TRUTHS = ['hasSmartphone', 'canRead', 'given', 'leads', 'passed']

type Cell = string | number | null
type PartProps = { part: (typeof PARTS)[number]; rows: readonly Record<string, Cell>[] }

const told = (key: string, value: string | null, language: Language): string =>
  value !== null && key.endsWith('On') ? formatDay(value, 'medium', language) : (value ?? '–')

const Part = ({ part, rows }: PartProps) => {
  const say = useText(privacyTexts)
  const sayWord = useText(copyWords)
  const [zone, language] = [useZone(), useLanguage()]
  const shown = (key: string, value: Cell): string => {
    if (typeof value !== 'number') return told(key, value, language)
    if (TRUTHS.includes(key)) return sayWord(value === 1 ? 'yes' : 'no')
    if (key.endsWith('Minor')) return formatMoney(value, 'INR', language)
    return /(^at|At)$/.test(key) ? formatInstant(value, zone, language) : String(value)
  }
  return (
    <section class="stack">
      <h2>{say(`part.${part}`)}</h2>
      {rows.length === 0 && <p class="soft">{say('copy.nothing')}</p>}
      {rows.map((row, at) => (
        // Rows have no id of their own and never move.
        <dl class="facts" key={at}>
          {Object.entries(row)
            .filter(([, value]) => value !== null)
            .map(([key, value]) => (
              <div key={key}>
                <dt>{isNamed(key) ? sayWord(key) : key}</dt>
                <dd class="break">{shown(key, value)}</dd>
              </div>
            ))}
        </dl>
      ))}
    </section>
  )
}
