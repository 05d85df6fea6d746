import type { ComponentChildren } from 'preact'

/** A form that submits by script alone; its fields stand under each other. */
export const Form = ({ onSubmit, children }: { onSubmit: () => void; children: ComponentChildren }) => (
  <form
    class="form"
    onSubmit={(event) => {
      event.preventDefault()
      onSubmit()
    }}
  >
    {children}
  </form>
)
