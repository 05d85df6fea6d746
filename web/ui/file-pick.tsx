import { useId, useState } from 'preact/hooks'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { FieldError } from './field.tsx'
import { Icon } from './icon.tsx'

type FilePickProps = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** Endings that are taken, each with its dot: ['.csv', '.xlsx']. */
  kinds: readonly string[]
  file: File | null
  onPick: (file: File) => void
  disabled?: boolean | undefined
}

/** One file, tapped or dragged here. */
export const FilePick = ({ label, hint, error, kinds, file, onPick, disabled }: FilePickProps) => {
  const id = useId()
  const say = useText(common)
  const [over, setOver] = useState(false)
  const [wrong, setWrong] = useState(false)
  const take = (picked: File | undefined) => {
    if (!picked) return
    const readable = kinds.some((kind) => picked.name.toLowerCase().endsWith(kind))
    setWrong(!readable)
    if (readable) onPick(picked)
  }
  const shown = wrong ? say('file.wrong', { kinds: kinds.join(', ') }) : error
  return (
    <div class="field">
      <p class="field-label" id={`${id}-label`}>
        {label}
      </p>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <label
        class={over ? 'file-pick file-over' : 'file-pick'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          if (!disabled) take(event.dataTransfer?.files[0])
        }}
      >
        <input
          type="file"
          class="visually-hidden"
          accept={kinds.join(',')}
          disabled={disabled}
          aria-labelledby={`${id}-label ${id}-name`}
          aria-describedby={
            [hint && `${id}-hint`, shown && `${id}-error`].filter(Boolean).join(' ') || undefined
          }
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
        <Icon name={file ? 'file' : 'upload'} size={32} />
        <span id={`${id}-name`} class="file-name">
          {file ? file.name : say('file.choose')}
        </span>
        <span class="soft small">{file ? say('file.change') : say('file.drop')}</span>
      </label>
      {shown && <FieldError id={`${id}-error`}>{shown}</FieldError>}
    </div>
  )
}
