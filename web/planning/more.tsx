import { useText } from '../text/index.ts'
import { planning } from '../text/planning.ts'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import type { Pages } from './pages.ts'

/** The button that reads the next page of a list; nothing at its end. */
export const More = <T,>({ pages: { more } }: { pages: Pages<T> }) => {
  const say = useText(planning)
  if (!more) return null
  return (
    <div class="stack">
      {more.problem && <ProblemView problem={more.problem} onRetry={more.run} />}
      <div class="cluster">
        <Button icon="down" busy={more.busy} onPress={more.run}>
          {say('more')}
        </Button>
      </div>
    </div>
  )
}
