import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { shell } from '../text/shell.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Count } from '../ui/format.tsx'
import { Icon } from '../ui/icon.tsx'
import { List, Row } from '../ui/list.tsx'
import { isWithin, type NavEntry } from './navigation.ts'

const AT_FOOT = 5

/** The entries somebody may use: a rail beside the page on a desk, a bar at the foot of a phone. */
export const Nav = ({ entries }: { entries: readonly NavEntry[] }) => {
  const say = useText(shell)
  const { path } = useLocation()
  const visible = entries.filter((entry) => entry.visible)
  const kept = visible.length > AT_FOOT ? AT_FOOT - 1 : AT_FOOT
  return (
    <nav class="nav" aria-label={say('navigation')}>
      <ul>
        {visible.map((entry, index) => (
          <li key={entry.path} class={index >= kept ? 'nav-beyond' : undefined}>
            <a class="nav-entry" href={entry.path} aria-current={isWithin(path, entry) ? 'page' : undefined}>
              <Icon name={entry.icon} />
              <span>
                {say(entry.label)}
                <Waiting count={entry.count} />
              </span>
            </a>
          </li>
        ))}
        {visible.length > AT_FOOT && <More entries={visible.slice(kept)} />}
      </ul>
    </nav>
  )
}

const Waiting = ({ count = 0 }: { count?: number | undefined }) => {
  const say = useText(shell)
  if (count === 0) return null
  return (
    <>
      {' '}
      <span class="nav-count" aria-hidden="true">
        <Count value={count} />
      </span>
      <span class="visually-hidden">{say('nav.waiting', { count })}</span>
    </>
  )
}

const More = ({ entries }: { entries: readonly NavEntry[] }) => {
  const sayCommon = useText(common)
  const say = useText(shell)
  const { path } = useLocation()
  const [open, setOpen] = useState(false)
  const here = entries.some((entry) => isWithin(path, entry))
  return (
    <li class="nav-more">
      <button
        type="button"
        class="nav-entry"
        aria-haspopup="dialog"
        aria-current={here ? 'true' : undefined}
        onClick={() => setOpen(true)}
      >
        <Icon name="more" />
        <span>
          {sayCommon('more')}
          <Waiting count={entries.reduce((sum, { count = 0 }) => sum + count, 0)} />
        </span>
      </button>
      <Dialog title={say('navigation')} open={open} onClose={() => setOpen(false)}>
        <List label={say('navigation')}>
          {entries.map((entry) => (
            <Row
              key={entry.path}
              icon={entry.icon}
              title={say(entry.label)}
              aside={<Waiting count={entry.count} />}
              href={entry.path}
              onPress={() => setOpen(false)}
            />
          ))}
        </List>
      </Dialog>
    </li>
  )
}
