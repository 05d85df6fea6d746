import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { dutyTexts } from '../text/duties.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { facultyApi, type GuestSession, keys } from './api.ts'
import { whenOf } from './when.ts'

type GuestListProps = { organisation: string; guests: readonly GuestSession[]; edits: boolean }

/** Sessions of guests who were named by hand, each with the way to take him off. */
export const GuestList = ({ organisation, guests, edits }: GuestListProps) => {
  const say = useText(dutyTexts)
  const put = useAction(async (sessionId: string, speaker: string | null, was: string | null) => {
    const route = facultyApi(organisation).sessions[':sessionId'].speaker
    await json(route.$put({ param: { sessionId }, json: { speaker, was } }))
    reloadQueries(keys.all(organisation))
    reloadQueries(`${organisation}/workshops`)
    return true
  })
  const remove = async ({ session, speaker }: GuestSession) => {
    if (await put.run(session.id, null, speaker))
      toast(say('guest.removed'), () => void put.run(session.id, speaker, null))
  }
  return (
    <>
      {put.problem && <ProblemView problem={put.problem} />}
      <ul class="duty-list" aria-label={say('guests')}>
        {guests.map((guest) => (
          <Guest
            key={guest.session.id}
            organisation={organisation}
            guest={guest}
            onRemove={edits ? () => void remove(guest) : undefined}
          />
        ))}
      </ul>
    </>
  )
}

type GuestProps = { organisation: string; guest: GuestSession; onRemove: (() => void) | undefined }

const Guest = ({ organisation, guest, onRemove }: GuestProps) => {
  const say = useText(dutyTexts)
  const name = useName()
  const language = useLanguage()
  const { speaker, session, workshop, host } = guest
  return (
    <li class="duty-line">
      <span class="duty-text">
        <span class="strong">{speaker}</span>
        <span>
          {name(session)}, <a href={`/o/${organisation}/workshops/${workshop.id}`}>{name(workshop)}</a>,{' '}
          {name(host)}
        </span>
        <span class="soft">{whenOf(guest, say('all.day'), language)}</span>
      </span>
      {onRemove && (
        <Button
          kind="quiet"
          label={say('guest.remove.of', { name: speaker, what: name(session) })}
          onPress={onRemove}
        >
          {say('remove')}
        </Button>
      )}
    </li>
  )
}
