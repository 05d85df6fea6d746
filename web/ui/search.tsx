import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'

type SearchBoxProps = {
  label: string
  /** What is searched for now; '' for nothing. */
  value: string
  /** Called when typing pauses, at once when cleared. */
  onSearch: (value: string) => void
  /** Said to screen readers when the results are there, for example "12 found". */
  result?: string | undefined
  pauseMs?: number | undefined
}

/** A search field that waits for a pause in typing before it asks. */
export const SearchBox = ({ label, value, onSearch, result, pauseMs = 250 }: SearchBoxProps) => {
  const say = useText(common)
  const id = useId()
  const [typed, setTyped] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => setTyped((now) => (now.trim() === value ? now : value)), [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const search = (next: string, waitMs: number) => {
    setTyped(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(next.trim()), waitMs)
  }
  return (
    <search class="search">
      <label class="visually-hidden" for={id}>
        {label}
      </label>
      <Icon name="search" />
      <input
        id={id}
        class="input"
        type="text"
        inputMode="search"
        enterkeyhint="search"
        autocomplete="off"
        placeholder={label}
        value={typed}
        onInput={(event) => search(event.currentTarget.value, pauseMs)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search(typed, 0)
          if (event.key === 'Escape') search('', 0)
        }}
      />
      {typed !== '' && <IconButton icon="close" label={say('search.clear')} onPress={() => search('', 0)} />}
      <span class="visually-hidden" role="status">
        {result}
      </span>
    </search>
  )
}
