import { formatDays } from '../text/format.ts'
import { QrCode } from '../ui/qr.tsx'
import { spacedCode } from './days.ts'

type Names = { nameEn: string; nameHi: string }

type PaperCardProps = {
  code: string
  person: Names
  unit: Names
  workshop: Names & { startsOn: string; endsOn: string; venueEn: string | null; venueHi: string | null }
  organisation?: Names | undefined
}

const both = ({ nameEn, nameHi }: Names) => (nameEn === nameHi ? nameEn : `${nameHi} / ${nameEn}`)

/** What is on a card for the gate, on paper as on the phone: both scripts, a QR code, and the code to be spoken. */
export const PaperCard = ({ code, person, unit, workshop, organisation }: PaperCardProps) => {
  const { startsOn, endsOn, venueEn, venueHi } = workshop
  const place = both({ nameEn: venueEn ?? '', nameHi: venueHi ?? '' })
  return (
    <div class="paper-card">
      {organisation && <p class="paper-card-head">{both(organisation)}</p>}
      <p class="paper-card-name">
        <span lang="hi">{person.nameHi}</span>
        {person.nameEn !== person.nameHi && <span lang="en">{person.nameEn}</span>}
      </p>
      <p>{both(unit)}</p>
      <QrCode text={code} label={`QR: ${spacedCode(code)}`} caption={spacedCode(code)} />
      <p class="strong">
        <span lang="hi">{workshop.nameHi}</span>
        {workshop.nameEn !== workshop.nameHi && (
          <>
            <br />
            <span lang="en">{workshop.nameEn}</span>
          </>
        )}
      </p>
      <p>
        <span lang="hi">{formatDays(startsOn, endsOn, 'hi')}</span>
        <br />
        <span lang="en">{formatDays(startsOn, endsOn, 'en')}</span>
      </p>
      {place && <p>{place}</p>}
    </div>
  )
}
