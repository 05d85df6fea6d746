import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import type { Problem } from '../api.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { Button, IconButton } from './button.tsx'
import { ProblemView } from './problem.tsx'

/** Escape and a tap on the backdrop ask to close; a closed state comes only from the owner. */
const useAsksToClose = (dialog: RefObject<HTMLDialogElement | null>, onClose: () => void): void => {
  const latest = useRef(onClose)
  latest.current = onClose
  useEffect(() => {
    const box = dialog.current
    const cancel = (event: Event) => {
      event.preventDefault()
      latest.current()
    }
    const tap = (event: Event) => {
      if (event.target === box) latest.current()
    }
    box?.addEventListener('cancel', cancel)
    box?.addEventListener('click', tap)
    return () => {
      box?.removeEventListener('cancel', cancel)
      box?.removeEventListener('click', tap)
    }
  }, [dialog])
}

type DialogProps = {
  title: string
  open: boolean
  /** Asked by Escape, the close button and a tap beside the dialog. */
  onClose: () => void
  /** The buttons at the foot, the main one last. */
  actions?: ComponentChildren
  children: ComponentChildren
}

/** A dialog of the browser's own kind: it keeps the focus inside and gives it back; its content exists while open. */
export const Dialog = ({ title, open, onClose, actions, children }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const say = useText(common)
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open && dialog.current?.open) dialog.current.close()
  }, [open])
  useAsksToClose(dialog, onClose)
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id}>
      {open && (
        <div class="dialog-sheet">
          <div class="dialog-head">
            <h2 id={id}>{title}</h2>
            <IconButton icon="close" label={say('close')} onPress={onClose} />
          </div>
          <div class="dialog-body">{children}</div>
          {actions && <div class="dialog-foot">{actions}</div>}
        </div>
      )}
    </dialog>
  )
}

type ConfirmDialogProps = {
  title: string
  open: boolean
  onClose: () => void
  onConfirm: () => void
  /** The verb that will happen, never "OK". */
  confirm: string
  danger?: boolean | undefined
  busy?: boolean | undefined
  problem?: Problem | undefined
  /** What will happen and what cannot be undone. */
  children?: ComponentChildren
}

/** Asks before something that cannot be undone; where it can be, do it and offer undo in a toast instead. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { title, open, onClose, onConfirm, confirm, danger, busy, problem, children } = props
  const say = useText(common)
  return (
    <Dialog
      title={title}
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button kind={danger ? 'danger' : 'main'} busy={busy} onPress={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <div class="stack">
        {children}
        {problem && <ProblemView problem={problem} />}
      </div>
    </Dialog>
  )
}
