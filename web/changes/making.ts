import { asProblem, json } from '../api.ts'
import { newId } from '../id.ts'
import { today } from '../planning/days.ts'
import { reloadQueries } from '../query.ts'
import { reloadFrame } from '../shell/frame.ts'
import { changesTexts } from '../text/changes.ts'
import { useZone } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { problems } from '../text/problems.ts'
import { toast } from '../ui/toast.tsx'
import { changesApi } from './api.ts'

const reload = async (organisation: string) => {
  reloadQueries(`${organisation}/`)
  await reloadFrame(organisation)
}

/** Today, in the organisation's time zone: changes take place today. */
export const useToday = (): string => today(useZone())

/** Takes a change back and shows the tree as it is then. */
export const useUndo = (organisation: string) => {
  const say = useText(changesTexts)
  const on = useToday()
  return async (changeId: string) => {
    const param = { changeId }
    await json(
      changesApi(organisation)['tree-changes'][':changeId'].undoing.$post({
        param,
        json: { id: newId(), on },
      }),
    )
    toast(say('undo.done'))
    await reload(organisation)
  }
}

/** Tells that a change was made, with an undo beside it, and shows the tree as it is now. */
export const useDone = (organisation: string) => {
  const undo = useUndo(organisation)
  const sayProblem = useText(problems)
  return async (message: string, changeId: string) => {
    toast(message, () => {
      undo(changeId).catch((thrown: unknown) => {
        const { slug } = asProblem(thrown)
        toast(sayProblem(slug as 'built-upon'))
      })
    })
    await reload(organisation)
  }
}
