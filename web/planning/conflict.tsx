import { useText } from '../text/index.ts'
import { planning } from '../text/planning.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import type { Edit } from './edit.ts'
import type { Fields } from './rebase.ts'

type ConflictProps<F extends Fields> = {
  edit: Edit<F>
  label: (name: keyof F & string) => string
  /** A value as it is read, such as a day in words. */
  value: (name: keyof F & string, of: F) => string
}

/** What somebody else changed while one was typing, and the two ways on. */
export const Conflict = <F extends Fields>({ edit, label, value }: ConflictProps<F>) => {
  const say = useText(planning)
  if (!edit.conflict) return null
  const { before, theirs, names } = edit.conflict
  return (
    <Banner
      tone="warn"
      title={say('conflict')}
      urgent
      actions={
        <>
          <Button kind="main" onPress={edit.keepMine}>
            {say('conflict.mine')}
          </Button>
          <Button onPress={edit.takeTheirs}>{say('conflict.theirs')}</Button>
        </>
      }
    >
      <dl class="conflict">
        {names.map((name) => (
          <div key={name}>
            <dt>{label(name)}</dt>
            <dd>
              <del>{value(name, before) || '–'}</del> <ins>{value(name, theirs) || '–'}</ins>
            </dd>
          </div>
        ))}
      </dl>
      <p class="small">{say('conflict.detail')}</p>
    </Banner>
  )
}
