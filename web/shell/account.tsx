import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { useAction } from '../query.ts'
import { useLanguage, useText } from '../text/index.ts'
import { shell } from '../text/shell.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { type Frame, signOut } from './frame.ts'
import { organisationOf } from './navigation.ts'
import { hasSession } from './session.ts'

/** Who is signed in, where else that login is known, and the way out. */
export const AccountMenu = ({ frame, name }: { frame: Frame; name: string }) => {
  const say = useText(shell)
  const language = useLanguage()
  const { route } = useLocation()
  const [open, setOpen] = useState(false)
  const leave = useAction(async () => {
    await signOut()
    setOpen(false)
    route('/')
  })
  return (
    <>
      <button type="button" class="account" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="person" />
        <span class="account-name">{name}</span>
        <span class="visually-hidden">{say('account')}</span>
      </button>
      <Dialog title={name} open={open} onClose={() => setOpen(false)}>
        <div class="stack">
          <p class="soft">{frame.organisation.names[language]}</p>
          {frame.others.length > 0 && (
            <>
              <h3>{say('other-organisations')}</h3>
              <List label={say('other-organisations')}>
                {frame.others.map((other) => (
                  <Row
                    key={other.slug}
                    title={other.names[language]}
                    href={`/sign-in?return=${encodeURIComponent(`/o/${other.slug}/me`)}`}
                    onPress={() => setOpen(false)}
                  />
                ))}
              </List>
            </>
          )}
          <List label={say('account')}>
            <Row
              icon="edit"
              title={say('profile')}
              href={`/o/${frame.organisation.slug}/profile`}
              onPress={() => setOpen(false)}
            />
            <Row icon="key" title={say('access')} href="/account" onPress={() => setOpen(false)} />
            <Row
              icon="lock"
              title={say('privacy')}
              href={`/o/${frame.organisation.slug}/privacy`}
              onPress={() => setOpen(false)}
            />
            <Row icon="units" title={say('organisations')} href="/sign-in" onPress={() => setOpen(false)} />
          </List>
          {leave.problem && <ProblemView problem={leave.problem} />}
          <Button icon="exit" busy={leave.busy} onPress={leave.run}>
            {say('sign-out')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}

/** The way in, remembering the page to come back to. */
export const SignInLink = () => {
  const say = useText(shell)
  const { url, path } = useLocation()
  const isInside = organisationOf(path) !== undefined
  // The first page has its own, bigger way in; that of the account leads back by itself.
  if (path === '/sign-in' || path === '/' || path === '/account') return null
  if (hasSession()) {
    return (
      <LinkButton kind="quiet" href={`/sign-in${isInside ? `?return=${encodeURIComponent(url)}` : ''}`}>
        {say(isInside ? 'enter' : 'organisations')}
      </LinkButton>
    )
  }
  return (
    <LinkButton kind="quiet" href={`/sign-in?return=${encodeURIComponent(url)}`}>
      {say('sign-in')}
    </LinkButton>
  )
}
