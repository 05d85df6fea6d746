import { clockOf } from '../planning/days.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { sheetTexts } from '../text/sheet.ts'
import { Button } from '../ui/button.tsx'
import type { Sheet, SheetRow, SheetSession } from './use-sheet.ts'

type GridProps = {
  data: Sheet
  isThere: (row: SheetRow, sessionId: string) => boolean
  onSet: (rows: readonly SheetRow[], sessionId: string, there: boolean) => void
}

const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Moves the focus from box to box as the arrow keys say. */
const move = (event: KeyboardEvent) => {
  const step = STEPS[event.key]
  const box = event.target
  if (!step || !(box instanceof HTMLInputElement)) return
  const [row = 0, column = 0] = (box.dataset.at ?? '').split('/').map(Number)
  const next = document.querySelector<HTMLInputElement>(
    `.sheet [data-at="${row + step[0]}/${column + step[1]}"]`,
  )
  event.preventDefault()
  next?.focus()
}

/** The boxes: a row for each person, a column for each session. */
export const Grid = ({ data, isThere, onSet }: GridProps) => {
  const say = useText(sheetTexts)
  const name = useName()
  const { sessions, rows, ofSessions } = data
  const present = (session: SheetSession) => rows.filter((row) => isThere(row, session.id)).length
  return (
    <section class="sheet-frame" aria-label={say('table')}>
      <table class="sheet" onKeyDown={move}>
        <caption class="visually-hidden">{say('table')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('person')}</th>
            {sessions.map((session) => (
              <Head
                key={session.id}
                session={session}
                everybody={present(session) === rows.length}
                onAll={(there) => onSet(rows, session.id, there)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.registrationId}>
              <th scope="row">
                {name(row.person)}
                <small>
                  {name(row.unit)}
                  {ofSessions > sessions.length &&
                    `, ${say('so.far', { sessions: row.sessionsMarked, of: ofSessions })}`}
                </small>
              </th>
              {sessions.map((session, column) => (
                <td
                  key={session.id}
                  class={
                    isThere(row, session.id) === row.sessions.includes(session.id) ? undefined : 'unsaved'
                  }
                >
                  <label>
                    <input
                      type="checkbox"
                      data-at={`${at}/${column}`}
                      aria-label={`${name(row.person)}, ${name(session.subject)}`}
                      checked={isThere(row, session.id)}
                      onChange={(event) => onSet([row], session.id, event.currentTarget.checked)}
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('sums')}</th>
            {sessions.map((session) => (
              <td key={session.id}>{`${present(session)}/${rows.length}`}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

type HeadProps = { session: SheetSession; everybody: boolean; onAll: (there: boolean) => void }

const Head = ({ session, everybody, onAll }: HeadProps) => {
  const say = useText(sheetTexts)
  const name = useName()
  const subject = name(session.subject)
  return (
    <th scope="col">
      {subject}
      <small>{clockOf(session.startsMinute)}</small>
      <Button
        kind="quiet"
        label={say('all.of', { session: subject })}
        pressed={everybody}
        onPress={() => onAll(!everybody)}
      >
        {say('all')}
      </Button>
    </th>
  )
}
