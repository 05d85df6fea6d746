import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { useText } from '../text/index.ts'
import { landing } from '../text/landing.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { certificatePath } from './certificate.ts'

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
