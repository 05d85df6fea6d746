import { useState } from 'preact/hooks'
import { dutyTexts } from '../text/duties.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Open } from './api.ts'
import { Give } from './give.tsx'
import { whenOf } from './when.ts'

type OpenListProps = { organisation: string; open: readonly Open[]; edits: boolean }

/** What nobody teaches yet, with the way to give it to somebody. */
export const OpenList = ({ organisation, open, edits }: OpenListProps) => {
  const say = useText(dutyTexts)
  const name = useName()
  const [giving, setGiving] = useState<Open | undefined>(undefined)
  const whatOf = ({ session, workshop }: Open) =>
    `${session ? name(session) : say('whole')}, ${name(workshop)}`
  return (
    <>
      <ul class="duty-list" aria-label={say('open')}>
        {open.map((one) => (
          <OpenLine
            key={`${one.workshop.id}/${one.session?.id ?? ''}`}
            organisation={organisation}
            one={one}
            onGive={edits ? () => setGiving(one) : undefined}
            what={whatOf(one)}
          />
        ))}
      </ul>
      <Dialog
        title={giving ? say('give.of', { what: whatOf(giving) }) : say('give')}
        open={giving !== undefined}
        onClose={() => setGiving(undefined)}
      >
        {giving && (
          <Give
            organisation={organisation}
            workshopId={giving.workshop.id}
            sessionId={giving.session?.id ?? null}
            onDone={() => setGiving(undefined)}
          />
        )}
      </Dialog>
    </>
  )
}

type LineProps = { organisation: string; one: Open; what: string; onGive: (() => void) | undefined }

const OpenLine = ({ organisation, one, what, onGive }: LineProps) => {
  const say = useText(dutyTexts)
  const name = useName()
  const language = useLanguage()
  const { workshop, host, session, declined } = one
  return (
    <li class="duty-line">
      <span class="duty-text">
        <span class="strong">{session ? name(session) : say('whole')}</span>
        <span>
          <a href={`/o/${organisation}/workshops/${workshop.id}`}>{name(workshop)}</a>, {name(host)}
        </span>
        <span class="soft">{whenOf(one, say('all.day'), language)}</span>
        {declined && (
          <span class="duty-declined">
            {say('open.declined', { name: name(declined.person), reason: declined.reason })}
          </span>
        )}
      </span>
      {onGive && (
        <Button icon="plus" label={say('give.of', { what })} onPress={onGive}>
          {say('give')}
        </Button>
      )}
    </li>
  )
}
