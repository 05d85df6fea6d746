import { useEffect, useState } from 'preact/hooks'
import { useText } from '../text/index.ts'
import { shell } from '../text/shell.ts'
import { Icon } from '../ui/icon.tsx'

/** Whether the device believes it has a network. */
export const useOnline = (): boolean => {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return online
}

/** Says so while there is no network. */
export const OfflineBar = () => {
  const say = useText(shell)
  const online = useOnline()
  return (
    <div class="offline" role="status">
      {!online && (
        <p>
          <Icon name="offline" size={20} />
          {say('offline')}
        </p>
      )}
    </div>
  )
}
