import type { WorkshopPage } from '../planning/api.ts'
import { useFrame } from '../shell/frame.ts'
import { formatDays } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { noticeText } from '../text/notice.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { QrCode } from '../ui/qr.tsx'
import { toast } from '../ui/toast.tsx'
import type { WorkshopPartProps } from './part.ts'
import { useVenue } from './parts.tsx'

type Shared = Pick<WorkshopPage, 'id' | 'nameEn' | 'nameHi' | 'startsOn' | 'endsOn' | 'venueEn' | 'venueHi'>

/** The public address of a workshop. */
export const publicLink = (slug: string, id: string): string => `${location.origin}/o/${slug}/w/${id}`

/** What people forward about a workshop: its name, days, place and the way to register. */
export const useShareText = (slug: string) => {
  const say = useText(noticeText)
  const name = useName()
  const venue = useVenue()
  const language = useLanguage()
  const organisation = useFrame(slug)?.organisation.names[language]
  return (workshop: Shared): string =>
    [
      organisation,
      name(workshop),
      formatDays(workshop.startsOn, workshop.endsOn, language),
      venue(workshop),
      '',
      say('share.text.register'),
      publicLink(slug, workshop.id),
    ]
      .filter((line) => line !== undefined)
      .join('\n')
}

/** The ways to hand a text on: WhatsApp, the phone's own sharing, the clipboard. */
export const ShareButtons = ({ text, title }: { text: string; title: string }) => {
  const say = useText(noticeText)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    toast(say('share.copied'))
  }
  return (
    <div class="cluster">
      <LinkButton icon="share" href={`https://wa.me/?text=${encodeURIComponent(text)}`} external>
        {say('share.whatsapp')}
      </LinkButton>
      {'share' in navigator && (
        <Button icon="share" onPress={() => void navigator.share({ title, text }).catch(() => undefined)}>
          {say('share.any')}
        </Button>
      )}
      <Button icon="copy" onPress={copy}>
        {say('share.copy')}
      </Button>
    </div>
  )
}

/** The text, links and code with which a published workshop is made known. */
export const Share = ({ slug, workshop }: WorkshopPartProps) => {
  const say = useText(noticeText)
  const name = useName()
  const text = useShareText(slug)(workshop)
  if (workshop.publishedAt === null) return null
  return (
    <Panel title={say('share')} hint={say('share.hint')}>
      <div class="share">
        <div class="stack">
          <blockquote>{text}</blockquote>
          <ShareButtons text={text} title={name(workshop)} />
        </div>
        <QrCode text={publicLink(slug, workshop.id)} label={say('share.qr')} />
      </div>
    </Panel>
  )
}
