import type { GuestLinkMade, Session } from '../planning/api.ts'
import { formatDay } from '../text/format.ts'
import { guestTexts } from '../text/guests.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { QrCode } from '../ui/qr.tsx'
import { formatMinute } from './sessions.tsx'
import { ShareButtons } from './share.tsx'

type GuestShareProps = { session: Session; shown: GuestLinkMade; onAnother: () => void }

/** A finished link: a text to send, the ways to send it, and its QR code. */
export const GuestShare = ({ session, shown, onAnother }: GuestShareProps) => {
  const say = useText(guestTexts)
  const name = useName()
  const language = useLanguage()
  const until = new Date(shown.untilAt * 1000).toLocaleDateString('sv')
  const text = `${say('share.text', {
    guest: shown.guestName,
    title: name({ nameEn: session.titleEn, nameHi: session.titleHi }),
    day: formatDay(session.dayOn, 'medium', language),
    time: formatMinute(session.startsMinute, language),
    until: formatDay(until, 'medium', language),
  })}\n${shown.link}`
  return (
    <div class="stack">
      <Banner tone="good" title={say('made')}>
        <p>{say('made.hint')}</p>
      </Banner>
      <p class="guest-text">{text}</p>
      <ShareButtons text={text} title={say('title')} />
      <QrCode text={shown.link} label={say('qr')} />
      <Button icon="plus" onPress={onAnother}>
        {say('another')}
      </Button>
    </div>
  )
}
