import type { ComponentChildren } from 'preact'
import type { Session } from '../planning/api.ts'
import { type Language, useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { noticeText } from '../text/notice.ts'

/** A clock time, told from midnight in minutes, as the language writes it: 10:30 am. */
export const formatMinute = (minute: number, language: Language): string =>
  new Intl.DateTimeFormat(`${language}-IN`, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
    minute * 60_000,
  )

/** One session of a timetable: when, what, with whom. */
export const SessionLine = ({ session, children }: { session: Session; children?: ComponentChildren }) => {
  const say = useText(noticeText)
  const name = useName()
  const language = useLanguage()
  return (
    <li>
      <span class="session-time">
        {formatMinute(session.startsMinute, language)} – {formatMinute(session.endsMinute, language)}
      </span>
      <span>
        <span class="session-name">{name({ nameEn: session.titleEn, nameHi: session.titleHi })}</span>
        {session.speaker && (
          <>
            <br />
            <span class="soft small">{say('speaker', { name: session.speaker })}</span>
          </>
        )}
      </span>
      <span>{children}</span>
    </li>
  )
}
