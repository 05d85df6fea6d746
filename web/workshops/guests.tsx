import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { type GuestLink, type GuestLinkMade, type Session, workshopsApi } from '../planning/api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { formatDay } from '../text/format.ts'
import { guestTexts } from '../text/guests.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { IconButton } from '../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { GuestForm } from './guest-form.tsx'
import { GuestShare } from './guest-share.tsx'

type GuestProps = { slug: string; workshopId: string; session: Session }

/** The way to a session's guest links, and the dialog that has them. */
export const Guests = (props: GuestProps) => {
  const { session } = props
  const say = useText(guestTexts)
  const name = useName()
  const [open, setOpen] = useState(false)
  const title = name({ nameEn: session.titleEn, nameHi: session.titleHi })
  return (
    <>
      <IconButton icon="link" label={say('link', { name: title })} onPress={() => setOpen(true)} />
      <Dialog title={say('title')} open={open} onClose={() => setOpen(false)}>
        <Inside {...props} />
      </Dialog>
    </>
  )
}

const Inside = (props: GuestProps) => {
  const { slug, workshopId, session } = props
  const say = useText(guestTexts)
  const [shown, setShown] = useState<GuestLinkMade>()
  const key = `${slug}/workshops/guest-links/${workshopId}`
  const links = useQuery(key, (signal) =>
    json(
      workshopsApi(slug).workshops[':workshopId']['guest-links'].$get(
        { param: { workshopId } },
        { init: { signal } },
      ),
    ),
  )
  // The same id again is the same link: so one that was closed too soon can be shown once more.
  const make = useAction(async (link: Omit<GuestLink, 'sessionId' | 'revokedAt' | 'fromAt'>) => {
    const { id, guestName, note, untilAt } = link
    const made = await json(
      workshopsApi(slug).sessions[':sessionId']['guest-links'].$post({
        param: { sessionId: session.id },
        json: { id, guestName, note, untilAt },
      }),
    )
    setShown(made)
    reloadQueries(key)
  })
  if (shown) return <GuestShare session={session} shown={shown} onAnother={() => setShown(undefined)} />
  return (
    <div class="stack">
      <p>{say('lead')}</p>
      <AsyncView query={links}>
        {(listed) => (
          <Listed
            slug={slug}
            links={listed.links.filter(({ sessionId }) => sessionId === session.id)}
            onShow={make.run}
            onEnded={() => reloadQueries(key)}
          />
        )}
      </AsyncView>
      <GuestForm
        session={session}
        busy={make.busy}
        refusal={make.problem && <ProblemView problem={make.problem} />}
        onMake={(typed) => make.run({ id: newId(), ...typed })}
      />
    </div>
  )
}

type ListedProps = {
  slug: string
  links: readonly GuestLink[]
  onShow: (link: GuestLink) => void
  onEnded: () => void
}

const Listed = ({ slug, links, onShow, onEnded }: ListedProps) => {
  const say = useText(guestTexts)
  const language = useLanguage()
  const [ending, setEnding] = useState<GuestLink>()
  const end = useAction(async (link: GuestLink) => {
    await json(workshopsApi(slug)['guest-links'][':guestLinkId'].$delete({ param: { guestLinkId: link.id } }))
    onEnded()
    toast(say('revoked'))
    setEnding(undefined)
  })
  if (links.length === 0) return null
  const until = ({ untilAt }: GuestLink) =>
    formatDay(new Date(untilAt * 1000).toLocaleDateString('sv'), 'medium', language)
  const state = (link: GuestLink) => {
    if (link.revokedAt !== null) return say('line.revoked')
    return link.untilAt * 1000 < Date.now() ? say('line.lapsed') : undefined
  }
  return (
    <>
      <List label={say('list')}>
        {links.map((link) => (
          <Row
            key={link.id}
            icon="link"
            title={link.guestName}
            note={state(link) ?? say('line.until', { day: until(link) })}
            aside={
              !state(link) && (
                <span class="cluster">
                  <IconButton
                    icon="eye"
                    label={`${say('show')}: ${link.guestName}`}
                    onPress={() => onShow(link)}
                  />
                  <IconButton
                    icon="trash"
                    label={`${say('revoke')}: ${link.guestName}`}
                    onPress={() => setEnding(link)}
                  />
                </span>
              )
            }
          />
        ))}
      </List>
      {ending && (
        <ConfirmDialog
          title={say('revoke.title', { name: ending.guestName })}
          open
          danger
          confirm={say('revoke')}
          busy={end.busy}
          problem={end.problem}
          onClose={() => setEnding(undefined)}
          onConfirm={() => end.run(ending)}
        >
          <p>{say('revoke.text')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
