import './privacy.css'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { consentTexts } from '../text/consent.ts'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { noticeApi } from './api.ts'
import { NoticeText } from './notice-text.tsx'

/** The privacy notice in force, for anybody to read, hear or print, and its earlier versions. */
export const NoticeScreen = ({ params, query }: ScreenProps<'/o/:organisation/privacy-notice'>) => {
  const { organisation } = params
  const say = useText(consentTexts)
  const zone = useZone()
  const language = useLanguage()
  const notices = useQuery(`${organisation}/notices`, (signal) =>
    json(noticeApi(organisation).notices.$get(undefined, { init: { signal } })),
  )
  const all = notices.data?.notices ?? []
  const shown = all.find(({ version }) => String(version) === query.version) ?? all[0]
  const since = (version: number, at: number) =>
    say('notice.version', { version, day: formatInstant(at, zone, language) })
  return (
    <>
      <PageHeader
        title={say('notice.title')}
        lead={shown && since(shown.version, shown.publishedAt)}
        actions={
          <>
            <LinkButton icon="person" href={`/o/${organisation}/privacy`}>
              {say('notice.mine')}
            </LinkButton>
            {shown && <PrintButton />}
          </>
        }
      />
      <AsyncView
        query={notices}
        isEmpty={(data) => data.notices.length === 0}
        empty={() => (
          <EmptyState icon="lock" title={say('notice.none')}>
            {say('notice.none.text')}
          </EmptyState>
        )}
      >
        {() => shown && <NoticeText notice={shown} />}
      </AsyncView>
      {all.length > 1 && (
        <Panel title={say('notice.earlier')}>
          <List label={say('notice.earlier')}>
            {all.map(({ version, publishedAt }) => (
              <Row
                key={version}
                title={since(version, publishedAt)}
                href={`/o/${organisation}/privacy-notice?version=${version}`}
              />
            ))}
          </List>
        </Panel>
      )}
    </>
  )
}
