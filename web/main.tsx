import '@fontsource-variable/anek-devanagari/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/content.css'
import './styles/data.css'
import './styles/overlay.css'
import './styles/shell.css'
import './styles/print.css'
import { render } from 'preact'
import { LocationProvider } from 'preact-iso'
import { keepSession } from './api.ts'
import { routes } from './routes.tsx'
import { Screens } from './shell/screens.tsx'
import { currentLanguage } from './text/index.ts'

document.documentElement.lang = currentLanguage()

keepSession({
  signedOut: () => {
    if (location.pathname === '/sign-in') return
    location.assign(`/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`)
  },
})

const root = document.getElementById('app')
if (root) {
  render(
    <LocationProvider>
      <Screens routes={routes} />
    </LocationProvider>,
    root,
  )
}
