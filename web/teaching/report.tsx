import './teaching.css'
import { json } from '../api.ts'
import { credentialsApi } from '../credentials/api.ts'
import { useQuery } from '../query.ts'
import { formatCount, formatDays } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { teachingTexts } from '../text/teaching.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel, Stat, Stats } from '../ui/card.tsx'
import { QrCode } from '../ui/qr.tsx'
import { toast } from '../ui/toast.tsx'
import { powerOf, useTeaching } from './api.ts'

type Workshop = {
  id: string
  tierId: string
  nameEn: string
  nameHi: string
  startsOn: string
  endsOn: string
  venueEn: string | null
  venueHi: string | null
}
type ReportProps = { organisation: string; workshop: Workshop }

/** What came of a batch, in numbers and as a text to send on. */
export const BatchReport = ({ organisation, workshop }: ReportProps) => {
  const say = useText(teachingTexts)
  const name = useName()
  const language = useLanguage()
  const route = credentialsApi(organisation).workshops[':workshopId'].credentials.offer
  const query = useQuery(`${organisation}/workshops/${workshop.id}/credentials/offer`, (signal) =>
    json(route.$get({ param: { workshopId: workshop.id } }, { init: { signal } })),
  )
  const power = powerOf(useTeaching(organisation).data, workshop.tierId)
  return (
    <Panel title={say('report')}>
      <AsyncView query={query}>
        {({ trainees }) => {
          const trained = trainees.filter(({ standing }) => standing === 'issued')
          const counts = {
            registered: trainees.length,
            present: trainees.filter(({ days }) => days > 0).length,
            trained: trained.length,
            units: new Set(trained.map(({ unit }) => unit.id)).size,
          }
          const batch = name(workshop)
          const day = formatDays(workshop.startsOn, workshop.endsOn, language)
          const all = power?.units ?? 0
          const met = all - (power?.lacking ?? 0)
          const text = [
            say('report.text', { batch, day, count: counts.units, ...counts }),
            power && say('report.progress', { unit: name(power.unit), all, met }),
          ]
          const written = (value: number) => formatCount(value, language)
          return (
            <div class="stack">
              <Stats>
                <Stat label={say('registered')} value={written(counts.registered)} />
                <Stat label={say('report.present')} value={written(counts.present)} />
                <Stat label={say('report.certificates')} value={written(counts.trained)} />
                <Stat label={say('report.units')} value={written(counts.units)} />
              </Stats>
              <Sharing text={text.filter(Boolean).join(' ')} />
            </div>
          )
        }}
      </AsyncView>
    </Panel>
  )
}

/** What those are sent who have a phone and register themselves. */
export const Invitation = ({ organisation, workshop }: ReportProps) => {
  const say = useText(teachingTexts)
  const name = useName()
  const language = useLanguage()
  const { startsOn, endsOn, venueEn, venueHi } = workshop
  const link = `${location.origin}/o/${organisation}/w/${workshop.id}`
  const venue = venueEn && venueHi ? `, ${name({ nameEn: venueEn, nameHi: venueHi })}` : ''
  const day = formatDays(startsOn, endsOn, language)
  return (
    <Panel title={say('invite')}>
      <div class="stack">
        <Sharing text={say('invite.text', { batch: name(workshop), day, venue, link })} />
        <QrCode text={link} label={`${say('invite')}: ${name(workshop)}`} />
      </div>
    </Panel>
  )
}

/** A text with the ways to send it on. */
const Sharing = ({ text }: { text: string }) => {
  const say = useText(teachingTexts)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    toast(say('copied'))
  }
  return (
    <>
      <p class="share-text">{text}</p>
      <div class="cluster">
        <LinkButton icon="share" external href={`https://wa.me/?text=${encodeURIComponent(text)}`}>
          {say('whatsapp')}
        </LinkButton>
        <Button icon="copy" onPress={copy}>
          {say('copy')}
        </Button>
      </div>
    </>
  )
}
