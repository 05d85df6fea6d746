import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { attendanceTexts } from '../text/attendance.ts'
import { useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { codeIn } from './verdict.ts'

const isTaken = (element: Element | null): boolean =>
  element?.closest('input, textarea, select, dialog, [contenteditable]') !== null

/** Keeps the box ready: keys that fall beside it, as a scanner's do, go into it. */
const useWedge = (box: { readonly current: HTMLInputElement | null }) => {
  useLayoutEffect(() => {
    box.current?.focus({ preventScroll: true })
    const press = (event: KeyboardEvent) => {
      const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
      // A space or Enter on a button presses it.
      if (!letter || event.key === ' ' || isTaken(document.activeElement)) return
      box.current?.focus({ preventScroll: true })
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [box])
}

/** The code typed by hand or by a scanner that ends with Enter; the box empties itself for the next one. */
export const CodeBox = ({ onCode }: { onCode: (code: string) => void }) => {
  const say = useText(attendanceTexts)
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  useWedge(box)
  const submit = (event: Event) => {
    event.preventDefault()
    // A scanner is faster than a render: what stands in the box counts.
    const code = codeIn(box.current?.value ?? '')
    setTyped('')
    if (box.current) box.current.value = ''
    if (code !== '') onCode(code)
    box.current?.focus({ preventScroll: true })
  }
  return (
    <form class="code-box" onSubmit={submit}>
      <label class="field-label" for={id}>
        {say('code.label')}
      </label>
      <p class="field-hint code-box-hint" id={`${id}-hint`}>
        {say('code.hint')}
      </p>
      <div class="code-box-line">
        <input
          ref={box}
          id={id}
          class="input code-box-input"
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          enterkeyhint="done"
          maxLength={200}
          aria-describedby={`${id}-hint`}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <Button kind="main" large submit>
          {say('code.mark')}
        </Button>
      </div>
    </form>
  )
}
