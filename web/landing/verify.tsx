import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { useText } from '../text/index.ts'
import { landing } from '../text/landing.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'

/** The path of a typed or scanned certificate address; undefined when it is none. */
export const certificatePath = (typed: string): string | undefined => {
  const parts = typed.trim().match(/(?:^|\/)([a-z0-9-]+)\/([^/\s?#]+)\/?$/i)
  return parts ? `/v/${parts[1]?.toLowerCase()}/${parts[2]}` : undefined
}

/** Leads to a certificate by the address printed on it. */
export const VerifyForm = () => {
  const say = useText(landing)
  const { route } = useLocation()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const verify = () => {
    const path = certificatePath(typed)
    setWrong(!path)
    if (path) route(path)
  }
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        verify()
      }}
    >
      <TextField
        label={say('verify.label')}
        hint={say('verify.hint')}
        error={wrong ? say('verify.wrong') : undefined}
        required
        value={typed}
        onChange={setTyped}
      />
      <div>
        <Button kind="main" icon="certificate" submit>
          {say('verify.go')}
        </Button>
      </div>
    </form>
  )
}
