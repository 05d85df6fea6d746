import './faculty.css'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { feedbackTexts } from '../text/feedback.ts'
import { formatDay } from '../text/format.ts'
import { sayIn, useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { QrCode } from '../ui/qr.tsx'
import { facultyApi, type Links } from './api.ts'

type Props = { organisation: string; workshopId: string }

async function readAll({ organisation, workshopId }: Props, signal: AbortSignal): Promise<Links> {
  const route = facultyApi(organisation).workshops[':workshopId']['feedback-links']
  const read = (after: string | null) =>
    json(route.$get({ param: { workshopId }, query: after ? { after } : {} }, { init: { signal } }))
  const first = await read(null)
  const links = [...first.links]
  for (let { after } = first; after !== null; ) {
    const page = await read(after)
    links.push(...page.links)
    after = page.after
  }
  return { ...first, links }
}

/** A slip of paper for each who was there, with his own way to say how it was. */
export const FeedbackSlips = ({
  params,
}: ScreenProps<'/o/:organisation/workshops/:workshop/feedback/slips'>) => {
  const { organisation, workshop: workshopId } = params
  const say = useText(feedbackTexts)
  const name = useName()
  const query = useQuery(`${organisation}/faculty/slips/${workshopId}`, (signal) =>
    readAll({ organisation, workshopId }, signal),
  )
  const workshop = query.data?.workshop
  return (
    <>
      <PageHeader
        title={say('slips.title')}
        lead={<p>{say('slips.lead')}</p>}
        crumbs={
          workshop && [
            { label: name(workshop), href: `/o/${organisation}/workshops/${workshopId}` },
            { label: say('results'), href: `/o/${organisation}/workshops/${workshopId}/feedback` },
          ]
        }
        actions={query.data && query.data.links.length > 0 && <PrintButton />}
      />
      {query.problem?.slug === 'two-people' ? (
        <EmptyState icon="print" title={say('slips.not.own')} />
      ) : (
        <AsyncView
          query={query}
          isEmpty={({ links }) => links.length === 0}
          empty={() => <EmptyState icon="print" title={say('slips.none')} />}
        >
          {(whole) => <Sheet whole={whole} />}
        </AsyncView>
      )}
    </>
  )
}

const Sheet = ({ whole }: { whole: Links }) => {
  const say = useText(feedbackTexts)
  const language = useLanguage()
  const { workshop, closesOn, links } = whole
  return (
    <PrintSheet label={say('slips.title')}>
      <ul class="slips">
        {links.map(({ person, unit, link }) => (
          <li key={link} class="slip">
            <QrCode text={link} label={`QR: ${person.nameHi}`} />
            <div>
              <p class="strong">
                <span lang="hi">{person.nameHi}</span>
                {person.nameEn !== person.nameHi && <span lang="en"> / {person.nameEn}</span>}
              </p>
              <p class="soft small">
                {unit.nameHi === unit.nameEn ? unit.nameHi : `${unit.nameHi} / ${unit.nameEn}`}
              </p>
              <p lang="hi">{sayIn(feedbackTexts, 'hi')('slips.text')}</p>
              <p lang="en" class="small">
                {sayIn(feedbackTexts, 'en')('slips.text')}
              </p>
              <p class="small">
                {workshop.nameHi}, {say('slips.until', { day: formatDay(closesOn, 'medium', language) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </PrintSheet>
  )
}
