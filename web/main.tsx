import './styles/font.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/buttons.css'
import './styles/fields.css'
import './styles/options.css'
import './styles/content.css'
import './styles/notes.css'
import './styles/data.css'
import './styles/progress.css'
import './styles/tabs.css'
import './styles/overlay.css'
import './styles/shell.css'
import './styles/nav.css'
import './styles/print.css'
import { render } from 'preact'
import { LocationProvider } from 'preact-iso'
import { routes } from './routes.tsx'
import { Screens } from './shell/screens.tsx'
import { keepSessions } from './shell/session.ts'
import { currentLanguage } from './text/index.ts'

document.documentElement.lang = currentLanguage()

keepSessions()

const root = document.getElementById('app')
if (root) {
  render(
    <LocationProvider>
      <Screens routes={routes} />
    </LocationProvider>,
    root,
  )
}
