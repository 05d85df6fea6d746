import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { approvalsKey, approvalsPage } from '../approvals/api.ts'
import { useQuery } from '../query.ts'
import { common } from '../text/common.ts'
import { Zone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { shell } from '../text/shell.ts'
import { nameTab } from '../ui/arrival.ts'
import { LinkButton } from '../ui/button.tsx'
import { Toasts } from '../ui/toast.tsx'
import { AccountMenu, SignInLink } from './account.tsx'
import { Mark } from './brand.tsx'
import { type Frame, useFrame } from './frame.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { Nav } from './nav.tsx'
import { organisationEntries, organisationOf, placesOf } from './navigation.ts'
import { OfflineBar } from './online.tsx'

const Head = ({ frame }: { frame: Frame | undefined }) => {
  const say = useText(shell)
  const product = useText(common)('product')
  const language = useLanguage()
  const slug = frame?.organisation.slug
  const name = frame?.organisation.names[language] ?? product
  return (
    <header class="head">
      <a class="head-name" href={slug ? `/o/${slug}` : '/'}>
        <Mark />
        <span>{name}</span>
        {!slug && <span class="visually-hidden"> · {say('home')}</span>}
      </a>
      <div class="head-tools">
        <LanguageSwitch />
        {frame?.person ? <AccountMenu frame={frame} name={frame.person.names[language]} /> : <SignInLink />}
      </div>
    </header>
  )
}

/** Asks who entered without being known to say who he is, on every page but the one for it. */
const Nameless = ({ frame }: { frame: Frame }) => {
  const say = useText(shell)
  const { path, url } = useLocation()
  const profile = `/o/${frame.organisation.slug}/profile`
  if (frame.person?.complete !== false || path === profile) return null
  return (
    <div class="nameless">
      <p>{say('nameless')}</p>
      <LinkButton href={`${profile}?return=${encodeURIComponent(url)}`}>{say('nameless.go')}</LinkButton>
    </div>
  )
}

/** How many questions of others wait for the person's decision, as far as one page tells. */
const useWaiting = (slug: string | undefined): number => {
  const open = useQuery(slug === undefined ? null : approvalsKey(slug, 'open'), (signal) =>
    approvalsPage(slug ?? '', 'open', undefined, signal),
  )
  return open.data?.items.filter(({ decidable }) => decidable).length ?? 0
}

/** The frame around every screen: head, navigation, content, messages. */
export const Shell = ({ busy, children }: { busy: boolean; children: ComponentChildren }) => {
  const say = useText(shell)
  const product = useText(common)('product')
  const { path } = useLocation()
  const frame = useFrame(organisationOf(path))
  const language = useLanguage()
  const name = frame?.organisation.names[language] ?? product
  useEffect(() => nameTab(name), [name])
  const places = placesOf(frame?.holds ?? new Set())
  const approvals = useWaiting(frame?.person && places.has('approvals') ? frame.organisation.slug : undefined)
  const entries = frame?.person ? organisationEntries(frame.organisation.slug, places, { approvals }) : []
  const steered = entries.filter((entry) => entry.visible).length > 1
  return (
    <Zone.Provider value={frame?.organisation.timeZone ?? 'Asia/Kolkata'}>
      <div class={steered ? 'shell shell-steered' : 'shell'}>
        <a class="skip" href="#main">
          {say('skip')}
        </a>
        <Head frame={frame} />
        {steered && <Nav entries={entries} />}
        <OfflineBar />
        <main id="main" class="main" tabIndex={-1} aria-busy={busy}>
          {frame && <Nameless frame={frame} />}
          {children}
        </main>
        <div class={busy ? 'arriving arriving-busy' : 'arriving'} aria-hidden="true" />
        <Toasts />
      </div>
    </Zone.Provider>
  )
}
