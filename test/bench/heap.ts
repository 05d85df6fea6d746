const EVERY_MS = 100

type Answer = {
  id: number
  result?: { usedSize?: number; embedderHeapUsedSize?: number; backingStorageSize?: number }
}

/** Watches the heap of the Worker's isolate through its inspector; `stop` answers the most that it held, MB. */
export async function watchHeap(inspector: URL): Promise<{ stop: () => number }> {
  const list = (await (await fetch(new URL('/json', inspector.href.replace(/^ws/, 'http')))).json()) as {
    webSocketDebuggerUrl: string
  }[]
  const address = list.find(({ webSocketDebuggerUrl }) => webSocketDebuggerUrl)?.webSocketDebuggerUrl
  if (!address) throw new Error('the Worker has no inspector')
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error('the inspector does not answer'))
  })
  let [id, most] = [0, 0]
  socket.onmessage = ({ data }) => {
    const { result } = JSON.parse(String(data)) as Answer
    if (result?.usedSize === undefined) return
    most = Math.max(
      most,
      result.usedSize + (result.embedderHeapUsedSize ?? 0) + (result.backingStorageSize ?? 0),
    )
  }
  const asking = setInterval(() => {
    id += 1
    socket.send(JSON.stringify({ id, method: 'Runtime.getHeapUsage' }))
  }, EVERY_MS)
  return {
    stop: () => {
      clearInterval(asking)
      socket.close()
      return Math.round(most / 1024 / 1024)
    },
  }
}
