import type { ComponentType, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ErrorBoundary, lazy, Route, Router, useLocation } from 'preact-iso'
import { useText } from '../text/index.ts'
import { shell } from '../text/shell.ts'
import { arrive } from '../ui/arrival.ts'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { NotFound } from './not-found.tsx'
import { Shell } from './shell.tsx'

type Names<P extends string> = P extends `${infer Head}/${infer Rest}`
  ? Names<Head> | Names<Rest>
  : P extends `:${infer Name}`
    ? Name
    : never

/** What the router hands a screen: the named parts of its path, and the query. */
export type ScreenProps<P extends string> = {
  params: Record<Names<P>, string>
  query: Record<string, string>
}

/** A route whose screen is loaded when first needed. */
export const screen = <const P extends string>(
  path: P,
  load: () => Promise<ComponentType<ScreenProps<P>>>,
): VNode => <Route path={path} component={lazy(load)} />

const Failed = () => {
  const say = useText(shell)
  return (
    <EmptyState
      icon="warning"
      title={say('failed.title')}
      actions={
        <Button kind="main" icon="reload" onPress={() => location.reload()}>
          {say('failed.reload')}
        </Button>
      }
    >
      {say('failed.detail')}
    </EmptyState>
  )
}

/** The whole interface: the shell, and in it the screen that the address names. */
export const Screens = ({ routes }: { routes: readonly VNode[] }) => {
  const [busy, setBusy] = useState(false)
  const { url } = useLocation()
  const [failed, setFailed] = useState(false)
  useEffect(() => setFailed(false), [url])
  const fail = (error: Error) => {
    reportError(error)
    setFailed(true)
  }
  return (
    <Shell busy={busy}>
      {failed ? (
        <Failed />
      ) : (
        <ErrorBoundary onError={fail}>
          <Router onLoadStart={() => setBusy(true)} onLoadEnd={() => setBusy(false)} onRouteChange={arrive}>
            {[...routes, <Route key="*" default component={NotFound} />]}
          </Router>
        </ErrorBoundary>
      )}
    </Shell>
  )
}
