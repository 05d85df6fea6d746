import { useText } from '../text/index.ts'
import { shell } from '../text/shell.ts'
import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'

/** The page for an address that leads nowhere. */
export const NotFound = () => {
  const say = useText(shell)
  return (
    <>
      <PageHeader title={say('not-found')} lead={say('not-found.lead')} />
      <div>
        <LinkButton href="/" icon="home">
          {say('not-found.home')}
        </LinkButton>
      </div>
    </>
  )
}
